import type { HuntRule, Rules } from '../call/model.ts'
import { showNumber } from './number.ts'
import { effectivePolicy, quietWithin } from './policy.ts'
import { decide, type Decision, type RoutedLine, type Situation } from './plan.ts'
import { isQuiet, nextChange } from './quiet-hours.ts'

/** What happens when someone calls, in words: each is told of what the plan itself decides. */
export interface Happens {
  /** To a caller now. */
  now: string
  /** When quiet hours begin or end next, and what happens from then on; null when they never do. */
  next: { at: number; sentence: string } | null
  /** To a second caller, while the person talks. */
  whileTalking: string
}

const goesTo = (unanswered: Rules['unanswered'], country: string): string =>
  unanswered.to !== 'party' ? 'voicemail' : unanswered.party.name ?? showNumber(unanswered.party.number, country)

const groupWords = ({ members, together }: Extract<HuntRule, { why: 'group' }>): string =>
  members.length === 1 ? 'a colleague' : `${members.length} colleagues ${together ? 'at once' : 'one after the other'}`

/** One sentence of a decision. */
export const sentenceOf = ({ plan, rules }: Pick<Decision, 'plan' | 'rules'>, country: string): string => {
  const target = goesTo(rules.unanswered, country)
  if (plan === 'busy') return 'Callers hear the busy tone.'
  const seconds = plan.timeoutMs / 1000
  const [first] = plan.ring
  if (first === undefined && rules.hunt?.why === 'group') return `Calls don’t ring you; they ring ${groupWords(rules.hunt)}, then they go to ${target}.`
  if (first === undefined) return `Calls don’t ring; they go straight to ${target}.`
  const ring = plan.ring.length > 1
    ? 'Calls ring your phone and Teams together'
    : first === 'teams' ? 'Calls ring Teams, and your phone only when Teams can’t be reached' : 'Calls ring your phone, because Teams can’t be reached right now'
  if (rules.hunt?.why === 'group') return `${ring}. After ${seconds} seconds they ring ${groupWords(rules.hunt)}, then they go to ${target}.`
  return `${ring}. After ${seconds} seconds they go to ${target}.`
}

const prefixOf: Partial<Record<Decision['because'], string>> = {
  'quiet-hours': 'Quiet hours. ',
  'do-not-disturb': 'You are in do not disturb. ',
}

const tell = (line: RoutedLine, situation: Situation, country: string): string => {
  const decision = decide(line, situation)
  const favourites = decision.because === 'quiet-hours' || decision.because === 'do-not-disturb' ? line.settings.favourites.length : 0
  const except = favourites === 0 ? '' : favourites === 1 ? ' Your favourite still rings.' : ' Your favourites still ring.'
  return `${prefixOf[decision.because] ?? ''}${sentenceOf(decision, country)}${except}`
}

/** `situation` is that of a caller nobody knows. */
export const happensTo = (line: RoutedLine, situation: Omit<Situation, 'caller' | 'busy' | 'connected' | 'cameBack'>, country: string): Happens => {
  const usual: Situation = { ...situation, caller: null, busy: false, connected: 0, cameBack: false }
  const quietHours = quietWithin(effectivePolicy(line), line.settings.quietHours)
  const change = quietHours.on ? nextChange(quietHours, situation.at) : null
  return {
    now: tell(line, usual, country),
    // how Teams is then, nobody knows: as usual
    next: change === null ? null : { at: change, sentence: tell(line, { ...usual, at: change, availability: null, down: [] }, country) },
    whileTalking: tell(line, { ...usual, busy: true, connected: 1, availability: null, ...awake(line, situation.at) }, country),
  }
}

/** A moment outside quiet hours, so that what is told of talking is about talking. */
const awake = (line: RoutedLine, at: number): { at: number } => {
  const quietHours = quietWithin(effectivePolicy(line), line.settings.quietHours)
  const end = quietHours.on && isQuiet(quietHours, at) ? nextChange(quietHours, at) : null
  return { at: end ?? at }
}
