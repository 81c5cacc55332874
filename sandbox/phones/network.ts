import type { Network, OutgoingLeg } from '../asterisk/core.ts'
import type { Engine } from '../asterisk/engine.ts'
import type { Clock } from '../clock.ts'
import type { MeetingBook } from '../meetings.ts'
import { meetingDialIn } from '../world.ts'
import type { Device, Devices, Line, Peer } from './devices.ts'
import { createDialIn } from './dial-in.ts'

export type Trunk = 'native' | 'teams'
export type TrunkState = 'ok' | 'down' | 'slow' | 'throttled'

/** A phone takes a second call (waiting), not a third. */
const callsPerPhone = 2
const slowMs = 3000
const voicemailAnswersMs = 2000
/** A voicemail hangs up by itself after its greeting and a message. */
const voicemailLastsMs = 60_000
const emergencyAnswersMs = 1000
const callbackMs = 1_800_000
const digitMs = 160
/** The voice of a call brought back: what its other half hears. */
export const linePrefix = 'line-'

/** The SIP answer an operator gives for the cause of a call's end (chan_pjsip `hangup_cause2sip`). */
const sipStatusOf = (cause: number): number =>
  ({ 1: 404, 17: 486, 18: 480, 19: 480, 34: 503, 38: 503 })[cause] ?? 603

const split = (resource: string): { number: string, trunk: string } => {
  const [number = '', trunk = ''] = resource.split('@')
  return { number, trunk }
}

/** What the far end of a leg is told of the caller: nothing where the number is for the network alone. */
const seenBy = ({ caller, withheld }: OutgoingLeg) => (withheld ? { name: '', number: '' } : caller)

/**
 * The phone network: the native trunk (handsets), the Teams trunk (one leg rings every Teams client of the person), desk
 * phones registered at the anchor, and
 * the operator (the outside world, which brings a call to one of our numbers back as a new call).
 */
export const createNetwork = (options: { engine: Engine, clock: Clock, devices: Devices, trunkState: (trunk: Trunk) => TrunkState, meetings: MeetingBook }) => {
  const { engine, clock, devices, trunkState, meetings } = options
  const { legs } = engine
  const dialIn = createDialIn({ engine, clock, meetings })
  /** Both ends of a call the operator brought back to us: originated leg <-> its new call. */
  const links = new Map<string, string>()
  /** New calls of ours that the application has answered. */
  const answered = new Set<string>()
  /** When a number last called for help. */
  const helped = new Map<string, number>()
  /** Timers and the like of a leg, undone when it ends. */
  const cleanups = new Map<string, Array<() => void>>()

  const untilEnd = (channelId: string, cleanup: () => void) => cleanups.set(channelId, [...cleanups.get(channelId) ?? [], cleanup])
  const later = (channelId: string, ms: number, run: () => void) => untilEnd(channelId, clock.setTimeout(ms, run))

  const channelLine = (channelId: string): Line => ({
    channelId,
    answer: () => {},
    decline: () => legs.hangUp(channelId),
    hangUp: () => legs.hangUp(channelId),
    hold: () => legs.hold(channelId),
    resume: () => legs.resume(channelId),
    refer: (number) => legs.refer(channelId, number),
    vanish: (gone) => legs.vanish(channelId, gone),
    dtmf: (digits) => [...digits].forEach((digit) => legs.dtmf(channelId, digit, digitMs)),
    speak: (voice) => legs.speak(channelId, voice),
  })

  const stopRinging = (channelId: string, except: Device | null) => {
    for (const [device, call] of devices.onChannel(channelId)) {
      if (device !== except) devices.remove(device, call, 26)
    }
  }

  /** The leg rings these phones; the first to answer has it. */
  const ring = (leg: OutgoingLeg, phones: Device[], voicemail: string) => {
    const caller = seenBy(leg)
    const peer = devices.peerOf(caller.number)
    for (const device of phones) {
      const line: Line = {
        ...channelLine(leg.id),
        answer() {
          stopRinging(leg.id, device)
          legs.answer(leg.id)
        },
        // A trunk hands one client's refusal on for the whole leg: 486.
        decline: () => legs.reject(leg.id, 486),
      }
      devices.add(device, { peer: { number: peer.number, name: peer.name || caller.name }, direction: 'incoming', line })
    }
    legs.ringing(leg.id)
    if (!phones.some((device) => device.faults.answersByVoicemail)) return
    later(leg.id, voicemailAnswersMs, () => {
      const ringing = devices.onChannel(leg.id)
      if (ringing.length === 0 || ringing.some(([, call]) => call.state !== 'ringing')) return
      stopRinging(leg.id, null)
      legs.answer(leg.id)
      legs.speak(leg.id, voicemail)
      later(leg.id, voicemailLastsMs, () => legs.hangUp(leg.id))
    })
  }

  const ringPhones = (leg: OutgoingLeg, phones: Device[], voicemail: string) => {
    const free = phones.filter((device) => !device.faults.doNotDisturb && device.calls.length < callsPerPhone)
    if (free.length === 0) legs.reject(leg.id, 486)
    else ring(leg, free, voicemail)
  }
  const ringTrunk = (leg: OutgoingLeg, number: string, trunk: Trunk) => ringPhones(leg, devices.ringing(number, trunk), `voicemail-${trunk}-${number}`)

  /** A call to one of our numbers comes back as a call of its own; what happens to one end happens to the other. */
  const bringBack = (leg: OutgoingLeg, number: string) => {
    const channelId = engine.incoming({ resource: 'operator', context: 'outside', exten: number, caller: seenBy(leg), headers: leg.headers })
    links.set(leg.id, channelId)
    links.set(channelId, leg.id)
  }

  const ringOutside = (leg: OutgoingLeg, number: string) => {
    if (devices.isOurs(number)) return bringBack(leg, number)
    if (number === meetingDialIn.number) return dialIn.take(leg)
    const phones = devices.ringing(number, 'outside')
    // No such number in this world: unallocated.
    if (phones.length === 0) return legs.reject(leg.id, 404)
    ringPhones(leg, phones, `voicemail-${number}`)
  }

  const follow = (channelId: string, other: string, event: Parameters<Network['notify']>[1]) => {
    if (event.type === 'ringing') legs.ringing(other)
    else if (event.type === 'answered') {
      legs.answer(other)
      legs.speak(other, `${linePrefix}${channelId}`)
      legs.speak(channelId, `${linePrefix}${other}`)
    } else if (event.type === 'ended') {
      links.delete(channelId)
      links.delete(other)
      if (!answered.has(channelId)) legs.reject(other, sipStatusOf(event.cause))
      legs.hangUp(other)
      answered.delete(channelId)
    }
  }
  const network: Network = {
    reachable(resource) {
      const { number, trunk } = split(resource)
      if (trunk === 'operator' || devices.registered(resource)) return true
      return (trunk === 'native' || trunk === 'teams') && trunkState(trunk) !== 'down' && devices.isOurs(number)
    },
    invite(leg) {
      const desk = devices.registered(leg.resource)
      if (desk) return ringPhones(leg, [desk], `voicemail-${desk.id}`)
      const { number, trunk } = split(leg.resource)
      if (trunk !== 'native' && trunk !== 'teams') return ringOutside(leg, number)
      const state = trunkState(trunk)
      if (state === 'throttled') legs.reject(leg.id, 503)
      else if (state === 'slow') later(leg.id, slowMs, () => ringTrunk(leg, number, trunk))
      else ringTrunk(leg, number, trunk)
    },
    notify(channelId, event) {
      const other = links.get(channelId)
      if (event.type === 'answered') answered.add(channelId)
      if (other) follow(channelId, other, event)
      const here = devices.onChannel(channelId)
      switch (event.type) {
        case 'answered':
          return here.forEach(([device, call]) => devices.talk(device, call))
        case 'hold':
          return here.forEach(([device, call]) => {
            if (event.on && call.state === 'talking') devices.setState(call, 'held', 'network')
            else if (!event.on && call.heldBy === 'network') devices.talk(device, call)
          })
        case 'dtmf':
          return dialIn.dialled(channelId, event.digits)
        case 'ended':
          dialIn.ended(channelId)
          answered.delete(channelId)
          for (const cleanup of cleanups.get(channelId) ?? []) cleanup()
          cleanups.delete(channelId)
          return here.forEach(([device, call]) => devices.remove(device, call, event.cause))
        default:
      }
    },
  }

  /** A call between two phones that never passes the engine. */
  const direct = (from: Device, to: Device) => {
    const line = (hangUp: () => void, answer = () => {}): Line =>
      ({ channelId: null, answer, decline: hangUp, hangUp, hold: () => {}, resume: () => {}, dtmf: () => {}, refer: () => {}, vanish: () => {}, speak: () => {} })
    const end = (cause: number) => () => {
      devices.remove(from, calling, cause)
      devices.remove(to, ringing, cause)
    }
    const calling = devices.add(from, { peer: devices.peerOf(to.number), direction: 'outgoing', line: line(() => end(16)()) })
    const ringing = devices.add(to, {
      peer: devices.peerOf(from.number), direction: 'incoming', line: line(() => end(16)(), () => devices.talk(from, calling)),
    })
    ringing.line.decline = () => end(17)()
    return calling
  }

  const party = (from: Device, peer: Peer, answersAfterMs: number | null, cause: number) => {
    let cancel = () => {}
    const end = () => {
      cancel()
      devices.remove(from, call, cause)
    }
    const line: Line = { channelId: null, answer: () => {}, decline: end, hangUp: end, hold: () => {}, resume: () => {}, dtmf: () => {}, refer: () => {}, vanish: () => {}, speak: () => {} }
    const call = devices.add(from, { peer, direction: 'outgoing', line })
    cancel = answersAfterMs === null ? clock.setTimeout(0, end) : clock.setTimeout(answersAfterMs, () => devices.talk(from, call))
    return call
  }

  return {
    network,
    /** The emergency services: straight from the handset to the operator, never through the engine. */
    callEmergency: (from: Device, number: string) => {
      helped.set(from.number, clock.now())
      return party(from, { number, name: 'Emergency services' }, emergencyAnswersMs, 16)
    },
    /** The centre may call back: as long as the dialplan of telephony/ thinks of it. */
    calledForHelp: (number: string) => clock.now() - (helped.get(number) ?? Number.NEGATIVE_INFINITY) < callbackMs,
    /** A phone dials an E.164 number, after a code for this call (`#31#`) if any. */
    call(from: Device, number: string, code = '') {
      const peer = devices.peerOf(number)
      if (from.kind === 'outside' && !devices.isOurs(number)) {
        const to = devices.all.find((device) => device.kind === 'outside' && device.number === number && device !== from)
        if (!to) return party(from, peer, null, 1)
        return to.faults.doNotDisturb || to.calls.length >= callsPerPhone ? party(from, peer, null, 17) : direct(from, to)
      }
      const side = from.kind
      const channelId = engine.incoming({
        resource: side === 'outside' ? 'operator' : from.registeredAs ?? side, context: side, exten: `${code}${number}`, caller: { name: from.kind === 'outside' || from.kind === 'pbx' ? from.label : '', number: from.number },
      })
      return devices.add(from, { peer, direction: 'outgoing', line: channelLine(channelId) })
    },
  }
}
