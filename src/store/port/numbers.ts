export type NumberKind = 'mobile' | 'service'

/** What Teams says of a number's assignment; null in a record: nobody asked. */
export type TeamsAssignment = 'pending' | 'assigned' | 'unassigned' | 'failed'

/** A number as the operator's list has it. */
export interface NumberRow {
  /** E.164. */
  number: string
  kind: NumberKind
  operator: string
  site: string | null
  /** The SIM's own number (ITU-T E.118). */
  iccid: string | null
}

export interface NumberRecord extends NumberRow {
  uploadedAt: number
  /** Entered by hand, and in no list of the operator. */
  byHand: boolean
  /** Whose line it is; null when it is free. */
  holder: { userId: string; name: string } | null
  teams: TeamsAssignment | null
  /** Teams' own word where it failed. */
  teamsDetail: string | null
}

/** A number in somebody's inventory. */
export interface HeldNumber extends NumberRow {
  tenantId: string
  byHand: boolean
}

/** What is wrong with one row of a list. Rows count as a spreadsheet counts them: the header is row 1. */
export interface RowError {
  row: number
  column: string
  expected: string
}

export interface UploadPreview {
  total: number
  added: number
  changed: number
  same: number
  errorCount: number
  /** The first of them. */
  errors: RowError[]
}

export interface UploadResult {
  added: number
  changed: number
  same: number
  skipped: number
}

export interface UploadRecord {
  id: string
  at: number
  preview: UploadPreview
  /** Null until it is confirmed. */
  result: UploadResult | null
}

export interface NumberFilter {
  /** Digits anywhere in the number, or letters of the holder's name or the site. */
  text?: string
  state?: 'free' | 'assigned'
  kind?: 'mobile' | 'service'
}

export interface NumberStore {
  /** In order of the numbers, behind this one. */
  numbers(tenantId: string, filter: NumberFilter, after: string | null, limit: number): Promise<NumberRecord[]>
  number(tenantId: string, number: string): Promise<NumberRecord | null>
  /** Those of these numbers that are in an inventory already, whoever's: over all tenants. */
  numbersHeld(numbers: string[]): Promise<Map<string, HeldNumber>>
  /** Puts a number into the inventory that no list brought; one that is there stays as it is. */
  addNumber(tenantId: string, row: NumberRow, at: number): Promise<void>
  setTeamsAssignment(tenantId: string, number: string, teams: TeamsAssignment | null, detail: string | null): Promise<void>
  isOnACall(person: { tenantId: string; userId: string }): Promise<boolean>

  putUpload(tenantId: string, upload: { id: string; userId: string; at: number; rows: NumberRow[]; preview: UploadPreview }): Promise<void>
  upload(tenantId: string, id: string): Promise<UploadRecord | null>
  /** Applies it once, with its entry in the audit log; asked again it gives the first answer. Null when there is no such upload. */
  applyUpload(tenantId: string, id: string, by: string, at: number): Promise<UploadResult | null>
}
