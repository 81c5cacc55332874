/** What the status menu of a Teams client offers, as far as an app of ours looks at it. */
export const chosenPresences = ['Available', 'Busy', 'DoNotDisturb', 'Away'] as const
export type ChosenPresence = (typeof chosenPresences)[number]
