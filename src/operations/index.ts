import { cancel } from './cancel.ts'
import { hangup } from './hangup.ts'
import { move } from './move.ts'
import { transfer } from './transfer.ts'

/** Everything a person may do to a call. */
export const operations = { move, cancel, transfer, hangup }
export type OperationName = keyof typeof operations
export type OperationInput<N extends OperationName> = Parameters<(typeof operations)[N]['event']>[0]
