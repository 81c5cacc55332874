import { ownCall, type Operation } from './operation.ts'

/** Go to and fro between the other party and the colleague who is asked. */
export const swap: Operation<Record<string, never>> = {
  title: 'switch between the two',
  may: ownCall,
  event: (_input, { at, commandId }) => ({ type: 'swap', at, commandId }),
  withoutDatabase: true,
}
