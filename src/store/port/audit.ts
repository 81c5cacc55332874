/** Who did what. The person is whose line, calls or messages it is about. */
export interface AuditEntry {
  tenantId: string
  userId: string
  at: number
  /** Whoever did it, where it was not the person: a user id, or `command line`. */
  actor?: string | null
  action: string
  subject: string
  detail: Record<string, string | number | boolean | null>
}
