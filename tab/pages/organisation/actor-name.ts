const others: Record<string, [begin: string, middle: string]> = {
  'command line': ['The command line', 'the command line'], service: ['Single Number', 'Single Number'],
}

/** Whoever did something, by user id or as the service calls them, at the beginning of a sentence or within it. */
export const actorName = (id: string, names: Record<string, string>, place: 'begin' | 'middle'): string => {
  const [begin, middle] = others[id] ?? ['Somebody who has left', 'somebody who has left']
  return names[id] ?? (place === 'begin' ? begin : middle)
}
