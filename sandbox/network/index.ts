/** The real phone network: Asterisk as the anchor, a carrier in front of it, SIP phones that send audio. All on loopback. */
import { join, resolve } from 'node:path'
import { hangUpAll } from '../hang-up-all.ts'
import type { PhoneNetwork, StartPhoneNetwork } from '../phone-network.ts'
import { freePort } from '../processes.ts'
import * as world from '../world.ts'
import { type Asterisk, startAsterisk } from './asterisk.ts'
import { carrierAddresses, startCarrier } from './carrier.ts'
import { emergencyNumbers } from './emergency.ts'
import { installPrograms } from './install.ts'
import { type PhoneMedia, type SipPhones, startSipPhones } from './sip-phones.ts'
import { toneIsIn } from './tones.ts'

/** Where the programs lie once they are installed, beside the sandbox's other data. */
export const programsFolder = resolve(import.meta.dirname, '..', '..', '.data', 'network')

export interface AsteriskNetworkOptions {
  /** By phone id, where a phone does not speak PCMU in the clear. */
  codecs?: Record<string, PhoneMedia>
  /** Whether audio is watched; on unless the machine is needed for something else. */
  capture?: boolean
  /** Further settings of the anchor (telephony/settings.ts). */
  settings?: Record<string, string>
}

/** What of the network a test or a person may want to take hold of. */
export interface RunningNetwork extends PhoneNetwork {
  phones: SipPhones
  asterisk: Asterisk
  /** Where softphones register. */
  edge: { address: string, port: number }
  anchor: { address: string, port: number }
}

/** Ports of one network, all within a block of its own, so that several run side by side. */
const blockSize = 2_000
const portsFrom = (base: number) => ({
  anchorAudio: { from: base, to: base + 1_199 }, phoneAudio: base + 1_200, sip: base + 1_600, control: base + 1_700, anchor: base + 1_800, carrier: base + 1_801, rpc: base + 1_802,
})
const freeBlock = async (): Promise<number> => {
  for (let base = 10_000; base < 20_000; base += blockSize) {
    const { anchor, control } = portsFrom(base)
    if ((await freePort(anchor)) === anchor && (await freePort(control)) === control) return base
  }
  throw new Error('No block of ports between 10000 and 20000 is free for the phone network.')
}

export const asteriskNetwork = (options: AsteriskNetworkOptions = {}) => {
  let running: RunningNetwork | undefined

  const start: StartPhoneNetwork = async ({ dataDir, ari, watch, say }) => {
    const programs = await installPrograms(programsFolder, say)
    const folder = join(dataDir, 'network')
    const ports = portsFrom(await freeBlock())
    const anchor = { address: '127.0.0.1', port: ports.anchor }
    const undo: (() => Promise<unknown>)[] = []
    const close = async () => {
      for (const step of undo.toReversed()) await step().catch((error: unknown) => console.error(error))
    }
    const onProcess = (pid: number, alive: boolean) => (alive ? watch.add(pid, 'SIGKILL') : watch.remove(pid))
    const trunk = (address: string) => `sip:${address}:${ports.carrier}`
    try {
      const asterisk = await startAsterisk({
        programs, folder: join(folder, 'asterisk'), onProcess: (pid, now) => onProcess(pid, now === 'started'),
        settings: {
          ARI_PORT: String(ari.port), ARI_USER: ari.user, ARI_PASSWORD: ari.password, ARI_APP: ari.app,
          SIP_BIND: anchor.address, SIP_PORT: String(anchor.port), RTP_START: String(ports.anchorAudio.from), RTP_END: String(ports.anchorAudio.to),
          CODECS: 'ulaw,alaw', TEAMS_CODECS: 'ulaw,alaw', TEAMS_TRANSPORT: 'udp', QUALIFY_SECONDS: '1', AUDIO_LOST_SECONDS: '6',
          OPERATOR_CONTACT: trunk(carrierAddresses.operator), OPERATOR_ADDRESSES: carrierAddresses.operator,
          NATIVE_CONTACT: trunk(carrierAddresses.native), NATIVE_ADDRESSES: carrierAddresses.native,
          TEAMS_CONTACT: trunk(carrierAddresses.teams), TEAMS_ADDRESSES: carrierAddresses.teams,
          PBX_ADDRESSES: carrierAddresses.pbx,
          EMERGENCY_NUMBERS: emergencyNumbers.join(','),
          ...options.settings,
        },
      })
      undo.push(asterisk.stop)
      const carrier = await startCarrier({
        programs, folder: join(folder, 'carrier'), port: ports.carrier, rpcPort: ports.rpc, anchor, onProcess,
        subscribers: [...world.people, ...world.companyNumbers].map(({ number }) => number), outside: world.outsideParties.map(({ number }) => number),
      })
      undo.push(carrier.close)
      const phones = await startSipPhones({
        programs, folder: join(folder, 'phones'), carrier, world, ports: { sip: ports.sip, control: ports.control, rtp: ports.phoneAudio }, codecs: options.codecs ?? {}, capture: options.capture ?? true, onProcess,
      })
      undo.push(phones.close, () => hangUpAll(phones))
      running = {
        phones, asterisk, anchor, ariUrl: asterisk.url, close, edge: { address: carrier.address, port: carrier.port },
        longestGapMs: (phoneId, fromMs, toMs) => phones.audio?.gap(phoneId, fromMs, toMs) ?? null,
        isVoiceOf: (phoneId, samples) => toneIsIn(samples, phones.frequencyOf(phoneId)),
        hasVoiceOf: (phoneId, samples) => toneIsIn(samples, phones.frequencyOf(phoneId)),
        voiceMs: 100,
      }
      return running
    } catch (error) {
      await close()
      throw error
    }
  }

  return {
    start,
    /** Once it is started. */
    running: (): RunningNetwork => {
      if (!running) throw new Error('The network is not started.')
      return running
    },
  }
}
