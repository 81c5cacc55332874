import { callerIdSet } from './caller-id.ts'
import { deskAssign } from './desk.ts'
import { policyRemove, policySet, policyShow } from './policy.ts'
import { numbersAssign } from './numbers.ts'
import { voicemailKeep } from './voicemail.ts'
import type { AdminCommand } from './read.ts'

/** Everything an administrator can type. A new command is a file here and a name in this list. */
export const commands: AdminCommand[] = [numbersAssign, deskAssign, callerIdSet, voicemailKeep, policySet, policyRemove, policyShow]
