import { ownCall, type Operation } from './operation.ts'

/** Blind transfer to a number; a colleague is their number. `digits` are dialled once they are connected. */
export const transfer: Operation<{ to: { number: string; name: string | null }; digits?: string }> = {
  title: 'transfer the call',
  may: ownCall,
  event: ({ to, digits }, { at, commandId, fresh }) => ({ type: 'transfer', at, commandId, fresh, to, digits: digits ?? null }),
  withoutDatabase: false,
}
