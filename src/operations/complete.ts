import { ownCall, type Operation } from './operation.ts'

/** Hand the call over to the colleague who was asked. */
export const complete: Operation<Record<string, never>> = {
  title: 'hand the call over',
  may: ownCall,
  event: (_input, { at, commandId }) => ({ type: 'complete', at, commandId }),
  withoutDatabase: true,
}
