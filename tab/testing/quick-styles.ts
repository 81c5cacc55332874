import { createRequire } from 'node:module'

interface ElementImpl { classList: { contains(name: string): boolean } }
interface Selectors { matchesDontThrow(element: ElementImpl, selector: string): boolean }

const ours = createRequire(import.meta.url)
const jsdom = createRequire(createRequire(ours.resolve('jest-environment-jsdom')).resolve('jsdom'))

/**
 * Makes jsdom quicker where it works out styles, which every look by role does. It holds each element against each rule,
 * with a selector engine that remembers the last thousand selectors it compiled; Fluent's styles are more rules than that,
 * so all were compiled anew for every element. Nearly all are one class, and need no engine for the same answer.
 */
const selectors = jsdom('./jsdom/living/helpers/selectors.js') as Selectors
const asked = selectors.matchesDontThrow
const oneClass = /^\.([\w-]+)$/
const classes = new Map<string, string | null>()
const classOf = (selector: string): string | null => {
  let name = classes.get(selector)
  if (name === undefined) classes.set(selector, name = oneClass.exec(selector)?.[1] ?? null)
  return name
}
// jsdom's styles take it up when they are loaded: this file has to come first
selectors.matchesDontThrow = (element, selector) => {
  const name = classOf(selector)
  return name === null ? asked(element, selector) : element.classList.contains(name)
}
