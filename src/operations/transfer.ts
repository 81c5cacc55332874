import { ownCall, type Operation } from './operation.ts'

/** Blind transfer to a number; a colleague is their number. */
export const transfer: Operation<{ to: { number: string; name: string | null } }> = {
  title: 'transfer the call',
  may: ownCall,
  event: ({ to }, { at, commandId, fresh, back }) => ({ type: 'transfer', at, commandId, fresh, to, back }),
  withoutDatabase: false,
}
