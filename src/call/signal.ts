import type { CallEvent } from './event.ts'
import type { Cause, Endpoint, Leg, LegId, NoticeCode, OfferPlan, Outcome, Party } from './model.ts'

/** What regions tell each other within one transition. They never leave it. */
export type Signal =
  // to the legs
  | { type: 'ring'; leg: LegId; side: Leg['side']; role: Leg['role']; number: string; callerId: string | null; timeoutMs: number }
  | { type: 'drop'; leg: LegId; cause: Cause }
  | { type: 'hand'; leg: LegId; role: Leg['role'] }
  // from a leg, once each, to the region that has it
  | { type: 'rang'; leg: LegId }
  | { type: 'answered'; leg: LegId }
  | { type: 'media'; leg: LegId }
  | { type: 'held'; leg: LegId }
  | { type: 'resumed'; leg: LegId }
  | { type: 'left'; leg: LegId; cause: Cause; rang: boolean }
  // between regions
  | { type: 'offer-start'; plan: OfferPlan; why: 'incoming' | 'return'; fresh: string }
  | { type: 'offer-lost'; why: 'declined' | 'no-answer' | 'busy' | 'unreachable' }
  | { type: 'user-arrived'; leg: LegId }
  | { type: 'user-joined'; leg: LegId }
  | { type: 'user-left' }
  | { type: 'user-release' }
  | { type: 'outside-answered' }
  | { type: 'moved'; leg: LegId; to: Endpoint }
  /** `rejoin`: the exchange may already have touched the old leg, so it is joined again. */
  | { type: 'move-failed'; rejoin: boolean }
  | { type: 'transferred'; to: Party }
  | { type: 'to-voicemail' }
  | { type: 'message-kept'; voicemailId: string }
  | { type: 'notice'; code: NoticeCode }
  /** The whole call ends and every leg with it; `outcome` names what the story could not know by itself. */
  | { type: 'end'; outcome: Outcome | null }

export type Happening = CallEvent | (Signal & { at: number })
export type HappeningType = Happening['type']
export type Of<E extends HappeningType> = Extract<Happening, { type: E }>
