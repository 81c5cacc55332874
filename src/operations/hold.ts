import { ownCall, type Operation } from './operation.ts'

/** Put the other party on hold: they hear music. */
export const hold: Operation<Record<string, never>> = {
  title: 'put the call on hold',
  may: ownCall,
  event: (_input, { at, commandId }) => ({ type: 'hold', at, commandId }),
  withoutDatabase: true,
}
