import type { TimerName } from './event.ts'
import type { Cause, Leg, LegId, Offered, Party, Shown, Taker } from './model.ts'

/**
 * What the owner of a call has to do. Each effect that talks to the engine reports its outcome as an event:
 *
 * | effect   | outcomes                                                   |
 * |----------|------------------------------------------------------------|
 * | ring     | leg-ringing, leg-answered, leg-gone, or leg-failed at once |
 * | hangup   | leg-gone                                                   |
 * | connect  | connected or connect-failed                                |
 * | watch    | leg-media (silence ends by a timer)                        |
 * | greet    | greeted or greet-failed                                    |
 * | record   | recorded or record-failed                                  |
 * | store    | stored or store-failed                                     |
 * | record-bridge, check-recording, stop-recording | recording-started, -finished, -failed |
 * | announce-recording | recording-untold when it could not be said       |
 * | keep-recording | recording-kept, recording-lost or recording-unkept   |
 * | hunt     | hunt-offered                                               |
 * | check-offers | hunt-lost, hunt-taking or hunt-taken, for each         |
 */
export type Effect =
  /** Originate a leg. `callerId` is what the phone shows; a null number is withheld, a hidden one is for the network alone. */
  | { type: 'ring'; leg: LegId; side: Leg['side']; number: string; callerId: Party | Shown; timeoutMs: number }
  | { type: 'hangup'; leg: LegId; cause: Cause }
  /** Let an arrived channel hear ringing. */
  | { type: 'indicate-ringing'; leg: LegId }
  /**
   * Bring `leg` and those in `together` into the bridge; answer `answer` first. With `instead`, that leg is muted both
   * ways before `leg` enters and taken out right after, so the two never hear each other and the outside party hears
   * no gap.
   */
  | { type: 'connect'; bridge: string; leg: LegId; together: LegId[]; answer: LegId | null; instead: LegId | null }
  /** Report the first audio that arrives from a leg. */
  | { type: 'watch'; leg: LegId }
  /** Music for whoever is in the bridge alone, or no more of it. */
  | { type: 'music'; bridge: string; on: boolean }
  /** Mute a leg both ways, or let it be heard and hear again. */
  | { type: 'mute'; leg: LegId; on: boolean }
  /** Ringing tone for whoever waits in the bridge, or no more of it. */
  | { type: 'tone'; bridge: string; on: boolean }
  /** A word to whoever is in the bridge: their talk was lost and goes on soon. */
  | { type: 'announce'; bridge: string }
  /** Dial digits towards a leg's far end. */
  | { type: 'digits'; leg: LegId; digits: string }
  /** The phone's own hold must not play music to the outside party just now. */
  | { type: 'quiet'; leg: LegId }
  /** Answer where needed, take the leg out of the bridge, play the greeting. */
  | { type: 'greet'; leg: LegId; bridge: string; answer: boolean }
  /** Tone, then record until silence, the longest time, `#` or farewell. */
  | { type: 'record'; leg: LegId; name: string; maxMs: number; silenceMs: number }
  /** Fetch the recording from the engine, keep it, delete it there. */
  | { type: 'store'; name: string }
  /** Record all that is said in the bridge, from now on. */
  | { type: 'record-bridge'; bridge: string; name: string }
  | { type: 'stop-recording'; bridge: string; name: string }
  /** Does it still run? */
  | { type: 'check-recording'; bridge: string; name: string }
  /** A word to everybody in the bridge: this call is recorded. `legs` have not heard it yet. */
  | { type: 'announce-recording'; bridge: string; legs: LegId[] }
  /** A word to everybody in the bridge: the call can't go on. Until it ends nobody hears anybody. */
  | { type: 'say-unrecorded'; bridge: string; legs: LegId[] }
  /** Fetch the part from the engine, keep it, delete it there. */
  | { type: 'keep-recording'; name: string }
  /** Offer the waiting caller on the lines that are next. */
  | { type: 'hunt' }
  /** These calls have the caller on offer no more. */
  | { type: 'call-off'; offers: Offered[]; by: Taker }
  /** What became of these calls? */
  | { type: 'check-offers'; offers: Offered[] }
  /** A word to whoever waits in the bridge: how many are before them. 1 is next. */
  | { type: 'say-position'; bridge: string; position: number }
  | { type: 'timer'; timer: TimerName; key: string; at: number }
  | { type: 'cancel-timer'; timer: TimerName; key: string }
  /** Tell whoever commanded what became of it. */
  | { type: 'result'; commandId: string; ok: boolean; code: string }
  /** The bridge has done its work. */
  | { type: 'close'; bridge: string }
