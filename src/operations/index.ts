import { add } from './add.ts'
import { cancel } from './cancel.ts'
import { complete } from './complete.ts'
import { consult } from './consult.ts'
import { hangup } from './hangup.ts'
import { hold } from './hold.ts'
import { move } from './move.ts'
import { park } from './park.ts'
import { remove } from './remove.ts'
import { resume } from './resume.ts'
import { swap } from './swap.ts'
import { transfer } from './transfer.ts'

/** Everything a person may do to a call. */
export const operations = { move, hold, resume, consult, swap, complete, transfer, add, remove, park, cancel, hangup }
export type OperationName = keyof typeof operations
export type OperationInput<N extends OperationName> = Parameters<(typeof operations)[N]['event']>[0]
