import type { CommandEvent } from '../call/event.ts'
import type { RefusalCode } from '../call/table.ts'
import { transition } from '../call/transition.ts'
import { holdsFirst } from '../operations/holds-first.ts'
import type { CallOwner } from './call-owner.ts'

/**
 * Puts those of the person's other calls on hold that must be so before a command. Gives why that can't be; then nothing
 * was done, so that a command which is refused itself leaves nobody on hold.
 */
export const stepAside = ({ owner, event, others, newId }: { owner: CallOwner; event: CommandEvent; others: CallOwner[]; newId: () => string }): RefusalCode | null => {
  const inTheWay = holdsFirst(event, others.map(({ call }) => call))
  const holds = others.filter(({ call }) => inTheWay.includes(call)).map((other) => ({ other, hold: { type: 'hold', at: event.at, commandId: newId() } as const }))
  if (holds.length === 0) return null
  const tried = [transition(owner.call, event), ...holds.map(({ other, hold }) => transition(other.call, hold))]
  const refused = tried.find((outcome) => outcome.refused !== null)?.refused ?? null
  if (refused === null) for (const { other, hold } of holds) other.dispatch(hold)
  return refused
}
