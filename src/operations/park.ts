import { ownCall, type Operation } from './operation.ts'

/** The other party waits with music until a colleague picks the call up with this code. */
export const park: Operation<object> = {
  title: 'park the call',
  may: ownCall,
  event: (_input, { at, commandId, parkCode }) => ({ type: 'park', at, commandId, code: parkCode() }),
  withoutDatabase: false,
}
