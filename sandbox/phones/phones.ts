import type { Engine } from '../asterisk/engine.ts'
import type { Clock } from '../clock.ts'
import type { CallState, Device, Peer, PhoneCall, PhoneFaults, PhoneKind, World } from './devices.ts'
import { createDevices, frontCall } from './devices.ts'
import { PhoneError } from './error.ts'
import type { Trunk, TrunkState } from './network.ts'
import { createNetwork } from './network.ts'
import { isEmergency, toE164 } from './numbers.ts'

export interface PhoneCallView {
  id: string
  peer: Peer
  state: CallState
  direction: 'incoming' | 'outgoing'
  /** ISO 8601. */
  since: string
  heldBy?: 'phone' | 'network'
}

export interface PhoneView {
  id: string
  kind: PhoneKind
  label: string
  number: string
  person: string | null
  /** Of the call in front. */
  state: 'idle' | CallState
  peer: Peer | null
  calls: PhoneCallView[]
  faults: PhoneFaults
  /** Why the last call ended (a Q.850 cause: 16 normal, 17 busy, 19 no answer, 26 answered elsewhere, 1 no such number). */
  lastEnded: { peer: Peer, cause: number, at: string } | null
}

const iso = (ms: number) => new Date(ms).toISOString()

const viewCall = ({ id, peer, state, direction, since, heldBy }: PhoneCall): PhoneCallView =>
  ({ id, peer, state, direction, since: iso(since), ...heldBy ? { heldBy } : {} })

const view = (device: Device): PhoneView => {
  const { id, kind, label, number, person, faults, lastEnded } = device
  const front = frontCall(device)
  return {
    id, kind, label, number, person,
    state: front?.state ?? 'idle',
    peer: front?.peer ?? null,
    calls: device.calls.map(viewCall),
    faults: { ...faults },
    lastEnded: lastEnded && { ...lastEnded, at: iso(lastEnded.at) },
  }
}

/**
 * The phones people hold in the sandbox, connected to the engine. Each act throws PhoneError when the phone is unknown,
 * the number is none, or the phone is not in a state for it.
 */
export const createPhones = (options: { engine: Engine, clock: Clock, world: World }) => {
  const { engine, clock, world } = options
  const listeners = new Set<() => void>()
  let telling = false
  // Told once for all changes of one turn, and never from within an act.
  const changed = () => {
    if (telling || listeners.size === 0) return
    telling = true
    clock.setTimeout(0, () => {
      telling = false
      for (const listener of listeners) listener()
    })
  }
  const trunks: Record<Trunk, TrunkState> = { native: 'ok', teams: 'ok' }
  const devices = createDevices({ world, clock, changed })
  const { network, call, callEmergency } = createNetwork({ engine, clock, devices, trunkState: (trunk) => trunks[trunk] })
  engine.connect(network)

  /** The call meant: the one named, else the first in one of these states, in the order given. */
  const pick = (device: Device, states: CallState[], doing: string, callId?: string): PhoneCall => {
    const candidates = states.flatMap((state) => device.calls.filter((candidate) => candidate.state === state))
    const found = callId === undefined ? candidates[0] : candidates.find((candidate) => candidate.id === callId)
    if (found) return found
    const expected = states.join(' or ')
    throw new PhoneError('wrong-state', callId === undefined
      ? `${device.label} can't ${doing}: it is ${view(device).state}, and a call that is ${expected} was expected.`
      : `${device.label} can't ${doing}: it has no call "${callId}" that is ${expected}.`)
  }
  const holdOthers = (device: Device) => {
    for (const other of device.calls.filter(({ state }) => state === 'talking')) devices.hold(other)
  }

  return {
    list: (): PhoneView[] => devices.all.map(view),
    get: (id: string): PhoneView => view(devices.find(id)),
    /** `to` in any usual writing, or an emergency number. A call in progress goes on hold. */
    dial(id: string, to: string): PhoneCallView {
      const device = devices.find(id)
      const emergency = isEmergency(to)
      const number = emergency ? to.trim() : toE164(to)
      if (device.calls.some(({ state }) => state === 'calling' || state === 'ringing')) {
        throw new PhoneError('wrong-state', `${device.label} is ${view(device).state}; it can dial when it is idle or talking.`)
      }
      if (!emergency && (device.kind === 'native' || device.kind === 'teams') && trunks[device.kind] === 'down') {
        throw new PhoneError('wrong-state', `${device.label} has no service: the ${device.kind} trunk is down. Set it to ok first.`)
      }
      holdOthers(device)
      return viewCall(emergency ? callEmergency(device, number) : call(device, number))
    },
    answer(id: string, callId?: string): void {
      const device = devices.find(id)
      const ringing = pick(device, ['ringing'], 'answer', callId)
      devices.talk(device, ringing)
      ringing.line.answer()
    },
    decline(id: string, callId?: string): void {
      pick(devices.find(id), ['ringing'], 'decline', callId).line.decline()
    },
    hangup(id: string, callId?: string): void {
      const device = devices.find(id)
      const current = pick(device, ['talking', 'calling', 'held', 'ringing'], 'hang up', callId)
      if (current.state === 'ringing') current.line.decline()
      else current.line.hangUp()
      // The screen is free at once; the network hears of it a moment later.
      devices.remove(device, current, 16)
    },
    hold(id: string, callId?: string): void {
      devices.hold(pick(devices.find(id), ['talking'], 'hold', callId))
    },
    resume(id: string, callId?: string): void {
      const device = devices.find(id)
      const held = pick(device, ['held'], 'resume', callId)
      if (held.heldBy === 'network') throw new PhoneError('wrong-state', `${device.label} can't resume: the other side put this call on hold.`)
      held.line.resume()
      devices.talk(device, held)
    },
    dtmf(id: string, digits: string): void {
      const device = devices.find(id)
      if (!/^[0-9*#A-D]+$/.test(digits)) throw new PhoneError('bad-number', `"${digits}" can't be dialled as tones. Expected digits, * or #.`)
      pick(device, ['talking'], 'send tones').line.dtmf(digits)
    },
    setFaults(id: string, faults: Partial<PhoneFaults>): void {
      const device = devices.find(id)
      Object.assign(device.faults, Object.fromEntries(Object.entries(faults).filter(([, value]) => value !== undefined)))
      // Audio stops or comes back in a call that is on.
      for (const talking of device.calls.filter(({ state }) => state === 'talking')) talking.line.speak(device.faults.noAudio ? null : device.id)
      changed()
    },
    setTrunk(trunk: Trunk, state: TrunkState): void {
      trunks[trunk] = state
      changed()
    },
    trunks: (): Record<Trunk, TrunkState> => ({ ...trunks }),
    /** Called after changes, once per turn; the result stops it. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type Phones = ReturnType<typeof createPhones>
