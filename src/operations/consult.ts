import { ownCall, type Operation } from './operation.ts'

/** Ask a colleague first, beside the call: the other party hears music. */
export const consult: Operation<{ to: { number: string; name: string | null } }> = {
  title: 'ask a colleague first',
  may: ownCall,
  event: ({ to }, { at, commandId, fresh }) => ({ type: 'consult', at, commandId, fresh, to }),
  withoutDatabase: false,
}
