/** What a phone's screen shows, and which of its calls an act means: the same for phones played in this process and for SIP phones. */
import type { CallState, Device, PhoneCall } from './devices.ts'
import { frontCall } from './devices.ts'
import { PhoneError } from './error.ts'
import type { PhoneCallView, PhoneView } from './port.ts'

const iso = (ms: number) => new Date(ms).toISOString()

export const viewCall = ({ id, peer, state, direction, since, heldBy }: PhoneCall): PhoneCallView =>
  ({ id, peer, state, direction, since: iso(since), ...heldBy ? { heldBy } : {} })

export const viewPhone = (device: Device): PhoneView => {
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

/** The call meant: the one named, else the first in one of these states, in the order given. @throws PhoneError */
export const pickCall = (device: Device, states: CallState[], doing: string, callId?: string): PhoneCall => {
  const candidates = states.flatMap((state) => device.calls.filter((candidate) => candidate.state === state))
  const found = callId === undefined ? candidates[0] : candidates.find((candidate) => candidate.id === callId)
  if (found) return found
  const expected = states.join(' or ')
  throw new PhoneError('wrong-state', callId === undefined
    ? `${device.label} can't ${doing}: it is ${frontCall(device)?.state ?? 'idle'}, and a call that is ${expected} was expected.`
    : `${device.label} can't ${doing}: it has no call "${callId}" that is ${expected}.`)
}
