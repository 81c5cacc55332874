import { card, line, type Card } from './card.ts'

/** What a question's card turns into once it is answered. */
export const noteCard = (words: string): Card => card([line(words)])
