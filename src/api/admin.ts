import { z } from 'zod/v4'
import { e164, instant } from './common.ts'

/** Everything here is refused (403 `role-missing`) without the app role Admin. */

/** One number of the inventory. */
export const inventoryNumber = z.object({
  number: e164,
  kind: z.enum(['mobile', 'service']),
  operator: z.string(),
  site: z.string().nullable(),
  iccid: z.string().nullable(),
  state: z.enum(['free', 'assigned']),
  holder: z.object({ userId: z.string(), name: z.string() }).nullable(),
  /** Entered by hand, and in no list of the operator. */
  byHand: z.boolean(),
  uploadedAt: instant,
  /** The assignment in Teams; null where nobody may ask. `pending` until Teams shows it. */
  teams: z.enum(['pending', 'assigned', 'unassigned', 'failed']).nullable(),
  teamsDetail: z.string().nullable(),
})
export type InventoryNumber = z.infer<typeof inventoryNumber>
export const inventoryPage = z.object({ items: z.array(inventoryNumber), next: z.string().nullable() })

const limit = z.coerce.number().int().min(1).max(200).default(50)
export const inventoryQuery = z.strictObject({
  /** Digits of a number, or letters of a name or a site. */
  q: z.string().trim().min(1).max(100).optional(),
  state: z.enum(['free', 'assigned']).optional(),
  kind: z.enum(['mobile', 'service']).optional(),
  cursor: z.string().optional(),
  limit,
})

const count = z.number().int()
/** Rows count as in a spreadsheet: the header is row 1. */
export const rowError = z.object({ row: count, column: z.string(), expected: z.string() })
export const uploadResult = z.object({ added: count, changed: count, same: count, skipped: count })
/** POST /api/admin/numbers/uploads: what the list would change. Nothing is applied before it is confirmed. */
export const upload = z.object({
  id: z.string(),
  total: count,
  added: count,
  changed: count,
  same: count,
  /** Rows with errors; `errors` has the first 200. */
  errorCount: count,
  errors: z.array(rowError),
  /** What was applied; null until then. */
  result: uploadResult.nullable(),
})
export type Upload = z.infer<typeof upload>
/** `skipErrors=true` applies the good rows of a list with errors. */
export const confirmQuery = z.strictObject({ skipErrors: z.enum(['true', 'false']).default('false') })

const userId = z.guid('an object id of Entra ID').toLowerCase()
export const assignBody = z.strictObject({ userId })
export const nothing = z.strictObject({})

export const auditQuery = z.strictObject({
  /** About this person, or done by them. */
  person: userId.optional(),
  /** A call, a number, a message. */
  subject: z.string().trim().min(1).max(200).optional(),
  action: z.string().trim().min(1).max(60).optional(),
  since: z.iso.datetime({ offset: true, error: 'a moment such as 2026-11-03T12:00:00Z' }).optional(),
  until: z.iso.datetime({ offset: true, error: 'a moment such as 2026-11-03T12:00:00Z' }).optional(),
  cursor: z.string().optional(),
  limit,
})
/** Who did what: `actor` did it, or the person themselves where that is null. */
export const auditEntry = z.object({
  id: count, at: instant, userId: z.string(), actor: z.string().nullable(), action: z.string(), subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditEntry = z.infer<typeof auditEntry>
/** `names` has those of the people it speaks of, as far as they are known. */
export const auditPage = z.object({ items: z.array(auditEntry), next: z.string().nullable(), names: z.record(z.string(), z.string()) })
export type AuditPage = z.infer<typeof auditPage>
