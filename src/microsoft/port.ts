import type { ServicePlan, TeamsFacts } from '../line/readiness.ts'
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
  /** Null when the directory knows nobody by this id. Needs User.ReadBasic.All. */
  directoryPerson(person: PersonId): Promise<DirectoryPerson | null>
  /** Needs Presence.Read.All. */
  presence(person: PersonId): Promise<GraphPresence>
  /** Of many at once; whoever Graph does not know is left out. Needs Presence.Read.All. */
  presences(tenantId: string, userIds: string[]): Promise<Map<string, GraphPresence>>
  /** What a person is called; null when the tenant has nobody of that id. Needs User.ReadBasic.All. */
  nameOf(person: PersonId): Promise<string | null>
  /**
   * A meeting of this person's that begins now. Needs OnlineMeetings.ReadWrite.All and an application access policy that
   * names this app and is granted to the person: without one Graph answers 403.
   */
  createMeeting(organiser: PersonId, meeting: NewMeeting): Promise<Meeting>
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
  /** What the person's licences hold. Needs LicenseAssignment.Read.All. */
  servicePlans(person: PersonId): Promise<ServicePlan[]>
  /** How Teams is set up for the person. Needs TeamsUserConfiguration.Read.All. */
  teamsConfiguration(person: PersonId): Promise<TeamsFacts>
  /** A number as Teams has it; null when it has none such. Needs TeamsTelephoneNumber.Read.All. */
  teamsNumber(tenantId: string, number: string): Promise<{ capabilities: string[]; userId: string | null } | null>
  /** Both take a while: what they give is the id of an operation to ask about. Need TeamsTelephoneNumber.ReadWrite.All. */
  assignInTeams(person: PersonId, number: string, source: NumberSource): Promise<string>
  unassignInTeams(tenantId: string, number: string, source: NumberSource): Promise<string>
  assignmentOperation(tenantId: string, id: string): Promise<AssignmentOperation>
}

export interface NewMeeting {
  subject: string
  /** Epoch ms. */
  from: number
  to: number
  /** Colleagues, by user id. */
  attendees: string[]
}

export interface Meeting {
  joinUrl: string
  /** How to get in from the phone network, the numbers as Graph spells them; null where the person has no audio conferencing. */
  dialIn: { numbers: string[]; conferenceId: string } | null
}
/** Where a number comes from, in Graph's words. */
export type NumberSource = 'directRouting' | 'operatorConnect'

export type AssignmentOperation = { state: 'running' | 'done' } | { state: 'failed'; detail: string | null }

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
