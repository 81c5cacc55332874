import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Graph } from '../microsoft/port.ts'
import type { VoicemailUpkeep } from '../service/voicemail-upkeep.ts'
import { voicemailMail } from '../service/voicemail-mail.ts'
import type { PersonId, Store } from '../store/port.ts'

interface Work {
  person: PersonId
  voicemailId: string
}

/** Makes the compressed form of a message: never on a call's path. */
export const compressJob = (ports: { upkeep: Pick<VoicemailUpkeep, 'compress'> }) => ({ person, voicemailId }: Work): Promise<void> => ports.upkeep.compress(person, voicemailId)

export interface MailPorts {
  store: Pick<Store, 'voicemail' | 'voicemailAudio' | 'voicemailSettings' | 'isVoicemailMailed' | 'setVoicemailMailed'>
  graph: Pick<Graph, 'mailTo'>
  clock: Clock
  country: string
}

/**
 * Sends a message by e-mail to whoever wants that, as things are when it runs: one that was deleted meanwhile is not sent.
 * Once, unless the process dies between Graph's answer and our note of it.
 */
export const mailJob = ({ store, graph, clock, country }: MailPorts) => async ({ person, voicemailId }: Work): Promise<void> => {
  const [{ email }, message] = await Promise.all([store.voicemailSettings(person), store.voicemail(person, voicemailId)])
  if (!email || message === null || message.deletedAt !== null || (await store.isVoicemailMailed(person, voicemailId))) return
  const audio = await store.voicemailAudio(person, voicemailId)
  if (audio === null) return
  await graph.mailTo(person, voicemailMail(message, audio, country))
  await store.setVoicemailMailed(person, voicemailId, clock.now())
}

const hourMs = 60 * 60_000

/** Takes away what is past its time, and asks for compressed forms that are missing: now and every hour. Gives what ends it. */
export const keepRetention = ({ upkeep, clock, log }: { upkeep: Pick<VoicemailUpkeep, 'expire' | 'compressRest'>; clock: Clock; log: Logger }): (() => void) => {
  let cancel = () => {}
  const look = () => {
    for (const work of [upkeep.expire, upkeep.compressRest]) {
      void work().catch((error: unknown) => log.warn({ err: error instanceof Error ? error.message : error }, 'voicemails were not looked after; in an hour again'))
    }
    cancel = clock.setTimeout(hourMs, look)
  }
  look()
  return () => cancel()
}
