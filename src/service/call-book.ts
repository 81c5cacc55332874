import type { Call } from '../call/model.ts'
import type { PersonId } from '../store/port.ts'
import type { CallOwner } from './call-owner.ts'

/** The live calls of this process, and which of them hears what the engine says of a leg. */
export interface CallBook {
  readonly owners: ReadonlyMap<string, CallOwner>
  readonly byLeg: ReadonlyMap<string, CallOwner>
  ofPerson(person: PersonId): CallOwner[]
  add(owner: CallOwner): void
  /** The call has new legs, or has taken over a caller it was lent. */
  follow(call: Call): void
  forget(call: Call): void
}

export const createCallBook = (): CallBook => {
  const owners = new Map<string, CallOwner>()
  const byLeg = new Map<string, CallOwner>()

  const follow = (call: Call): void => {
    const owner = owners.get(call.id)
    if (owner === undefined) return
    for (const { id, lent, status } of Object.values(call.legs)) {
      // whoever lends a caller hears of them until they are taken, and no more from then on
      if (!lent && (status !== 'gone' || !byLeg.has(id))) byLeg.set(id, owner)
    }
  }
  return {
    owners, byLeg, follow,
    ofPerson: ({ tenantId, userId }) => [...owners.values()].filter(({ call: { line } }) => line.tenantId === tenantId && line.userId === userId),
    add(owner) {
      owners.set(owner.call.id, owner)
      follow(owner.call)
    },
    forget(call) {
      const owner = owners.get(call.id)
      for (const leg of Object.keys(call.legs)) if (byLeg.get(leg) === owner) byLeg.delete(leg)
      owners.delete(call.id)
    },
  }
}
