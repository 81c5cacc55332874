/** The engine with the phones behind it: played in this process, or Asterisk with SIP phones (network/). */
import { createDialplan } from './asterisk/dialplan.ts'
import { createEngine } from './asterisk/engine.ts'
import { startAriServer } from './asterisk/server.ts'
import { realClock } from './clock.ts'
import { hangUpAll } from './hang-up-all.ts'
import { createVoices } from './asterisk/voices.ts'
import type { MeetingBook } from './meetings.ts'
import { createPhones } from './phones/phones.ts'
import type { Phones } from './phones/port.ts'
import type { ChildWatch } from './watch-children.ts'
import * as world from './world.ts'

export interface PhoneNetwork {
  phones: Phones
  /** Whether this is the voice of that phone: mono 16-bit PCM at 8 kHz. */
  isVoiceOf(phoneId: string, samples: Int16Array): boolean
  /** Whether that phone's voice is in it, among others; from `voiceMs` on. */
  hasVoiceOf(phoneId: string, samples: Int16Array): boolean
  voiceMs: number
  /** The longest time without a packet of audio at this phone between two moments (ms since the epoch); null where audio is only played. */
  longestGapMs(phoneId: string, fromMs: number, toMs: number): number | null
  /** Where the app finds ARI. */
  ariUrl: string
  /** Ends every call and everything that was started. */
  close(): Promise<void>
}

export interface PhoneNetworkOptions {
  dataDir: string
  ari: { port: number, user: string, password: string, app: string }
  watch: ChildWatch
  /** What can be dialled into; SIP phones know no such number. */
  meetings: MeetingBook
  say(line: string): void
}

export type StartPhoneNetwork = (options: PhoneNetworkOptions) => Promise<PhoneNetwork>

/** As the network of the tests has it (AUDIO_LOST_SECONDS in network/index.ts). */
const audioLostMs = 6_000

/** As res_http_media_cache with a timeout_secs of 5. */
const fetchSound = async (url: string): Promise<Buffer> => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) })
  if (!answer.ok || !answer.headers.get('content-type')?.startsWith('audio/wav')) throw new Error(`${answer.status}, which is no sound`)
  return Buffer.from(await answer.arrayBuffer())
}

export const startPlayedNetwork: StartPhoneNetwork = async ({ ari, meetings }) => {
  const calledForHelp = (number: string): boolean => phones.calledForHelp(number)
  const engine = createEngine({ clock: realClock, dialplan: createDialplan({ app: ari.app, isOurs: world.isOurs, calledForHelp }), fetchSound, audioLostMs })
  const voices = createVoices()
  const phones = createPhones({ engine, clock: realClock, world, meetings })
  const server = await startAriServer({ engine, port: ari.port, user: ari.user, password: ari.password })
  return {
    phones,
    isVoiceOf: (phoneId, samples) => voices.isIn(phoneId, samples),
    hasVoiceOf: (phoneId, samples) => voices.isAmong(phoneId, samples),
    voiceMs: 1_000,
    longestGapMs: () => null,
    ariUrl: server.url,
    async close() {
      await server.close()
      await hangUpAll(phones)
    },
  }
}
