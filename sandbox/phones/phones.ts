import type { Engine } from '../asterisk/engine.ts'
import type { Heard } from '../asterisk/hearing.ts'
import type { Clock } from '../clock.ts'
import { type MeetingBook, createMeetingBook } from '../meetings.ts'
import type { Device, PhoneFaults, World } from './devices.ts'
import { createDevices } from './devices.ts'
import { PhoneError } from './error.ts'
import type { Trunk, TrunkState } from './network.ts'
import { createNetwork, linePrefix } from './network.ts'
import { dialledNumber, isEmergency, splitCode, toE164 } from './numbers.ts'
import type { PhoneView } from './port.ts'
import { pickCall, viewPhone } from './screen.ts'

/** The phones people hold in the sandbox, played in this process and connected to the engine. Every act is done when it returns. */
export const createPhones = (options: { engine: Engine, clock: Clock, world: World, meetings?: MeetingBook }) => {
  const { engine, clock, world, meetings = createMeetingBook({ tenantId: '' }) } = options
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
  const { network, call, callEmergency, calledForHelp } = createNetwork({ engine, clock, devices, trunkState: (trunk) => trunks[trunk], meetings })
  engine.connect(network)

  /** A call that the operator brought back to us carries what its other half hears. */
  const soundOf = (channelId: string): Heard => {
    const { voices, music } = engine.hears(channelId)
    const lines = voices.filter((voice) => voice.startsWith(linePrefix)).map((voice) => soundOf(voice.slice(linePrefix.length)))
    return {
      voices: [...voices.filter((voice) => !voice.startsWith(linePrefix)), ...lines.flatMap((line) => line.voices)],
      music: music || lines.some((line) => line.music),
    }
  }
  const heardBy = (device: Device): Heard => {
    const heard = device.calls.filter(({ state, line }) => state === 'talking' && line.channelId !== null).map(({ line }) => soundOf(line.channelId ?? ''))
    return { voices: heard.flatMap(({ voices }) => voices), music: heard.some(({ music }) => music) }
  }
  const holdOthers = (device: Device) => {
    for (const other of device.calls.filter(({ state }) => state === 'talking')) devices.hold(other)
  }

  return {
    list: (): PhoneView[] => devices.all.map(viewPhone),
    get: (id: string): PhoneView => viewPhone(devices.find(id)),
    dial(id: string, to: string): void {
      const device = devices.find(id)
      const emergency = isEmergency(to)
      const dialled = splitCode(to)
      const number = emergency ? to.trim() : dialledNumber(dialled.number)
      if (device.calls.some(({ state }) => state === 'calling' || state === 'ringing')) {
        throw new PhoneError('wrong-state', `${device.label} is ${viewPhone(device).state}; it can dial when it is idle or talking.`)
      }
      if (!emergency && (device.kind === 'native' || device.kind === 'teams') && trunks[device.kind] === 'down') {
        throw new PhoneError('wrong-state', `${device.label} has no service: the ${device.kind} trunk is down. Set it to ok first.`)
      }
      holdOthers(device)
      if (emergency) callEmergency(device, number)
      else call(device, number, device.kind === 'outside' ? '' : dialled.code)
    },
    answer(id: string, callId?: string): void {
      const device = devices.find(id)
      const ringing = pickCall(device, ['ringing'], 'answer', callId)
      devices.talk(device, ringing)
      ringing.line.answer()
    },
    decline(id: string, callId?: string): void {
      pickCall(devices.find(id), ['ringing'], 'decline', callId).line.decline()
    },
    hangup(id: string, callId?: string): void {
      const device = devices.find(id)
      const current = pickCall(device, ['talking', 'calling', 'held', 'ringing'], 'hang up', callId)
      if (current.state === 'ringing') current.line.decline()
      else current.line.hangUp()
      // The screen is free at once; the network hears of it a moment later.
      devices.remove(device, current, 16)
    },
    hold(id: string, callId?: string): void {
      devices.hold(pickCall(devices.find(id), ['talking'], 'hold', callId))
    },
    resume(id: string, callId?: string): void {
      const device = devices.find(id)
      const held = pickCall(device, ['held'], 'resume', callId)
      if (held.heldBy === 'network') throw new PhoneError('wrong-state', `${device.label} can't resume: the other side put this call on hold.`)
      held.line.resume()
      devices.talk(device, held)
    },
    dtmf(id: string, digits: string): void {
      const device = devices.find(id)
      if (!/^[0-9*#A-D]+$/.test(digits)) throw new PhoneError('bad-number', `"${digits}" can't be dialled as tones. Expected digits, * or #.`)
      pickCall(device, ['talking'], 'send tones').line.dtmf(digits)
    },
    transfer(id: string, to: string, callId?: string): void {
      const device = devices.find(id)
      pickCall(device, ['talking', 'held'], 'transfer', callId).line.refer(toE164(to))
    },
    vanish(id: string, gone: boolean): void {
      const device = devices.find(id)
      for (const { line } of device.calls) {
        line.speak(gone || device.faults.noAudio ? null : device.id)
        line.vanish(gone)
      }
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
    calledForHelp,
    trunks: (): Record<Trunk, TrunkState> => ({ ...trunks }),
    hears(id: string): string[] {
      const { voices, music } = heardBy(devices.find(id))
      return [...new Set([...voices.toSorted(), ...(music ? ['music'] : [])])]
    },
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type PlayedPhones = ReturnType<typeof createPhones>
