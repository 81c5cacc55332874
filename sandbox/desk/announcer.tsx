import { useState } from 'react'
import { useDesk } from './desk-context.tsx'
import { useSurface } from './surface.ts'
import type { Phone } from './types.ts'
import { nameOf, placeOf } from './world/words.ts'

const sentence = (before: Phone | undefined, { state, peer, calls, ...phone }: Phone): string | null => {
  if (!before || (before.state === state && before.calls.length === calls.length)) return null
  const place = placeOf({ ...phone })
  const who = peer ? nameOf(peer) : ''
  switch (state) {
    case 'ringing': return `Incoming call from ${who} ${place}.`
    case 'calling': return `Calling ${who} ${place}.`
    case 'talking': return `On a call with ${who} ${place}.`
    case 'held': return `Call with ${who} on hold ${place}.`
    case 'idle': return `No call ${place}.`
  }
}

/** Tells a screen reader what the person's own phones begin to do. */
export const Announcer = () => {
  const surface = useSurface()
  const { world, person } = useDesk()
  const [told, setTold] = useState({ phones: world.phones, userId: person.userId, words: '' })
  if (told.phones !== world.phones || told.userId !== person.userId) {
    const earlier = new Map(told.phones.map((phone) => [phone.id, phone]))
    const sentences = world.phones
      .filter((phone) => phone.person === person.userId)
      .map((phone) => sentence(earlier.get(phone.id), phone))
      .filter((words) => words !== null)
    setTold({ phones: world.phones, userId: person.userId, words: sentences.length > 0 ? sentences.join(' ') : told.words })
  }
  return <div className={surface.hidden} role="status" aria-live="polite" data-testid="announcer">{told.words}</div>
}
