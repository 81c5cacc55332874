import { ownCall, type Operation } from './operation.ts'

/** End the call; while it rings, decline it. */
export const hangup: Operation<Record<string, never>> = {
  title: 'hang up',
  may: ownCall,
  event: (_input, { at, commandId }) => ({ type: 'hangup', at, commandId }),
  withoutDatabase: true,
}
