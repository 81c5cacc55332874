import { card, line, link, type Card } from './card.ts'

/** Words on a card of their own: what a question turns into once it is answered, or words with something to open. */
export const noteCard = (words: string, open?: { title: string; url: string }): Card => card([line(words)], open === undefined ? [] : [link(open.title, open.url)])
