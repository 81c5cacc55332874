import type { Endpoint } from '../call/model.ts'
import { ownCall, type Operation } from './operation.ts'

/** Move the call to Teams (uplift) or back to the native dialer. */
export const move: Operation<{ to: Endpoint }> = {
  title: 'move the call',
  may: ownCall,
  event: ({ to }, { at, commandId, fresh }) => ({ type: 'move', at, commandId, fresh, to }),
  withoutDatabase: false,
}
