import { ownCall, type Operation } from './operation.ts'

/** Add a participant to the call. */
export const add: Operation<{ to: { number: string; name: string | null } }> = {
  title: 'add somebody to the call',
  may: ownCall,
  event: ({ to }, { at, commandId, fresh }) => ({ type: 'add', at, commandId, fresh, to }),
  withoutDatabase: false,
}
