import { ownCall, type Operation } from './operation.ts'

/** Cancel a move or a transfer that has not happened yet. */
export const cancel: Operation<Record<string, never>> = {
  title: 'cancel the move or transfer',
  may: ownCall,
  event: (_input, { at, commandId }) => ({ type: 'cancel', at, commandId }),
  withoutDatabase: true,
}
