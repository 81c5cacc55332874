import type { Check } from '../../line/readiness.ts'

interface Person { tenantId: string; userId: string }

export interface ReadinessRecord {
  at: number
  checks: Check[]
  /** An administrator says that no other voicemail or forwarding answers this number. */
  voicemailOff: boolean
}

export interface ReadinessStore {
  readiness(person: Person): Promise<ReadinessRecord | null>
  setVoicemailOff(person: Person, off: boolean, at: number): Promise<void>
  /** People with a line whom nobody looked at since this instant (epoch ms): over all tenants. */
  staleReadiness(since: number, limit: number): Promise<Person[]>
}
