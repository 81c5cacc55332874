import { ownCall, type Operation } from './operation.ts'

/** Talk again with somebody who was put on hold. */
export const resume: Operation<Record<string, never>> = {
  title: 'resume the call',
  may: ownCall,
  event: (_input, { at, commandId }) => ({ type: 'resume', at, commandId }),
  withoutDatabase: true,
}
