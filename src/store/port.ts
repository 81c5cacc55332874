import type { Call, EndedBy, OfferedBy, Outcome, Party, Segment } from '../call/model.ts'
import type { Recorded } from '../call/recording.ts'
import type { AwayDates, GreetingKind } from '../line/greeting.ts'
import type { LinePolicy } from '../line/policy.ts'
import type { Check } from '../line/readiness.ts'
import type { VoicemailSettings } from '../line/retention.ts'
import type { RingChoice } from '../line/routing.ts'
import type { AuditEntry } from './port/audit.ts'
import type { PolicyStore } from './port/policies.ts'
import type { LineSettings } from '../line/settings.ts'
import type { NumberStore } from './port/numbers.ts'
import type { QueueStore } from './port/queues.ts'
import type { ReadinessStore } from './port/readiness.ts'
import type { RecordingStore } from './port/recordings.ts'

/** The database does not answer just now. What was asked of it may be asked again. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super('the database is away', { cause })
    this.name = 'StoreAway'
  }
}

export type { AuditEntry } from './port/audit.ts'

/** A person is a tenant's user: both ids come from a verified token. */
export interface PersonId {
  tenantId: string
  userId: string
}

export type DialerPolicy = 'Teams' | 'Native' | 'UserOverride'

/** A person's line: the single number and what they and their administrator chose. */
export interface LineRecord extends PersonId {
  number: string
  name: string
  /** The person's own choice, which counts where policy lets it. */
  ring: RingChoice
  notify: boolean
  policy: DialerPolicy
  /** Seconds of ringing before a call counts as unanswered. */
  unansweredAfterSeconds: number
  settings: LineSettings
  linePolicy: LinePolicy
  /** The name of their desk phone at the anchor, given by the administrator. */
  desk: string | null
}

/** What a person may change of their line: only what is named changes. */
export interface LineChanges {
  ring?: RingChoice
  notify?: boolean
  unansweredAfterSeconds?: number
  settings?: Partial<LineSettings>
}

export interface HistoryRecord extends PersonId {
  id: string
  direction: 'incoming' | 'outgoing'
  remote: Party
  outcome: Outcome
  startedAt: number
  endedAt: number
  talkMs: number
  journey: Segment[]
  voicemailId: string | null
  transferredTo: Party | null
  forwardedTo: Party | null
  /** Who hung up; null where nobody can say. */
  endedBy: EndedBy | null
  /** `anchor`: the call passed through us. `teams`: only Teams knew of it, and its call record was read. */
  source: 'anchor' | 'teams'
  /** How the call was recorded; null when it was not to be. */
  recorded?: Recorded | null
  /** How a caller came who did not dial this person; null for one who did. */
  via?: Pick<OfferedBy, 'why' | 'name'> | null
  note: string | null
  tags: string[]
}

/** Which entries of a history are meant; what is not named does not matter. */
export interface HistoryFilter {
  /** Words, all of which must occur in name, number, note or tags. Case and accents don't count; a number may be spelled in any way. */
  text?: string
  outcomes?: Outcome[]
  direction?: HistoryRecord['direction']
  /** The call has been at this place. */
  endpoint?: Segment['endpoint']
  /** Ignoring case. */
  tag?: string
  /** Began at this instant (epoch ms) or later. */
  from?: number
  /** Began before this instant. */
  to?: number
}

/** What a person writes on an entry. Only what is named changes. */
export interface Annotation {
  note?: string | null
  tags?: string[]
}

export interface VoicemailRecord extends PersonId {
  id: string
  callId: string
  from: Party
  receivedAt: number
  durationMs: number
  read: boolean
  peaks: number[]
  /** Deleted by the person at this instant, and still to be brought back; null for one that is there. */
  deletedAt: number | null
  /** Retention leaves it alone. */
  kept: boolean
  /** There is a compressed form beside the WAV. */
  compressed: boolean
}

/** A message as it comes in. */
export type NewVoicemail = Omit<VoicemailRecord, 'deletedAt' | 'kept' | 'compressed'>

/** How a message may be asked for: as it was recorded, or as Ogg Opus. */
export type SoundForm = 'wav' | 'ogg'

export interface GreetingRecord extends PersonId {
  kind: GreetingKind
  durationMs: number
  peaks: number[]
  /** When the away greeting is played; null for never, and for the usual one. */
  dates: AwayDates | null
  updatedAt: number
}

/** A message that retention took away. */
export interface ExpiredVoicemail extends PersonId {
  id: string
  why: 'retention' | 'deleted'
}

/** Keyset paging, newest first: the position behind the last row of a page. */
export interface Cursor {
  at: number
  id: string
}

/** What a change of a call does to the store, all in one transaction. */
export interface CallChange {
  call: Call
  /** Set once, when the person's part of the call is over. */
  history: HistoryRecord | null
  /** The call has no leg left: forget it. */
  ended: boolean
  /** Background work this change asks for. */
  jobs: Job[]
  /** What the log says of this change. */
  audits?: AuditEntry[]
}

/** Background work. Each has a key; a newer one with the same key replaces an older one that has not run. */
export type Job =
  /** Bring Graph's presence in line with the person's calls. `tries` counts the times it failed. */
  | { task: 'presence'; person: PersonId; tries?: number }
  /** Look again at which groups the person is in, and bring what counts for them in line. */
  | { task: 'groups'; person: PersonId; tries?: number }
  /** Bring Teams' assignment of this number in line with ours; `operation` is the one we wait for. */
  | { task: 'teams-number'; person: PersonId; number: string; operation?: string; tries?: number }
  /** Look again at what the person's number needs. */
  | { task: 'readiness'; person: PersonId; tries?: number }
  /** Bring the bot's card for this call in line with the call. */
  | { task: 'call-card'; person: PersonId; callId: string; tries?: number }
  /**
   * Say a sentence. Of two with the same id that wait, the newer one is said. `asked`: the person, or a colleague, asked for
   * it, so it is said also to whoever wants no notices. `link` is a button beside it.
   */
  | { task: 'tell'; person: PersonId; id: string; text: string; asked?: true; link?: { title: string; url: string } }
  /** A call of this person is over: tell whoever waits for them, if they are free now. */
  | { task: 'watch'; person: PersonId; tries?: number }
  /** Offer, once, to move this call to Teams. */
  | { task: 'offer-uplift'; person: PersonId; callId: string; tries?: number }
  /** Make the compressed form of a message. */
  | { task: 'compress-voicemail'; person: PersonId; voicemailId: string; tries?: number }
  /** Send a message by e-mail, if the person still wants that. */
  | { task: 'mail-voicemail'; person: PersonId; voicemailId: string; tries?: number }

/** `ConversationReference` as botbuilder makes it; opaque to everyone but bot/adapter.ts. */
export interface Conversation extends PersonId {
  reference: unknown
}

export interface CallCard extends PersonId {
  callId: string
  activityId: string
  /** What the card showed when it was last sent, to leave equal edits out. */
  shown: string
}

/** A person wants to be told when a colleague is free. */
export interface WatchRecord extends PersonId {
  colleagueId: string
  /** What the colleague was called when it was asked. */
  name: string
  askedAt: number
}

/** What a change leaves behind: written with it, or neither is. */
export interface Traces {
  audit: AuditEntry[]
  jobs: Job[]
}

/** Which entries of the audit log are meant; what is not named does not matter. */
export interface AuditFilter {
  /** About this person, or done by them. */
  person?: string
  /** What it is about: a call, a number, a message. */
  subject?: string
  action?: string
  /** At this instant (epoch ms) or later. */
  since?: number
  until?: number
}

/** An entry as it stands in the log; `seq` counts up. */
export type AuditRecord = Required<AuditEntry> & { seq: number }

export interface Store extends NumberStore, QueueStore, ReadinessStore, PolicyStore, RecordingStore {
  migrate(): Promise<void>
  close(): Promise<void>
  /** Throws when the database does not answer. */
  ping(): Promise<void>

  lineOf(person: PersonId): Promise<LineRecord | null>
  lineByNumber(number: string): Promise<LineRecord | null>
  linesOf(tenantId: string, userIds: string[]): Promise<LineRecord[]>
  /** Every line there is, by number, after this one. */
  everyLine(after: string | null, limit: number): Promise<LineRecord[]>
  /** Creates or replaces the line of a person. */
  putLine(line: LineRecord, traces?: Traces): Promise<void>
  /** Takes the line away from the person, unless a call goes on there. What happened on it stays. */
  removeLine(person: PersonId, number: string, traces: Traces): Promise<'removed' | 'none' | 'on-a-call'>
  /** Keeps what was seen, unless the person has another number by now. */
  putReadiness(person: PersonId, seen: { number: string | null; checks: Check[]; at: number }, traces: Traces): Promise<void>
  setSettings(person: PersonId, changes: LineChanges): Promise<void>

  saveCall(change: CallChange, at: number): Promise<void>
  /** The calls that were going on. One written by another version of the app can't be read, and is forgotten. */
  loadCalls(): Promise<Call[]>
  history(person: PersonId, before: Cursor | null, limit: number, filter?: HistoryFilter): Promise<HistoryRecord[]>
  historyEntry(person: PersonId, id: string): Promise<HistoryRecord | null>
  /** Writes on an entry; on a call that still goes on (`live`), it is kept for the entry to come. Null when there is no such entry. */
  annotate(person: PersonId, id: string, annotation: Annotation, live: boolean, at: number): Promise<Required<Annotation> | null>
  /** What is written on a call, over or not; nothing where there is no such call of theirs. */
  written(person: PersonId, id: string): Promise<Required<Annotation>>
  /** The person's tags, the most used first. */
  tagsOf(person: PersonId, limit: number): Promise<string[]>

  /** Of these call records of Teams, the versions that were read already. */
  recordsRead(tenantId: string, recordIds: string[]): Promise<Map<string, number>>
  /** When this tenant's call records were last read to the end (epoch ms); null when never. */
  recordsReadAt(tenantId: string): Promise<number | null>
  setRecordsReadAt(tenantId: string, at: number): Promise<void>
  /** The person's entries that overlap this stretch of time (epoch ms). */
  historyDuring(person: PersonId, from: number, to: number): Promise<HistoryRecord[]>
  /** Keeps what a call record said, once per entry; a newer version brings it in line. What the person wrote stays. */
  putTeamsCalls(tenantId: string, record: { id: string; version: number }, entries: HistoryRecord[], at: number): Promise<void>

  /** Keeps a message once per call; a second time it changes nothing and gives the first one's id. */
  putVoicemail(voicemail: NewVoicemail, audio: Buffer): Promise<string>
  /** Those that are there, or those that were deleted and can be brought back. */
  voicemails(person: PersonId, before: Cursor | null, limit: number, deleted?: boolean): Promise<VoicemailRecord[]>
  voicemail(person: PersonId, id: string): Promise<VoicemailRecord | null>
  /** Deleted ones don't count. */
  unreadVoicemails(person: PersonId): Promise<number>
  /** False when the person has no such message. */
  setVoicemailRead(person: PersonId, id: string, read: boolean): Promise<boolean>
  hasVoicemail(person: PersonId, id: string): Promise<boolean>
  /** null also when this form is not there yet. */
  voicemailAudio(person: PersonId, id: string, form?: SoundForm): Promise<Buffer | null>
  /** False when the person has no such message. `deletedAt` null brings it back. */
  changeVoicemail(person: PersonId, id: string, change: { deletedAt?: number | null; kept?: boolean }): Promise<boolean>
  putCompressed(person: PersonId, id: string, audio: Buffer): Promise<void>
  uncompressedVoicemails(limit: number): Promise<(PersonId & { id: string })[]>
  /** Says that the e-mail of this message went out at this instant. */
  setVoicemailMailed(person: PersonId, id: string, at: number): Promise<void>
  /** False as long as none went out. */
  isVoicemailMailed(person: PersonId, id: string): Promise<boolean>
  /** Takes away for good some of what is past its time (line/retention.ts), and writes each into the audit log. None once there are no more. */
  expireVoicemails(at: number): Promise<ExpiredVoicemail[]>
  voicemailSettings(person: PersonId): Promise<VoicemailSettings>
  /** Changes only what is named. */
  setVoicemailSettings(person: PersonId, change: Partial<VoicemailSettings>): Promise<void>

  greetings(person: PersonId): Promise<GreetingRecord[]>
  /** Creates or replaces the sound of a greeting; the dates of an away greeting stay. */
  putGreeting(greeting: Omit<GreetingRecord, 'dates'>, audio: Buffer): Promise<void>
  /** False when the person has no away greeting. */
  setAwayDates(person: PersonId, dates: AwayDates | null): Promise<boolean>
  /** False when there was none. */
  deleteGreeting(person: PersonId, kind: GreetingKind): Promise<boolean>
  greetingAudio(person: PersonId, kind: GreetingKind): Promise<{ audio: Buffer; updatedAt: number } | null>

  /** What the network last called this number on this person's line; null when it never said. */
  nameOfNumber(person: PersonId, number: string): Promise<string | null>

  /** The command id under this key: the given one when the key is new, the first one when it is not. */
  rememberCommand(person: PersonId, key: string, commandId: string, at: number): Promise<string>

  /** The command was refused: the key may be used again. */
  forgetCommand(person: PersonId, key: string): Promise<void>

  putConversation(conversation: Conversation): Promise<void>
  conversation(person: PersonId): Promise<Conversation | null>
  dropConversation(person: PersonId): Promise<void>
  callCard(person: PersonId, callId: string): Promise<CallCard | null>
  putCallCard(card: CallCard): Promise<void>

  /** Whose presence we have set and not cleared. */
  presences(): Promise<PersonId[]>
  setPresenceMark(person: PersonId, set: boolean, at: number): Promise<void>

  /** For whom this person waits, the longest first. */
  watches(person: PersonId): Promise<WatchRecord[]>
  /** Who waits for this person. */
  watchers(colleague: PersonId): Promise<WatchRecord[]>
  allWatches(): Promise<WatchRecord[]>
  /** Asked again, its time begins anew. */
  putWatch(watch: WatchRecord): Promise<void>
  /** False when there was none. */
  dropWatch(person: PersonId, colleagueId: string): Promise<boolean>
  /** Ends these and asks for each to be told, together. Gives those that were still there: each is told of once. */
  endWatches(ended: { watch: WatchRecord; tell: Job }[]): Promise<WatchRecord[]>

  /** Takes an engine that nobody holds, or whose holder was last seen longer than `leaseMs` before `at`; else says who has it. */
  claimEngine(node: string, holder: string, at: number, leaseMs: number): Promise<{ epoch: number } | { holder: string } | null>
  /** The holder lives. False when somebody else holds the engine. */
  beatEngine(node: string, holder: string, epoch: number, at: number): Promise<boolean>
  releaseEngine(node: string, holder: string): Promise<void>

  /** Adds to the log; nothing in it is ever changed or taken away. */
  audit(entry: AuditEntry): Promise<void>
  /** Newest first, before this `seq`. */
  auditLog(tenantId: string, filter: AuditFilter, before: number | null, limit: number): Promise<AuditRecord[]>
  /** Forgets the keys of commands given, notes left without a call call records read and uploads looked through before this instant (epoch ms), and the cards of calls that ended before it. History and audit stay. */
  prune(before: number): Promise<void>
  /** `runAt` (epoch ms) puts work off; work with the same key that waits already keeps its own time. */
  addJobs(jobs: Job[], runAt?: number): Promise<void>
}
