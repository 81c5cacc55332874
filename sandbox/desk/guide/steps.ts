import type { Person } from '../types.ts'
import { firstName } from '../world/words.ts'

export interface Step {
  title: string
  text: string
  /** What its button says. */
  button: string
}

/** The five steps in words, for a person and the outside party who calls them. */
export const stepsFor = (person: Pick<Person, 'name'>, caller: string): Step[] => {
  const first = firstName(person.name)
  return [
    { title: `Call ${first}`, text: `${caller} calls ${first}’s one number. The phone and Teams ring.`, button: `Call from ${caller}’s phone` },
    { title: 'Answer on the phone', text: 'Take the call on the native dialer, as on any mobile.', button: 'Answer' },
    { title: 'Move it to Teams', text: 'Press “Move to Teams” on the call’s card in the chat, or write “uplift”. The caller hears no gap.', button: 'Show the card' },
    { title: 'Accept in Teams', text: 'Teams rings on the laptop. Once it has sound, the phone is released.', button: 'Accept' },
    { title: 'See it in the history', text: 'Hang up, and find one entry with the whole journey under “My number”.', button: 'Hang up and look' },
  ]
}
