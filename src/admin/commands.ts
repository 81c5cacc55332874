import { audit } from './audit.ts'
import { callerIdSet } from './caller-id.ts'
import { deskAssign } from './desk.ts'
import { numbersAssign, numbersList, numbersUnassign, numbersUpload } from './numbers.ts'
import { readinessConfirm, readinessShow } from './readiness.ts'
import { policyRemove, policySet, policyShow } from './policy.ts'
import type { AdminCommand } from './read.ts'
import { voicemailKeep } from './voicemail.ts'

/** Everything an administrator can type. A new command is a file here and a name in this list. */
export const commands: AdminCommand[] = [numbersUpload, numbersList, numbersAssign, numbersUnassign, deskAssign, callerIdSet, readinessShow, readinessConfirm, voicemailKeep, policySet, policyRemove, policyShow, audit]
