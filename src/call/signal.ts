import type { CallEvent } from './event.ts'
import type { Cause, EndedBy, Endpoint, HuntRule, Leg, LegId, NoticeCode, OfferPlan, Outcome, Party, Shown } from './model.ts'

/** What regions tell each other within one transition. They never leave it. */
export type Signal =
  // to the legs
  | { type: 'ring'; leg: LegId; side: Leg['side']; role: Leg['role']; number: string; callerId: Party | Shown; timeoutMs: number }
  | { type: 'drop'; leg: LegId; cause: Cause }
  | { type: 'hand'; leg: LegId; role: Leg['role'] }
  /** It is another call's now. */
  | { type: 'release'; leg: LegId }
  // from a leg, once each, to the region that has it
  | { type: 'rang'; leg: LegId }
  | { type: 'answered'; leg: LegId }
  | { type: 'media'; leg: LegId }
  | { type: 'held'; leg: LegId }
  | { type: 'resumed'; leg: LegId }
  | { type: 'left'; leg: LegId; cause: Cause; rang: boolean }
  // between regions
  | { type: 'offer-start'; plan: OfferPlan; why: 'incoming' | 'return' | 'rescue'; fresh: string }
  | { type: 'offer-lost'; why: 'declined' | 'no-answer' | 'busy' | 'unreachable' }
  | { type: 'user-arrived'; leg: LegId }
  | { type: 'user-joined'; leg: LegId }
  | { type: 'user-left' }
  | { type: 'user-release' }
  | { type: 'outside-answered' }
  | { type: 'moved'; leg: LegId; to: Endpoint }
  /** `rejoin`: the exchange may already have touched the old leg, so it is joined again. */
  | { type: 'move-failed'; rejoin: boolean }
  | { type: 'transferred'; to: Party; why: 'transfer' | 'forward' }
  /** Nobody answered: the caller is offered on other lines. */
  | { type: 'hunt-start'; rule: HuntRule }
  /** Nobody answered: the caller goes on to this party. */
  | { type: 'forward'; to: Party & { number: string } }
  /** The person steps beside the call for a consultation, and back into it. */
  | { type: 'user-aside'; tone: boolean }
  | { type: 'user-back' }
  /** A colleague who was consulted, ringing or talking, takes the call over. */
  | { type: 'take-over'; leg: LegId; to: Party; commandId: string | null; deadline: number; fresh: string; ringing: boolean }
  /** The outside party left people who talk with each other. */
  | { type: 'caller-left' }
  | { type: 'to-voicemail' }
  | { type: 'message-kept'; voicemailId: string }
  | { type: 'notice'; code: NoticeCode }
  /** The whole call ends and every leg with it; `outcome` names what the story could not know by itself, `by` who left. */
  | { type: 'end'; outcome: Outcome | null; by: EndedBy | null }

export type Happening = CallEvent | (Signal & { at: number })
export type HappeningType = Happening['type']
export type Of<E extends HappeningType> = Extract<Happening, { type: E }>
