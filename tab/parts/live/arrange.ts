import type { Action } from '../../../src/api/calls.ts'

/** Places a call can be moved to, in the order in which they are offered. */
export const moves = { 'move-to-teams': 'teams', 'move-to-native': 'native', 'move-to-desk': 'desk', 'move-anywhere': 'anywhere' } as const
export type MoveAction = keyof typeof moves

/** What can be done besides moving and ending, the most used first. */
const tools = ['hold', 'resume', 'consult', 'transfer', 'add', 'park', 'meet'] as const
export type Tool = (typeof tools)[number]

const inSight = 3

/** Where each button goes, so that a card stays tidy on a phone's width too: what is rare goes behind "More". */
export const arrange = (actions: Action[]) => {
  const possible = tools.filter((tool) => actions.includes(tool))
  return {
    moves: (Object.keys(moves) as MoveAction[]).filter((move) => actions.includes(move)),
    tools: possible.slice(0, inSight),
    more: possible.slice(inSight),
  }
}
