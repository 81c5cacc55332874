import type { Call, Outcome, Party, Segment } from '../call/model.ts'
import type { LinePolicy } from '../line/policy.ts'
import type { RingChoice } from '../line/routing.ts'
import type { LineSettings } from '../line/settings.ts'

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
  setSettings(person: PersonId, changes: LineChanges): Promise<void>

  saveCall(change: CallChange, at: number): Promise<void>
  /** The calls that were going on. One written by another version of the app can't be read, and is forgotten. */
  loadCalls(): Promise<Call[]>
  history(person: PersonId, before: Cursor | null, limit: number): Promise<HistoryRecord[]>
  historyEntry(person: PersonId, id: string): Promise<HistoryRecord | null>

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
  /** Forgets the keys of commands given before this instant (epoch ms), and the cards of calls that ended before it. History and audit stay. */
  prune(before: number): Promise<void>
  /** `runAt` (epoch ms) puts work off; work with the same key that waits already keeps its own time. */
  addJobs(jobs: Job[], runAt?: number): Promise<void>
}
