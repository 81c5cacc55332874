import type { CallState, Peer, PhoneFaults, PhoneKind } from './devices.ts'
import type { Trunk, TrunkState } from './network.ts'

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

/** Something that is done at once, or soon. */
type Done = void | Promise<void>

/**
 * The phones people hold. Played in this process (phones.ts) or SIP phones that send audio (../network/sip-phones.ts);
 * whoever uses this can't tell. Each act throws (or rejects with) PhoneError when the phone is unknown, the number is
 * none, or the phone is not in a state for it; a `callId` names one of several calls, without it the one in front is meant.
 */
export interface Phones {
  list(): PhoneView[]
  get(id: string): PhoneView
  /** `to` in any usual writing, or an emergency number. A call in progress goes on hold. */
  dial(id: string, to: string): Done
  answer(id: string, callId?: string): Done
  decline(id: string, callId?: string): Done
  hangup(id: string, callId?: string): Done
  hold(id: string, callId?: string): Done
  resume(id: string, callId?: string): Done
  dtmf(id: string, digits: string): Done
  /** The phone itself asks for the call to go on to this number (SIP REFER), as a Teams client can. */
  transfer(id: string, to: string, callId?: string): Done
  setFaults(id: string, faults: Partial<PhoneFaults>): Done
  setTrunk(trunk: Trunk, state: TrunkState): Done
  trunks(): Record<Trunk, TrunkState>
  /** Out of the network's reach, and back: nothing comes from it and nothing gets to it. */
  vanish(id: string, gone: boolean): Done
  /**
   * What reaches this phone's ear just now: the ids of the phones whose voices it hears, in order of the alphabet, and
   * `music` for any other sound (hold music, a greeting). Empty is silence.
   */
  hears(id: string): string[]
  /** Called after changes, once per turn; the result stops it. */
  onChange(listener: () => void): () => void
}
