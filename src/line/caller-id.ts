import type { Endpoint, Shown } from '../call/model.ts'
import { callerIdChoices, effectivePolicy, type LinePolicy } from './policy.ts'
import type { CallerIdChoice, LineSettings } from './settings.ts'

interface CallingLine {
  number: string
  settings: Pick<LineSettings, 'callerId'>
  linePolicy: LinePolicy
}

/** What a person asks for one call alone: that their number is shown, or one of the choices. */
export type CallWish = 'show' | Exclude<CallerIdChoice, 'mobile'>

/**
 * Dialled before a number, for that call alone. The first two are those of every mobile network (3GPP TS 22.030, 6.5.2
 * and TS 22.081: `#31#` invokes the restriction of one's number, `*31#` suppresses it); the third is our own.
 */
const prefixes: Record<string, CallWish> = { '#31#': 'hidden', '*31#': 'show', '*30#': 'company' }

/** What was dialled, as number and wish; of several wishes the last one counts. */
export const readDialled = (dialled: string): { number: string; wish: CallWish | null } => {
  const prefix = Object.keys(prefixes).find((each) => dialled.startsWith(each))
  if (prefix === undefined) return { number: dialled, wish: null }
  const { number, wish } = readDialled(dialled.slice(prefix.length))
  return { number, wish: wish ?? prefixes[prefix] ?? null }
}

export interface CallerId {
  choice: CallerIdChoice
  shown: Shown
  /** The person asked for their number not to be shown, and their organisation does not allow what would keep it so. */
  refused: boolean
}

/** The choice that counts: what was asked for this call, else the person's usual one, within policy. */
const choose = (wish: CallWish | null, usual: CallerIdChoice, choices: CallerIdChoice[]): CallerIdChoice => {
  const [first = 'mobile'] = choices
  const wanted = wish === 'show' ? (usual === 'hidden' ? 'mobile' : usual) : wish ?? usual
  // whoever hides their number is shown as the company rather than as themselves
  const second = wanted === 'hidden' ? 'company' : usual
  return choices.includes(wanted) ? wanted : choices.includes(second) ? second : first
}

/**
 * What others see when the person calls from `from`. A hidden number is still asserted to the network, which needs to
 * know whose call it is (RFC 3325): `hidden` says that nobody else may see it.
 */
export const callerIdFor = (line: CallingLine, from: Endpoint, wish: CallWish | null): CallerId => {
  const policy = effectivePolicy(line)
  const { callerId } = line.settings
  const choice = choose(wish, from === 'teams' ? callerId.teams : callerId.native, callerIdChoices(policy))
  const { companyNumber, companyName } = policy.callerId
  const shown: Shown = choice === 'company' && companyNumber !== null
    ? { number: companyNumber, name: companyName, hidden: false }
    : { number: line.number, name: null, hidden: choice === 'hidden' }
  return { choice, shown, refused: wish === 'hidden' && choice === 'mobile' }
}
