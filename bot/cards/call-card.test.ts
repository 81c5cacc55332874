import { commands } from '../commands/index.ts'
import { show, talking } from '../testing/samples.ts'
import { callCard } from './call-card.ts'
import type { Action } from './card.ts'
import { outcomeWords } from './words.ts'

type Call = Parameters<typeof talking>[0]
const cardOf = (changes: Call) => callCard({ call: talking(changes) }, show)
const textOf = (changes: Call) => JSON.stringify(cardOf(changes).body)
const inSight = (changes: Call) => (cardOf(changes).actions ?? []).filter(({ mode }) => mode !== 'secondary').map(({ title }) => title)
const inMenu = (changes: Call) => (cardOf(changes).actions ?? []).filter(({ mode }) => mode === 'secondary').map(({ title }) => title)

const marco = { number: '+14255550102', name: 'Marco Reyes' }
const priya = { number: '+14255550103', name: 'Priya Nair' }
const everything: Call = { actions: ['move-to-teams', 'move-to-desk', 'move-anywhere', 'hold', 'consult', 'transfer', 'add', 'meet', 'hangup'] }
const asking: Call = { state: 'consulting', consult: { to: marco, phase: 'talking' }, notice: { code: 'consult-talking', message: 'You are talking with your colleague.', tone: 'good', at: '' }, actions: ['swap', 'complete', 'cancel'] }
const two: Call = { guests: [{ id: 'g-1', to: marco, phase: 'in' }, { id: 'g-2', to: priya, phase: 'ringing' }], actions: ['move-to-teams', 'hold', 'add', 'remove', 'hangup'] }

const verbsOf = (actions: Action[] = []): string[] => actions.flatMap((action) => [
  ...(typeof action['verb'] === 'string' ? [action['verb']] : []), ...verbsOf((action['card'] as { actions?: Action[] } | undefined)?.actions),
])

describe('the card of a call with all its buttons', () => {
  it('shows six, further places to move to and a meeting behind the menu', () => {
    expect(inSight(everything)).toEqual(['Move to Teams', 'Hold', 'Ask first…', 'Transfer…', 'Add…', 'Hang up'])
    expect(inMenu(everything)).toEqual(['Move to desk phone', 'Ring me everywhere', 'Continue as a Teams meeting'])
  })
  it.each([['everything', everything], ['asking', asking], ['two guests', two], ['held', { state: 'held', actions: ['resume', 'consult', 'transfer', 'hangup'] } satisfies Call]])('%s: every button is a command of the bot', (_name, changes) => {
    const verbs = verbsOf(cardOf(changes).actions)
    expect(verbs.length).toBeGreaterThan(2)
    for (const verb of verbs) expect(commands.map(({ name }) => name)).toContain(verb)
  })
})

describe('the card of a call during a consultation', () => {
  it('says who talks and who waits, once, and offers the three ways on', () => {
    expect(textOf(asking)).toContain('Talking with Marco Reyes. Lena Fischer hears music.')
    expect(textOf(asking)).not.toContain('You are talking with your colleague')
    expect(inSight(asking)).toEqual(['Switch', 'Hand over', 'Cancel'])
  })
  it('and back with the other party, that the colleague waits', () => {
    const swapped = textOf({ ...asking, state: 'talking', consult: { to: marco, phase: 'swapped' } })
    expect(swapped).toContain('On your phone since')
    expect(swapped).toContain('Talking with Lena Fischer. Marco Reyes hears music.')
  })
})

describe('the card of a call that was not to this number', () => {
  it('says where the caller came from', () => {
    expect(textOf({ state: 'ringing', via: { why: 'queue', name: 'Support' } })).toContain('Support queue')
    expect(textOf({ via: { why: 'queue', name: 'Night queue' } })).not.toContain('queue queue')
    expect(textOf({ via: { why: 'group', name: 'Priya Nair' } })).toContain('For Priya Nair')
    expect(textOf({ via: { why: 'park', name: 'Marco Reyes' } })).toContain('Parked by Marco Reyes')
    expect(textOf({ via: { why: 'pbx', name: 'PBX' } })).toContain('From the PBX')
  })
})

describe('the card of a call that was parked', () => {
  const back = (code: string, message: string): Call => ({ state: 'returning', endpoint: null, actions: ['hangup'], notice: { code, message, tone: 'info', at: '' } })
  it('rings the person back, and does not speak of a transfer', () => {
    expect(textOf(back('park-over', 'Nobody picked the parked call up, so it rings you again.'))).toContain('Ringing you back…')
    expect(textOf(back('park-over', 'Nobody picked the parked call up, so it rings you again.'))).not.toContain('transfer')
    expect(textOf(back('transfer-no-answer', 'They didn’t answer.'))).toContain("The transfer didn't work. Ringing you back…")
  })
})

describe('what became of a queue’s call that a colleague took', () => {
  it('names the colleague, who was not forwarded anything', () => {
    expect(outcomeWords({ outcome: 'elsewhere', transferredTo: null, forwardedTo: marco }, 'US')).toBe('Marco Reyes answered')
    expect(outcomeWords({ outcome: 'elsewhere', transferredTo: null, forwardedTo: null }, 'US')).toBe('A colleague answered')
    expect(outcomeWords({ outcome: 'forwarded', transferredTo: null, forwardedTo: marco }, 'US')).toBe('Forwarded to Marco Reyes')
  })
})

describe('the card of a call with more people', () => {
  it('names them, and asks who of them shall leave', () => {
    expect(textOf(two)).toContain('Also in the call: Marco Reyes, Priya Nair (ringing…)')
    expect(JSON.stringify(cardOf(two).actions)).toContain('"title":"Remove Priya Nair","verb":"remove","data":{"callId":"call-1","card":"call","guest":"g-2"}')
  })
  it('removes the only one at once', () => {
    expect(inSight({ ...two, guests: two.guests?.slice(0, 1) ?? [] })).toContain('Remove Marco Reyes')
  })
})
