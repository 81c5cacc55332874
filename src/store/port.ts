import type { Call, Endpoint, Outcome, Party, Segment } from '../call/model.ts'

/** The database does not answer just now. What was asked of it may be asked again. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super('the database is away', { cause })
    this.name = 'StoreAway'
  }
}

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
  ring: Endpoint
  notify: boolean
  policy: DialerPolicy
  /** Seconds of ringing before voicemail. */
  unansweredAfterSeconds: number
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
  endedBy: 'us' | 'them' | null
  /** `anchor`: the call passed through us. `teams`: only Teams knew of it, and its call record was read. */
  source: 'anchor' | 'teams'
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
}

/** Background work. Each has a key; a newer one with the same key replaces an older one that has not run. */
export type Job =
  /** Bring Graph's presence in line with the person's calls. `tries` counts the times it failed. */
  | { task: 'presence'; person: PersonId; tries?: number }
  /** Bring the bot's card for this call in line with the call. */
  | { task: 'call-card'; person: PersonId; callId: string; tries?: number }
  /** Say a sentence. Of two with the same id that wait, the newer one is said. */
  | { task: 'tell'; person: PersonId; id: string; text: string }

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

export interface AuditEntry extends PersonId {
  at: number
  action: string
  subject: string
  detail: Record<string, string | number | boolean | null>
}

export interface Store {
  migrate(): Promise<void>
  close(): Promise<void>
  /** Throws when the database does not answer. */
  ping(): Promise<void>

  lineOf(person: PersonId): Promise<LineRecord | null>
  lineByNumber(number: string): Promise<LineRecord | null>
  linesOf(tenantId: string, userIds: string[]): Promise<LineRecord[]>
  /** Creates or replaces the line of a person. */
  putLine(line: LineRecord): Promise<void>
  setSettings(person: PersonId, settings: { ring?: Endpoint; notify?: boolean }): Promise<void>

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
  putVoicemail(voicemail: VoicemailRecord, audio: Buffer): Promise<string>
  voicemails(person: PersonId, before: Cursor | null, limit: number): Promise<VoicemailRecord[]>
  unreadVoicemails(person: PersonId): Promise<number>
  /** False when the person has no such message. */
  setVoicemailRead(person: PersonId, id: string, read: boolean): Promise<boolean>
  hasVoicemail(person: PersonId, id: string): Promise<boolean>
  voicemailAudio(person: PersonId, id: string): Promise<Buffer | null>

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

  audit(entry: AuditEntry): Promise<void>
  /** Forgets the keys of commands given, notes left without a call and call records read before this instant (epoch ms), and the cards of calls that ended before it. History and audit stay. */
  prune(before: number): Promise<void>
  /** `runAt` (epoch ms) puts work off; work with the same key that waits already keeps its own time. */
  addJobs(jobs: Job[], runAt?: number): Promise<void>
}
