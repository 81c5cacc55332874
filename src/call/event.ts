import type { Cause, Endpoint, LegId, Line, Offered, OfferPlan, Party, Rules, Taker } from './model.ts'

/**
 * Everything that can happen to a call from outside it: what the engine reports, what people command, what timers say,
 * and what became of an effect. Every event carries its time; ids that a cell needs come in the event.
 */
export type CallEvent = { at: number } & (
  // the engine's reports; each names its leg, so news of a stale leg is never taken for a fresh one
  | { type: 'leg-ringing'; leg: LegId }
  | { type: 'leg-answered'; leg: LegId }
  | { type: 'leg-media'; leg: LegId }
  | { type: 'leg-held'; leg: LegId }
  | { type: 'leg-resumed'; leg: LegId }
  | { type: 'leg-gone'; leg: LegId; cause: Cause }
  // outcomes of effects
  | { type: 'leg-failed'; leg: LegId }
  | { type: 'connected'; leg: LegId; bridge: string }
  | { type: 'connect-failed'; leg: LegId; bridge: string }
  | { type: 'greeted' }
  | { type: 'greet-failed' }
  | { type: 'recorded' }
  | { type: 'record-failed' }
  /** `voicemailId` is null when the message was too short to be one. */
  | { type: 'stored'; voicemailId: string | null }
  | { type: 'store-failed' }
  /** Of a part of the call's recording. Finished also when the engine knows of none that runs. */
  | { type: 'recording-started'; name: string }
  | { type: 'recording-finished'; name: string }
  | { type: 'recording-failed'; name: string }
  | { type: 'recording-kept'; name: string }
  /** There is nothing to keep, and never will be. */
  | { type: 'recording-lost'; name: string }
  | { type: 'recording-unkept'; name: string }
  /** The word that the call is recorded could not be said to these. */
  | { type: 'recording-untold'; legs: LegId[] }
  // of a hunt: on whose lines the call rings now (`again`: there may be others in a moment; `position` in the queue), and what becomes of that
  | { type: 'hunt-offered'; offers: Offered[]; again: boolean; position: number | null }
  | { type: 'hunt-lost'; callId: string }
  | { type: 'hunt-taking'; callId: string }
  | { type: 'hunt-taken'; callId: string }
  /** The caller who was offered here is so no more. */
  | { type: 'called-off'; by: Taker }
  // timers
  | { type: 'timer'; timer: TimerName; key: string }
  // commands; `fresh` is an unused id from which the ids of new legs are made
  | { type: 'move'; commandId: string; to: Endpoint | 'anywhere'; fresh: string }
  | { type: 'cancel'; commandId: string }
  | { type: 'transfer'; commandId: string; to: Party & { number: string }; fresh: string; digits: string | null }
  /** The other party waits for a colleague who says this code. */
  | { type: 'park'; commandId: string; code: string }
  | { type: 'hold'; commandId: string }
  | { type: 'resume'; commandId: string }
  /** Ask a colleague first, beside the call. */
  | { type: 'consult'; commandId: string; to: Party & { number: string }; fresh: string }
  | { type: 'swap'; commandId: string }
  | { type: 'complete'; commandId: string }
  | { type: 'add'; commandId: string; to: Party & { number: string }; fresh: string }
  | { type: 'remove'; commandId: string; leg: LegId }
  | { type: 'hangup'; commandId: string }
  /** The owner is back after a restart and has already told what became of each leg. */
  | { type: 'recovered' }
)

/** What makes a call: a channel arrived from the network. */
export type StartEvent = { at: number; callId: string; line: Line; leg: LegId; rules: Rules } & (
  /** `busy`: the person is in another call and wants the caller to hear so. A phone of theirs that dialled for the caller has them at once. */
  | { type: 'incoming'; remote: Party; plan: OfferPlan | 'busy' | OwnPhone }
  | { type: 'outgoing'; from: Endpoint; to: Party & { number: string } }
)

/** A channel that arrived from a phone of the person's. */
export interface OwnPhone { leg: LegId; from: Endpoint }

export type TimerName = 'leg' | 'outside' | 'offer' | 'user' | 'move' | 'transfer' | 'consult' | 'guests' | 'hunt' | 'voicemail' | 'recording'
export type CommandEvent = Extract<CallEvent, { commandId: string }>
export type CommandName = CommandEvent['type']
