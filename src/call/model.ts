/**
 * One call on one person's line, as plain data. Times are epoch milliseconds. Nothing here does I/O.
 *
 * A call is a set of regions, each with its own small table: the legs (one state each), the outside leg, the offer
 * (who is being rung), the user leg, the move, the transfer, voicemail, and the story told of it all.
 */
export type LegId = string
/** Where a person can talk: the SIM's native dialer, Teams, or a desk phone that is registered at the anchor. */
export type Endpoint = 'native' | 'teams' | 'desk'
export type Direction = 'incoming' | 'outgoing'

/** The person whose line it is, and the single number. */
export interface Line {
  tenantId: string
  userId: string
  number: string
}

export interface Party {
  /** E.164, or null when withheld. */
  number: string | null
  name: string | null
}

/**
 * Why a leg left. `declined`: a person who saw it ring refused it; `busy`: refused without ringing; `silent`: its audio
 * stopped and the engine let it go; `lost`: it is gone and nobody knows why.
 */
export type Cause = 'normal' | 'busy' | 'declined' | 'no-answer' | 'unreachable' | 'unallocated' | 'elsewhere' | 'silent' | 'lost'

/** Which region hears of this leg. */
export type Role = 'outside' | 'offer' | 'user' | 'move' | 'transfer' | 'consult' | 'guest' | 'nobody'

export interface Leg {
  id: LegId
  side: 'outside' | Endpoint | 'target'
  role: Role
  status: 'arrived' | 'starting' | 'ringing' | 'up' | 'leaving' | 'gone'
  /** It rang: a refusal after this is a person's choice. */
  rang: boolean
  /** The phone itself put the call on hold. */
  held: boolean
  /** The caller of another call, which offers them on this line: it is ours once the person has joined them, and until then never hung up by us. */
  lent?: true
}

/** Whom to ring for an incoming call or a ring-back, in what order, and for how long. Made by line/routing.ts. */
export interface OfferPlan {
  ring: Endpoint[]
  /** Rung only when none of `ring` could be reached at all. */
  failover: Endpoint[]
  timeoutMs: number
}

/**
 * What happens to a caller nobody answers. `nobody`: they stay with whoever offered them on this line. `last`: no
 * voicemail stands behind that party.
 */
export type Unanswered = { to: 'voicemail' } | { to: 'party'; party: Party & { number: string }; last?: true } | { to: 'nobody' }

/** On whose lines a call is offered before that, for at most `longestMs`. */
export type HuntRule =
  | { why: 'queue'; queueId: string; name: string; longestMs: number }
  /** User ids of colleagues. `together`: all at once; else one after the other, in this order. */
  | { why: 'group'; name: string; members: string[]; together: boolean; ringMs: number; longestMs: number }

/**
 * Who offers this caller here, and why: a call of ours, which lends them until the person has taken them; or the company's
 * PBX (no call of ours), which hears that nobody answered and goes on to the next.
 */
export interface OfferedBy { callId: string | null; why: 'queue' | 'group' | 'park' | 'pbx'; name: string }

/** What was decided about a call when it began: a change of settings counts from the next call. Made by line/. */
export interface Rules {
  /** Rings the person back when a transfer failed or their audio was lost. */
  back: OfferPlan
  /** Comes before `unanswered`. */
  hunt?: HuntRule
  unanswered: Unanswered
  /** The person whose mailbox takes messages for this line, where it has none itself; `of` is what people call the line. */
  mailbox?: { userId: string; of: string }
  offeredBy?: OfferedBy
  /** Their desk phone, as the engine dials it; null when they have none. */
  desk: string | null
  /** What somebody we ring for the person sees of them. */
  shown: Shown
  /** What guards whom they may ring; not there where nothing does. */
  guard?: Guard
  recording: RecordingRule
}

/** Limits of whom a line may ring and how often, with who set each, in words. Made and judged by line/guards. */
export interface Guard {
  blocked: string[]
  allowed: string[] | null
  concurrentCalls: number | null
  callsPerMinute: number | null
  by: Record<'blocked' | 'allowed' | 'concurrentCalls' | 'callsPerMinute', string>
}

/** Made by line/recording.ts. `must`: rather no call than one that is not recorded. `beside`: also what is said in a consultation. */
export interface RecordingRule { on: boolean; must: boolean; beside: boolean }

/** `hidden`: the number is asserted to the network and withheld from whoever is called. */
export interface Shown extends Party { hidden: boolean }

export type Outside =
  | { status: 'arriving'; leg: LegId }
  | { status: 'calling'; leg: LegId; deadline: number }
  | { status: 'talking'; leg: LegId }
  | { status: 'gone'; leg: LegId; cause: Cause }

export type Offer =
  | { status: 'idle' }
  | { status: 'ringing'; why: 'incoming' | 'return' | 'rescue'; legs: LegId[]; failover: Endpoint[]; fresh: string; reached: boolean; busy: boolean; deadline: number }
  | { status: 'over' }

/** Why a caller is offered no more: the colleague who took them, `them` when they hung up, null when they went on elsewhere. */
export type Taker = Party | 'them' | null

export type User =
  | { status: 'absent' }
  | { status: 'calling'; leg: LegId }
  /** `failed`, here and below: how often in a row the engine could not join them. */
  | { status: 'joining'; leg: LegId; failed?: number }
  /**
   * `quieted`: the phone holds the call and its hold music was taken off, because a move was open. `onHold`: the person
   * put the other party on hold; their own leg is muted both ways meanwhile.
   */
  | { status: 'talking'; leg: LegId; quieted: boolean; onHold: boolean; failed?: number }
  /** Beside the call with a colleague, for a consultation; the outside party hears music. */
  | { status: 'consulting'; leg: LegId }
  /** Their phone left during a move; the outside party hears music until the target answers. */
  | { status: 'waiting' }
  | { status: 'done' }

export interface MoveTarget { leg: LegId; to: Endpoint }
interface MoveData extends MoveTarget { commandId: string; deadline: number }
export type Move =
  | { status: 'idle' }
  /** Several targets when the person takes it wherever they answer first. */
  | { status: 'ringing'; targets: MoveTarget[]; key: string; commandId: string; deadline: number }
  /** Answered; nothing changes until audio is seen. */
  | ({ status: 'checking' } & MoveData)
  | ({ status: 'joining' } & MoveData)

/**
 * `why`: a person transfers the call, or a call nobody answered is forwarded. `commandId` is null for the latter.
 * `digits` are dialled once the target is in, e.g. a meeting's number.
 */
interface TransferData { why: 'transfer' | 'forward'; leg: LegId; to: Party; commandId: string | null; deadline: number; fresh: string; digits: string | null }
export type Transfer =
  | { status: 'idle' }
  /** The target is asked for; the user is still talking. */
  | ({ status: 'calling' } & TransferData)
  /** The target rings; the user is out, the outside party hears music. */
  | ({ status: 'ringing' } & TransferData)
  | ({ status: 'joining' } & TransferData)
  | { status: 'done'; leg: LegId; to: Party }

interface ConsultData { leg: LegId; to: Party; commandId: string; deadline: number; fresh: string }
export type Consult =
  | { status: 'idle' }
  /** The colleague is rung; the person waits beside the call, the outside party hears music. */
  | ({ status: 'ringing' } & ConsultData)
  | ({ status: 'joining' } & ConsultData)
  /** The person talks with the colleague. */
  | ({ status: 'talking' } & ConsultData)
  /** The person is back with the outside party, and the colleague hears music. */
  | ({ status: 'swapped' } & ConsultData)
  /** The outside party left meanwhile: the two talk on. */
  | ({ status: 'remaining' } & ConsultData)

export interface Guest {
  leg: LegId
  to: Party
  status: 'ringing' | 'joining' | 'in'
  commandId: string
  deadline: number
}
/** Participants the person added to the call. */
export type Guests = { status: 'none' } | { status: 'some'; list: Guest[] }

/** A call on another line that has this caller on offer. */
export interface Offered { callId: string; userId: string; to: Party }
interface HuntData {
  why: Exclude<OfferedBy['why'], 'pbx'>
  /** What a colleague says to fetch a parked call. */
  code: string | null
  offered: Offered[]
  /** When a person's line was tried last, by user id. */
  tried: Record<string, number>
  deadline: number
  /** The caller waits in our bridge. */
  inside: boolean
  /** How many wait before them, and one; as last said, at `saidAt`. */
  position: number | null
  /** A word is being said. */
  saying: boolean
  saidAt: number
}
export type Hunt =
  | { status: 'idle' }
  | ({ status: 'waiting' } & HuntData)
  | ({ status: 'giving'; to: Offered } & HuntData)
  | { status: 'given'; to: Party }
  | { status: 'over' }

export type Voicemail =
  | { status: 'idle' }
  | { status: 'greeting'; deadline: number }
  | { status: 'recording'; deadline: number }
  | { status: 'storing'; deadline: number; tries: number }
  | { status: 'done' }

export interface RecordingPart {
  /** As the engine names it; made of the call's id. */
  name: string
  bridge: string
  /** When it was asked for. */
  from: number
  status: 'starting' | 'running' | 'stopping' | 'storing' | 'kept' | 'lost'
  /** The engine said that it began, so there is something to keep. */
  ran: boolean
  /** It ended though it was to go on. */
  broke?: true
  /** How often it could not be kept. */
  tries: number
}
interface RecordingData {
  parts: RecordingPart[]
  /** Who has heard that the call is recorded, or is about to. */
  told: LegId[]
  /** How often that word could not be said; `waits`: it is tried again in a moment. */
  untold?: { times: number; waits: boolean }
  /** How often a part ended that was to go on. */
  broken: number
}
export type Recording =
  | { status: 'idle' }
  | ({ status: 'on' } & RecordingData)
  /** It broke and nothing helped: the call goes on unrecorded, or everybody hears a word and it ends. */
  | ({ status: 'failed' } & RecordingData)

export interface Segment {
  endpoint: Endpoint | 'voicemail'
  from: number
  to: number | null
}

export type Outcome = 'answered' | 'missed' | 'declined' | 'voicemail' | 'transferred' | 'unanswered' | 'busy' | 'failed' | 'cancelled' | 'forwarded'
  /** A policy forbade it; nobody was rung. */
  | 'not-allowed'
  /** It rang here and a colleague took it. */
  | 'elsewhere'

/** What is told of the call, now and in the history. */
export interface Story {
  startedAt: number
  answeredAt: number | null
  /** Somebody of theirs took the call, also when nobody was there any more to talk to. */
  pickedUp: boolean
  endedAt: number | null
  journey: Segment[]
  outcome: Outcome | null
  voicemailId: string | null
  transferredTo: Party | null
  /** Whom a call that nobody answered went on to. */
  forwardedTo: Party | null
  /** Whose farewell ended it; `network` when the engine or a line lost it. null while it goes on, and where nobody's farewell did. */
  endedBy: EndedBy | null
  notice: { code: NoticeCode; at: number } | null
}

export type EndedBy = 'us' | 'them' | 'network'

export type NoticeCode =
  | 'moved-to-teams' | 'moved-to-native' | 'moved-to-desk'
  | 'move-cancelled' | 'move-declined' | 'move-busy' | 'move-no-answer' | 'move-unreachable' | 'move-no-audio' | 'move-failed' | 'move-call-ended'
  | 'old-phone-left'
  | 'transferring' | 'transferred' | 'transfer-cancelled' | 'transfer-declined' | 'transfer-no-answer' | 'transfer-unreachable' | 'transfer-failed' | 'transfer-call-ended'
  | 'forwarding' | 'forwarded' | 'audio-lost'
  | 'consulting' | 'consult-talking' | 'consult-swapped' | 'consult-cancelled' | 'consult-declined' | 'consult-no-answer' | 'consult-unreachable' | 'consult-failed'
  | 'consult-left' | 'consult-caller-left'
  | 'on-hold' | 'resumed' | 'parked' | 'park-cancelled' | 'park-over'
  | 'not-recorded' | 'must-record'
  | 'adding' | 'added' | 'add-declined' | 'add-no-answer' | 'add-unreachable' | 'add-failed' | 'add-call-ended' | 'guest-left' | 'guest-removed' | 'caller-left'

export interface Call {
  id: string
  line: Line
  rules: Rules
  direction: Direction
  remote: Party
  legs: Record<LegId, Leg>
  outside: Outside
  offer: Offer
  user: User
  move: Move
  transfer: Transfer
  consult: Consult
  guests: Guests
  hunt: Hunt
  voicemail: Voicemail
  recording: Recording
  story: Story
  /** No leg is left and nothing is pending: the call is only history now. */
  ended: boolean
}

/** The bridge that holds the outside party for the whole call. */
export const bridgeOf = (call: Call): string => `b-${call.id}`
/** Where a person talks with a colleague beside the call. */
export const sideBridgeOf = (call: Call): string => `s-${call.id}`

/** Seconds and milliseconds the rules of a call speak of. */
export const limits = {
  /** An outgoing call rings at most this long. */
  outgoingRingMs: 60_000,
  /** A move's target rings at most this long: at least 10 s below any voicemail that may stand behind it (operators' start at 30 s and later). */
  moveRingMs: 18_000,
  /** Audio must be seen within this time of an answer. */
  mediaMs: 4_000,
  transferRingMs: 25_000,
  /** Whom the engine could not join it is asked to join again after this long; so many times in all. */
  joinAgainMs: 500,
  joinTries: 4,
  /** A call holds at most this many added participants. */
  guests: 5,
  /** Who is free is looked at again this often while somebody waits. */
  huntEveryMs: 2_000,
  /** How often at most a waiting caller hears their place, and how long that word lasts. */
  positionEveryMs: 30_000,
  positionWordMs: 6_000,
  /** A parked call rings back after this. */
  parkMs: 180_000,
  greetingMs: 90_000,
  /** Longest voicemail. */
  messageMs: 180_000,
  /** Silence that ends a voicemail. */
  messageSilenceMs: 6_000,
  /** A hang-up that brought no farewell is asked for again. */
  sweepMs: 5_000,
  /** A recording that has not begun by then is asked for anew. */
  recordingStartMs: 3_000,
  /** After so many breaks a call counts as one that can't be recorded. */
  recordingBreaks: 3,
  /** The word that a call is recorded, where it could not be said, is tried again after this long; so many times in all. */
  tellAgainMs: 1_000,
  tellTries: 3,
  /** How long the word lasts that a call ends for want of its recording. */
  unrecordedWordMs: 4_000,
  storeRetryMs: 5_000,
  /** An hour: what somebody said is worth waiting for a database that is away. */
  storeTries: 720,
} as const
