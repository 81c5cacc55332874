import type { Phones } from './phones/port.ts'

/** Ends every call, as at the end of the world: the timers of a call would keep the process alive. */
export const hangUpAll = async (phones: Phones): Promise<void> => {
  for (const { id } of phones.list()) {
    // Asked again for each phone: a call that ends at one phone may end at another.
    for (const call of phones.get(id).calls) await phones.hangup(id, call.id)
  }
}
