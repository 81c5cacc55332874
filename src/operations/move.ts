import type { Endpoint } from '../call/model.ts'
import { ownCall, type Operation } from './operation.ts'

/** Move the call to Teams (uplift), back to the native dialer, to the desk phone, or wherever the person answers first. */
export const move: Operation<{ to: Endpoint | 'anywhere' }> = {
  title: 'move the call',
  may: ownCall,
  event: ({ to }, { at, commandId, fresh }) => ({ type: 'move', at, commandId, fresh, to }),
  withoutDatabase: false,
}
