import { capital, unnamed } from '../../words.ts'

const others: Record<string, string> = { 'command line': 'the command line', service: 'Single Number' }

/** Whoever did something, by user id or as the service calls them, at the beginning of a sentence or within it. */
export const actorName = (id: string, names: Record<string, string>, place: 'begin' | 'middle'): string => {
  const words = others[id] ?? unnamed(id)
  return names[id] ?? (place === 'begin' ? capital(words) : words)
}
