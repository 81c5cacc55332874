import { ownCall, type Operation } from './operation.ts'

/** Take a participant out whom the person added; `guest` is the id the call's view gives. */
export const remove: Operation<{ guest: string }> = {
  title: 'remove somebody from the call',
  may: ownCall,
  event: ({ guest }, { at, commandId }) => ({ type: 'remove', at, commandId, leg: guest }),
  withoutDatabase: true,
}
