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

/** What we ask of Microsoft Graph, as the app itself (application permissions). Every call throws GraphError. */
export interface Graph {
  /** Colleagues whose name begins with these letters. Needs User.ReadBasic.All. */
  searchPeople(tenantId: string, text: string, limit: number): Promise<DirectoryPerson[]>
  /** Needs Presence.Read.All. */
  presence(person: PersonId): Promise<GraphPresence>
  /** Busy/InACall for `minutes` (5 to 240). Needs Presence.ReadWrite.All. */
  setInACall(person: PersonId, minutes: number): Promise<void>
  clearPresence(person: PersonId): Promise<void>
  /** Sends a mail to the person, from their own mailbox. Needs Mail.Send and User.ReadBasic.All. */
  mailTo(person: PersonId, mail: Mail): Promise<void>
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
