import { ownCall, type Operation } from './operation.ts'

/** The other party waits with music until a colleague picks the call up with this code. */
export const park: Operation<{ code: string }> = {
  title: 'park the call',
  may: ownCall,
  event: ({ code }, { at, commandId }) => ({ type: 'park', at, commandId, code }),
  withoutDatabase: false,
}
