import { commands } from './commands/index.ts'
import { understand } from './understand.ts'
import { jsonOf, openChat as open, textOf } from './testing/open-chat.ts'
import { talking } from './testing/samples.ts'

const onACall = talking({ actions: ['hold', 'park', 'hangup'] })
const meant = (text: string) => {
  const found = understand(text, commands)
  return found && { ...Object.fromEntries(Object.entries(found.args).filter(([, value]) => value !== undefined)), command: found.command.name }
}
const support = { id: 'support', name: 'Support', number: '+14255550150', onDuty: true, agentsOnDuty: 2, waiting: 1, waitingSince: '2026-11-24T12:00:00.000Z' }
const sales = { ...support, id: 'sales', name: 'Sales', waiting: 0, waitingSince: null }

describe('the words', () => {
  it.each([
    ['park', { command: 'park' }], ['park the call', { command: 'park' }], ['Park it, please', { command: 'park' }], ['park the call with Lena', { command: 'park', who: 'Lena' }], ['park Lena', { command: 'park', who: 'Lena' }],
    ['pick up 42', { command: 'pick-up', code: '42' }], ['pick up the parked call with code 42', { command: 'pick-up', code: '42' }], ['retrieve 42', { command: 'pick-up', code: '42' }], ['pick up', { command: 'pick-up' }],
    ['unpark', { command: 'cancel' }], ['unpark the call with Lena', { command: 'cancel', who: 'Lena' }], ['take it back', { command: 'move-back' }], ['hold', { command: 'hold' }],
    ['on duty', { command: 'queue', act: 'on duty' }], ["I'm off duty", { command: 'queue', act: 'off duty' }], ['opt out of Support', { command: 'queue', act: 'opt out', queue: 'Support' }], ['go on duty in the Sales queue', { command: 'queue', act: 'on duty', queue: 'Sales' }],
    ['queues', { command: 'queue' }], ['who is waiting?', { command: 'queue' }],
  ])('“%s”', (text, expected) => expect(meant(text)).toEqual(expected))
})

describe('Dana parks a call', () => {
  it('and is given the code a colleague needs', async () => {
    const { type, world, given } = open()
    world.live = [onACall]
    expect(textOf(await type('park'))).toMatch(/pick up 42, or by dialing \*42\./)
    expect(given).toMatchObject([{ callId: onACall.id, name: 'park', input: {} }])
  })
})

describe('Dana picks up', () => {
  it('the call a colleague parked, by its code', async () => {
    const { type } = open()
    expect(textOf(await type('pick up 42'))).toBe('Ringing you with Lena Fischer. Answer where it rings.')
    expect(textOf(await type('pick up 77'))).toContain('No call is parked with the code 77')
    expect(textOf(await type('pick up'))).toContain('Type pick up and the code')
  })
})

describe('Dana takes calls of queues', () => {
  it('sees who waits, and goes off duty and on again', async () => {
    const { type, press, world } = open()
    world.queues = [support, sales]
    const shown = jsonOf(await type('queues'))
    expect(shown).toContain('1 caller waits. 2 people take calls.')
    expect(shown).toContain('Nobody waits. 2 people take calls.')
    await type('off duty')
    expect(world.queues.map(({ onDuty }) => onDuty)).toEqual([false, false])
    await type('go on duty for sales')
    expect(world.queues.map(({ onDuty }) => onDuty)).toEqual([false, true])
    expect(jsonOf(await press('queue', { queue: 'support', act: 'on duty' }))).toContain('You take its calls.')
    expect(world.queues.map(({ onDuty }) => onDuty)).toEqual([true, true])
    expect(textOf(await type('off duty for marketing'))).toContain('no queue called “marketing”. Yours: Support, Sales.')
  })
  it('or of none', async () => {
    expect(textOf(await open().type('on duty'))).toContain('You take calls of no queue')
  })
})

describe('calls Dana does not answer', () => {
  const colleagues = [{ userId: 'u-marco', name: 'Marco Reyes', jobTitle: null, number: '+14255550102' }, { userId: 'u-priya', name: 'Priya Nair', jobTitle: null, number: '+14255550103' }]
  it('ring several colleagues at once, or one after the other', async () => {
    const { type, world } = open()
    world.colleagues = colleagues
    expect(jsonOf(await type('unanswered after 20 to Marco and Priya'))).toContain('Marco Reyes and Priya Nair at once')
    expect(world.me.settings.unanswered).toMatchObject({ afterSeconds: 20, to: { kind: 'group', together: true, members: [{ userId: 'u-marco' }, { userId: 'u-priya' }] } })
    expect(jsonOf(await type('unanswered to Priya, then Marco'))).toContain('Priya Nair, then Marco Reyes')
    expect(world.me.settings.unanswered.to).toMatchObject({ together: false })
    expect(textOf(await type('unanswered to Marco and Nobody'))).toContain('no colleague called “Nobody”')
    expect(world.me.settings.unanswered.to).toMatchObject({ together: false })
  })
})
