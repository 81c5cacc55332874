import type { Effect } from '../call/effect.ts'
import type { Cause, LegId } from '../call/model.ts'

/** The effects an engine performs. The others (timers, keeping a message, results) are the owner's own. */
export type EngineEffect =
  | Extract<Effect, { type: 'ring' | 'hangup' | 'indicate-ringing' | 'connect' | 'watch' | 'music' | 'mute' | 'tone' | 'announce' | 'digits' | 'quiet' | 'record' | 'close' | 'record-bridge' | 'stop-recording' | 'check-recording' | 'announce-recording' | 'say-unrecorded' | 'say-position' }>
  /** `play` is the person's own; without it the engine's usual greeting is played. */
  | (Extract<Effect, { type: 'greet' }> & { play?: Sound })

/**
 * What is played to a leg: a WAV that the engine fetches (8 kHz mono 16-bit; `instead` says what is played when it can't
 * be), or one of the engine's own prompts.
 */
export type Sound = { url: string; instead: 'usual' | null } | { prompt: 'record-greeting' | 'goodbye' }

/** Which way a channel reached us from the network. `pbx`: the company's own, of which the number is an agent or extension. */
export type Side = 'outside' | 'native' | 'teams' | 'desk' | 'pbx'

/** What the engine reports. `leg` is the engine's own id of the channel, which is also ours. */
export type EngineEvent =
  /** A phone asks for the call to go on to `to`, as it was dialled (SIP REFER). */
  | { type: 'referred'; leg: LegId; to: string }
  /** The network brought a call: `dialled` as dialled, `caller` as the network presents it (null when it says none); `withheld`: one of our people hides it from whom they call. */
  | { type: 'arrived'; leg: LegId; side: Side; caller: string | null; callerName: string | null; dialled: string; withheld: boolean }
  | { type: 'leg-ringing' | 'leg-answered' | 'leg-media' | 'leg-held' | 'leg-resumed'; leg: LegId }
  | { type: 'leg-gone'; leg: LegId; cause: Cause }
  | { type: 'greeted' | 'recorded' | 'record-failed'; leg: LegId }
  /** Of a recording of all that is said in a bridge. */
  | { type: 'recording-started' | 'recording-finished' | 'recording-failed'; bridge: string; name: string }
  /** The line to the engine is open (again): what happened meanwhile was not told, so look. */
  | { type: 'connected' }
  | { type: 'disconnected' }
  /** Another instance has taken this engine over: stop. */
  | { type: 'replaced' }

/** What became of an effect at once; null when the engine will report it later or there is nothing to report. */
export type Done = { type: 'leg-failed'; leg: LegId } | { type: 'connected' | 'connect-failed'; leg: LegId; bridge: string } | { type: 'leg-gone'; leg: LegId; cause: Cause } | { type: 'greet-failed' } | { type: 'record-failed' } | { type: 'recording-started' | 'recording-finished' | 'recording-failed'; name: string } | { type: 'recording-untold'; legs: LegId[] } | null

/** A leg as the engine has it, for recovery. */
export interface SurveyedLeg {
  leg: LegId
  state: 'arrived' | 'starting' | 'ringing' | 'up'
  /** The call that made this leg or took it in; null for one nobody has taken. */
  callId: string | null
  /** Set for a channel that arrived and is waiting in the application. */
  arrival: Extract<EngineEvent, { type: 'arrived' }> | null
}

export interface Telephony {
  /** Opens the line to the engine and keeps it open. Resolves when it is open for the first time. */
  start(listener: (event: EngineEvent) => void): Promise<void>
  stop(): Promise<void>
  readonly connected: boolean
  /** Performs one effect of a call. Never rejects: an error is the effect's failure. */
  perform(callId: string, effect: EngineEffect): Promise<Done>
  /** Marks an arrived channel as taken in by a call, so that it is found again after a restart. */
  adopt(leg: LegId, callId: string): Promise<void>
  /** Gives an arrived channel back to the dialplan, which completes the call without us. */
  handBack(leg: LegId): Promise<void>
  /** Tells a phone that asked for a transfer (`referred`) whether it is under way. */
  answerReferral(leg: LegId, taken: boolean): Promise<void>
  /** Refuses an arrived channel. */
  refuse(leg: LegId, cause: Cause): Promise<void>
  /**
   * Renews a leg's absolute time-out, so that it outlives its owner by minutes, not for ever. False when the engine has
   * no such leg: its farewell was lost, or it was never rung. True also when the engine gave no answer. Never rejects.
   */
  renew(leg: LegId): Promise<boolean>
  /** Throws TelephonyError. */
  survey(): Promise<{ legs: SurveyedLeg[]; bridges: string[] }>
  /** Hangs up a leg nobody owns. */
  sweepLeg(leg: LegId): Promise<void>
  sweepBridge(bridge: string): Promise<void>
  /**
   * Whether the dialplan, on its own, refuses calls of the line whose number is written with these digits, for nobody would record them. Throws
   * TelephonyError. The engine forgets it when it is started anew.
   */
  mustRecord(digits: string, on: boolean): Promise<void>
  /** A finished recording as WAV. Throws TelephonyError `not-found` when there is none. */
  recording(name: string): Promise<Buffer>
  /** Throws TelephonyError when it may still be there; one that is gone already is no error. */
  deleteRecording(name: string): Promise<void>
  /** Names of the finished recordings that lie at the engine, whoever made them. Throws TelephonyError. */
  recordings(): Promise<string[]>
}

/** `away`: no answer or an error of the engine's; `not-found`: the thing is gone; `refused`: the engine said no. */
export class TelephonyError extends Error {
  readonly code: 'away' | 'not-found' | 'refused'
  /** The engine's HTTP status; 0 when it gave no answer that could be read. */
  readonly status: number
  /** The engine's own words, empty when it had none. */
  readonly reason: string
  constructor(code: TelephonyError['code'], message: string, status = 0, reason = '') {
    super(message)
    this.name = 'TelephonyError'
    this.code = code
    this.status = status
    this.reason = reason
  }
}
