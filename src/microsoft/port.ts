import type { PersonId } from '../store/port.ts'

export interface DirectoryPerson {
  userId: string
  name: string
  jobTitle: string | null
}

export interface GraphPresence {
  availability: string
  activity: string
}

/** Whoever took part in a call of Teams: a user of a tenant, or a number of the phone network. */
export interface RecordParty {
  userId: string | null
  number: string | null
  name: string | null
}

/** A call record as the list has it: only whether it is worth a look. */
export interface ListedRecord {
  id: string
  version: number
  /** A scheduled or ad-hoc meeting, which is nobody's phone call. */
  meeting: boolean
}

export interface CallRecord {
  id: string
  version: number
  /** Epoch ms. */
  startedAt: number
  endedAt: number
  organizer: RecordParty | null
  participants: RecordParty[]
  /** SIP correlation, where Graph gives one: getDirectRoutingCalls does, call records do not. */
  correlationId: string | null
}

/** What we ask of Microsoft Graph, as the app itself (application permissions). Every call throws GraphError. */
export interface Graph {
  /** Colleagues whose name begins with these letters. Needs User.ReadBasic.All. */
  searchPeople(tenantId: string, text: string, limit: number): Promise<DirectoryPerson[]>
  /** Object ids of the groups a person is in, also by way of other groups. Needs User.Read.All or GroupMember.Read.All. */
  groupsOf(person: PersonId): Promise<string[]>
  /** Needs Presence.Read.All. */
  presence(person: PersonId): Promise<GraphPresence>
  /** Busy/InACall for `minutes` (5 to 240). Needs Presence.ReadWrite.All. */
  setInACall(person: PersonId, minutes: number): Promise<void>
  clearPresence(person: PersonId): Promise<void>
  /** Sends a mail to the person, from their own mailbox. Needs Mail.Send and User.ReadBasic.All. */
  mailTo(person: PersonId, mail: Mail): Promise<void>
  /**
   * The call records of a tenant that began at this instant (epoch ms) or later, a page at a time. They are of everybody in
   * the tenant: whoever asks keeps what concerns our people and nothing else. Needs CallRecords.Read.All.
   */
  callRecords(tenantId: string, since: number): AsyncIterable<ListedRecord[]>
  /** Who took part; null when the record is gone. */
  callRecord(tenantId: string, id: string): Promise<CallRecord | null>
  /** Whether anybody answered. */
  callRecordAnswered(tenantId: string, id: string): Promise<boolean>
}

export interface Mail {
  subject: string
  text: string
  /** At most 3 MB: larger ones need an upload session. */
  attachment: { name: string; contentType: string; content: Buffer }
}

/** `retryAfterSeconds` is Graph's own word on a 429 or 503. */
export class GraphError extends Error {
  readonly status: number
  readonly retryAfterSeconds: number | null
  constructor(status: number, message: string, retryAfterSeconds: number | null = null) {
    super(message)
    this.name = 'GraphError'
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }
}
