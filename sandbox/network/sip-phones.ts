import { join } from 'node:path'
import { realClock } from '../clock.ts'
import type { Device, PhoneFaults, PhoneKind, World } from '../phones/devices.ts'
import { createDevices } from '../phones/devices.ts'
import { PhoneError } from '../phones/error.ts'
import type { Trunk, TrunkState } from '../phones/network.ts'
import { dialledNumber, isEmergency, splitCode, toE164 } from '../phones/numbers.ts'
import type { PhoneView, Phones } from '../phones/port.ts'
import type { Codec } from './baresip.ts'
import { type Capture, startCapture } from './capture.ts'
import type { Carrier } from './carrier.ts'
import { busy, normalClearing } from './causes.ts'
import { emergencyCentre } from './emergency.ts'
import { pickCall, viewPhone } from '../phones/screen.ts'
import { type SipPhone, startSipPhone } from './sip-phone.ts'
import { phoneTones } from './tones.ts'

export interface PhoneMedia {
  codec?: Codec
  /** SRTP with the key in the SDP; calls without are refused. */
  encrypted?: boolean
}

export interface SipPhonesOptions {
  programs: { baresip: string, baresipModules: string, tcpdump: string }
  /** One folder a phone is made in it, with configuration and log. */
  folder: string
  carrier: Pick<Carrier, 'address' | 'port' | 'setTrunk'>
  world: World
  /** The first of each kind: two SIP ports a phone (UDP, TCP), one for control (TCP), `rtpPortsPerPhone` for audio (UDP). They must not overlap. */
  ports: { sip: number, control: number, rtp: number }
  /** By phone id; PCMU in the clear where nothing is said. */
  codecs?: Record<string, PhoneMedia>
  /** Watches the audio (tcpdump, which needs the right to capture). Without it `hears` throws. Default true. */
  capture?: boolean
  onProcess?(pid: number, alive: boolean): void
}

export interface SipPhones extends Omit<Phones, 'hears' | 'list' | 'get'> {
  list(): PhoneView[]
  get(id: string): PhoneView
  hears(id: string): string[]
  /** What the phones' audio was like; null when it is not watched. */
  audio: Capture | null
  /** The tone it says, in Hz. */
  frequencyOf(id: string): number
  /** The SIP Call-ID of a call on the phone's own leg. */
  sipId(id: string, callId?: string): string
  close(): Promise<void>
}

export const rtpPortsPerPhone = 20
export const emergencyPhoneId = 'outside-emergency'
/** A phone takes a second call (waiting), not a third. */
const callsPerPhone = 2
const emergencyAnswersMs = 1_000

const domainOf = (kind: PhoneKind): string => (kind === 'native' || kind === 'teams' || kind === 'pbx' ? kind : 'outside')

/** Closes what did start when one of several does not, then fails as that one did. */
const allOrNone = async <T>(starting: Array<Promise<T>>, close: (one: T) => Promise<void>): Promise<T[]> => {
  const results = await Promise.allSettled(starting)
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failed = results.find((result) => result.status === 'rejected')
  if (!failed) return started
  await Promise.all(started.map(close))
  throw failed.reason
}

/** Every phone of the world as a SIP phone of its own, registered with the carrier. @throws Error when one can't be started. */
export const startSipPhones = async (options: SipPhonesOptions): Promise<SipPhones> => {
  const { programs, folder, carrier, ports, onProcess } = options
  const listeners = new Set<() => void>()
  let telling = false
  // Told once for all changes of one turn.
  const changed = () => {
    if (telling || listeners.size === 0) return
    telling = true
    realClock.setTimeout(0, () => {
      telling = false
      for (const listener of listeners) listener()
    })
  }
  // desk phones would register at the anchor itself, not with the carrier
  const phoneIds: World['phoneIds'] = (key) => {
    const { desk: _desk, ...ids } = options.world.phoneIds(key)
    return ids
  }
  const world: World = { ...options.world, phoneIds, outsideParties: [...options.world.outsideParties, { key: 'emergency', name: 'Emergency services', number: emergencyCentre }] }
  const devices = createDevices({ world, clock: realClock, changed })
  const trunks: Record<Trunk, TrunkState> = { native: 'ok', teams: 'ok' }
  if (devices.all.length > phoneTones.length) throw new Error(`There are tones for ${phoneTones.length} phones, and ${devices.all.length} phones.`)

  const places = devices.all.map((device, index) => ({
    device,
    frequency: phoneTones[index] ?? 0,
    rtpPorts: { from: ports.rtp + index * rtpPortsPerPhone, to: ports.rtp + (index + 1) * rtpPortsPerPhone - 1 },
    media: options.codecs?.[device.id] ?? {},
    sipPort: ports.sip + index * 2,
    controlPort: ports.control + index,
  }))
  const told = onProcess ? { onProcess } : {}
  const audio = options.capture === false ? null : await startCapture({
    programs, phones: places.map(({ device, frequency, rtpPorts }) => ({ id: device.id, frequency, rtpPorts })), ...told,
  })
  const started = await allOrNone(places.map(async ({ device, frequency, rtpPorts, media, sipPort, controlPort }) => {
    const domain = domainOf(device.kind)
    const phone = await startSipPhone({
      device, devices, domain,
      baresip: {
        programs, folder: join(folder, device.id), aor: `sip:${device.number}@${domain}`,
        // A trunk carries a company's number, not a device's name; the outside world sends names.
        displayName: device.kind === 'outside' || device.kind === 'pbx' ? device.label : world.people.find(({ number }) => number === device.number)?.name ?? device.label,
        proxy: carrier, sipPort, controlPort, rtpPorts, frequency,
        codec: media.codec ?? 'pcmu', encrypted: media.encrypted ?? false, mostCalls: callsPerPhone, ...told,
      },
      ...device.id === emergencyPhoneId ? { answersAfterMs: emergencyAnswersMs } : {},
    })
    return { device, phone }
  }), ({ phone }) => phone.baresip.close()).catch(async (error: unknown) => {
    await audio?.close()
    throw error
  })
  const sipPhones = new Map(started.map(({ device, phone }) => [device.id, phone]))

  const find = (id: string): { device: Device, phone: SipPhone } => {
    const device = devices.find(id)
    const phone = sipPhones.get(device.id)
    if (!phone) throw new Error(`${device.label} is not started.`)
    return { device, phone }
  }
  const settled = (device: Device) =>
    Promise.all(devices.all.filter(({ handset }) => handset === device.handset).map((sibling) => sipPhones.get(sibling.id)?.settled()))
  const unreadable = (id: string): string | undefined => {
    const { encrypted, codec } = options.codecs?.[id] ?? {}
    return encrypted ? 'its audio is encrypted' : codec === undefined || codec === 'pcmu' ? undefined : `its audio is ${codec}`
  }

  return {
    list: () => devices.all.map(viewPhone),
    get: (id) => viewPhone(devices.find(id)),
    async dial(id, to) {
      const { device, phone } = find(id)
      const emergency = isEmergency(to)
      const { code, number: written } = splitCode(to)
      const number = emergency ? to.replaceAll(/[\s()-]/g, '') : dialledNumber(written)
      if (device.calls.some(({ state }) => state === 'calling' || state === 'ringing')) {
        throw new PhoneError('wrong-state', `${device.label} is ${viewPhone(device).state}; it can dial when it is idle or talking.`)
      }
      if (!emergency && (device.kind === 'native' || device.kind === 'teams') && trunks[device.kind] === 'down') {
        throw new PhoneError('wrong-state', `${device.label} has no service: the ${device.kind} trunk is down. Set it to ok first.`)
      }
      for (const other of device.calls.filter(({ state }) => state === 'talking')) devices.hold(other)
      await phone.settled()
      const call = await phone.dial(number, code)
      if (emergency) call.peer = { number, name: 'Emergency services' }
    },
    async answer(id, callId) {
      const { device, phone } = find(id)
      await phone.accept(pickCall(device, ['ringing'], 'answer', callId))
      await settled(device)
    },
    async decline(id, callId) {
      const { device, phone } = find(id)
      await phone.end(pickCall(device, ['ringing'], 'decline', callId), busy)
    },
    async hangup(id, callId) {
      const { device, phone } = find(id)
      await phone.end(pickCall(device, ['talking', 'calling', 'held', 'ringing'], 'hang up', callId), normalClearing)
    },
    async hold(id, callId) {
      const { device, phone } = find(id)
      devices.hold(pickCall(device, ['talking'], 'hold', callId))
      await phone.settled()
    },
    async resume(id, callId) {
      const { device, phone } = find(id)
      const held = pickCall(device, ['held'], 'resume', callId)
      if (held.heldBy === 'network') throw new PhoneError('wrong-state', `${device.label} can't resume: the other side put this call on hold.`)
      // First the others of the handset go on hold, then this one comes back.
      devices.talk(device, held)
      await settled(device)
      await phone.resume(held)
    },
    async dtmf(id, digits) {
      const { device, phone } = find(id)
      if (!/^[0-9*#A-D]+$/.test(digits)) throw new PhoneError('bad-number', `"${digits}" can't be dialled as tones. Expected digits, * or #.`)
      await phone.dtmf(pickCall(device, ['talking'], 'send tones'), digits)
    },
    async transfer(id, to, callId) {
      const { device, phone } = find(id)
      await phone.refer(pickCall(device, ['talking', 'held'], 'transfer', callId), toE164(to))
    },
    vanish(id, gone) {
      // a process that stands still is a phone in a tunnel
      find(id).phone.baresip.freeze(gone)
    },
    async setFaults(id, faults: Partial<PhoneFaults>) {
      const { device, phone } = find(id)
      Object.assign(device.faults, Object.fromEntries(Object.entries(faults).filter(([, value]) => value !== undefined)))
      await phone.applyFaults()
      changed()
    },
    async setTrunk(trunk, state) {
      trunks[trunk] = state
      await carrier.setTrunk(trunk, state)
      changed()
    },
    trunks: () => ({ ...trunks }),
    hears(id) {
      const device = devices.find(id)
      const why = audio === null ? 'audio is not watched' : unreadable(id)
      if (audio === null || why !== undefined) throw new Error(`What ${device.label} hears can't be told: ${why ?? ''}.`)
      if (!device.calls.some(({ state }) => state === 'talking')) return []
      const { phones, other } = audio.hears(id)
      return [...phones, ...other ? ['music'] : []]
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    audio,
    frequencyOf: (id) => places.find(({ device }) => device.id === devices.find(id).id)?.frequency ?? 0,
    sipId: (id, callId) => {
      const { device, phone } = find(id)
      return phone.sipId(pickCall(device, ['talking', 'calling', 'ringing', 'held'], 'be asked for its call', callId))
    },
    async close() {
      await Promise.all([...started.map(({ phone }) => phone.baresip.close()), audio?.close()])
    },
  }
}
