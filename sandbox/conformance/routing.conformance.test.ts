import type { LineSettings } from '../../src/line/settings.ts'
import { usualPolicy } from '../../src/line/policy.ts'
import { usualSettings } from '../../src/line/settings.ts'
import { type Actor, eventually, type Phone, stage, throughout } from '../stories/driver.ts'

const { dana, marco, priya, lena, harbor, line, faults, ...scene } = stage()
const [native, laptop, mobile] = [dana.phone('native'), dana.phone('laptop'), dana.phone('mobile')]

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

/** What a person changes in the tab or the chat. */
const sets = async (person: Actor, body: unknown) => expect(await person.ask('PATCH', 'settings', { body })).toMatchObject({ status: 200 })
/** What they have chosen already; the short delays of stories are none that a person may choose. */
const chose = (person: Actor, settings: Partial<LineSettings>, unansweredAfterSeconds = 30) => line(person, { settings: { ...usualSettings, ...settings }, unansweredAfterSeconds })
const rungNowhere = (person = dana) => throughout(600, () => expect((['native', 'laptop', 'mobile'] as const).map((which) => person.phone(which).now().state)).toEqual(['idle', 'idle', 'idle']))
const latest = (expected: object, person = dana) => eventually(async () => expect((await person.history())[0]).toMatchObject(expected))
/** Around the clock, whatever day it is. */
const always = { on: true, timeZone: 'America/Los_Angeles', weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '00:00' })) }

describe('a second caller, while the person talks', () => {
  it('rings like the first, unless the person chose otherwise', async () => {
    await scene.talking(lena, dana, native)
    await harbor.dial(dana.number)
    await laptop.is('ringing')
  })

  it('hears the busy tone, and has an entry that says so', async () => {
    await sets(dana, { busy: 'busy' })
    await scene.talking(lena, dana, native)
    await harbor.dial(dana.number)
    await harbor.is('idle')
    expect(harbor.now().lastEnded?.cause).toBe(17)
    expect([native.now().state, laptop.now().state]).toEqual(['talking', 'idle'])
    await latest({ outcome: 'busy', direction: 'incoming', remote: { number: harbor.number } })
    await dana.sees({ state: 'talking', remote: { number: lena.number, name: 'Lena Fischer' } })
  })

  it('comes to voicemail at once, as if nobody had answered', async () => {
    await sets(dana, { busy: 'unanswered' })
    await scene.talking(lena, dana, native)
    await harbor.dial(dana.number)
    await harbor.is('talking')
    expect(laptop.now().state).toBe('idle')
    await eventually(async () => expect((await dana.live()).map(({ state }) => state)).toEqual(['talking', 'voicemail']))
  })

  it('rings when the first call only rings, too', async () => {
    await sets(dana, { busy: 'busy' })
    await lena.dial(dana.number)
    await native.is('ringing')
    await harbor.dial(dana.number)
    await eventually(() => expect(native.now().calls).toHaveLength(2))
  })
})

describe('a call nobody answers', () => {
  it('goes on to another number after the seconds the person chose', async () => {
    await sets(dana, { unanswered: { afterSeconds: 5, to: { kind: 'number', number: '(206) 555-0177' } } })
    const began = Date.now()
    await lena.dial(dana.number)
    await native.is('ringing')
    await harbor.is('ringing')
    expect(Date.now() - began).toBeGreaterThan(4_500)
    expect(harbor.now().peer?.number).toBe(lena.number)
    await Promise.all([native.is('idle'), laptop.is('idle')])
    await harbor.answer()
    await lena.is('talking')
    await Promise.all([lena.hears(harbor), harbor.hears(lena)])
    await harbor.hangup()
    await lena.is('idle')
    await latest({ outcome: 'forwarded', talkMs: 0 })
  })

  it('goes on to a colleague, as a call of the colleague\'s own', async () => {
    await chose(dana, {}, 5)
    await sets(dana, { unanswered: { to: { kind: 'colleague', userId: marco.userId } } })
    expect((await dana.me()).settings.unanswered).toEqual({ afterSeconds: 5, to: { kind: 'colleague', userId: marco.userId, name: marco.name } })
    await lena.dial(dana.number)
    await marco.phone('laptop').is('ringing')
    await marco.phone('laptop').answer()
    await lena.is('talking')
    await marco.sees({ state: 'talking', remote: { number: lena.number, name: 'Lena Fischer' } })
    await lena.hangup()
    await latest({ outcome: 'forwarded', remote: { number: lena.number } })
    await latest({ outcome: 'answered', remote: { number: lena.number } }, marco)
  })

  it('comes to voicemail after all when nobody takes it there', async () => {
    await chose(dana, { unanswered: { kind: 'number', number: harbor.number }, quietHours: always })
    await harbor.faults({ doNotDisturb: true })
    await lena.dial(dana.number)
    await lena.is('talking')
    await dana.sees({ state: 'voicemail' })
  })

  it('never goes round and round between two who forward to each other', async () => {
    await chose(dana, { unanswered: { kind: 'colleague', userId: marco.userId, name: marco.name }, quietHours: always })
    await chose(marco, { unanswered: { kind: 'colleague', userId: dana.userId, name: dana.name }, quietHours: always })
    await lena.dial(dana.number)
    await lena.is('talking')
    // forwarded by Dana, forwarded by Marco, and kept where it comes round
    await eventually(async () => expect((await dana.live()).map(({ state }) => state)).toEqual(['voicemail']))
    expect(await marco.live()).toEqual([])
    await lena.hangup()
    await eventually(async () => expect([await dana.live(), await marco.live()]).toEqual([[], []]))
  })

  it('can\'t go to the person themselves, nor to what is no number, nor after odd seconds', async () => {
    const refused = (unanswered: object) => dana.ask('PATCH', 'settings', { body: { unanswered } })
    expect(await refused({ to: { kind: 'colleague', userId: dana.userId } })).toMatchObject({ status: 400, body: { error: { code: 'own-number', field: 'unanswered.to' } } })
    expect(await refused({ to: { kind: 'number', number: dana.number } })).toMatchObject({ status: 400, body: { error: { code: 'own-number', field: 'unanswered.to' } } })
    expect(await refused({ to: { kind: 'number', number: '12' } })).toMatchObject({ status: 400, body: { error: { code: 'bad-number', field: 'unanswered.to.number' } } })
    expect(await refused({ afterSeconds: 12 })).toMatchObject({ status: 400, body: { error: { code: 'bad-request', field: 'unanswered.afterSeconds', message: expect.stringContaining('5, 10, 15, 20, 30, 40, 50 or 60') } } })
    expect((await dana.me()).settings.unanswered).toEqual({ afterSeconds: 30, to: { kind: 'voicemail' } })
  })
})

describe('quiet hours', () => {
  it('send callers straight on, and a favourite still rings', async () => {
    await sets(dana, { quietHours: always, favourites: [{ number: '206 555 0177', name: 'Harbor' }] })
    await lena.dial(dana.number)
    await lena.is('talking')
    await dana.sees({ state: 'voicemail' })
    await rungNowhere()
    await lena.hangup()
    await harbor.dial(dana.number)
    await Promise.all([native.is('ringing'), laptop.is('ringing'), mobile.is('ringing')])
  })

  it('are off again from the next call', async () => {
    await sets(dana, { quietHours: always })
    await sets(dana, { quietHours: { on: false } })
    await lena.dial(dana.number)
    await native.is('ringing')
  })

  it('send the caller to wherever calls go that nobody answers', async () => {
    await chose(dana, { unanswered: { kind: 'number', number: harbor.number }, quietHours: always })
    await lena.dial(dana.number)
    await harbor.is('ringing')
    await harbor.answer()
    await lena.hears(harbor)
  })
})

describe('do-not-disturb in Teams', () => {
  it('sends callers on, for those who wish it so', async () => {
    await sets(dana, { respectDoNotDisturb: true, favourites: [{ number: harbor.number }] })
    dana.chooses('DoNotDisturb')
    await lena.dial(dana.number)
    await lena.is('talking')
    await dana.sees({ state: 'voicemail' })
    await rungNowhere()
    await lena.hangup()
    await harbor.dial(dana.number)
    await native.is('ringing')
  })

  // of people whom nobody has asked about yet: what Teams said counts for half a minute
  it.each([['slow', priya], ['down', marco]] as const)('holds up no call while Graph is %s: it rings', async (mode, person) => {
    await sets(person, { respectDoNotDisturb: true })
    person.chooses('DoNotDisturb')
    await faults({ graph: mode })
    await lena.dial(person.number)
    await person.phone('native').is('ringing', 2_500)
  })

  it('changes nothing for the others', async () => {
    marco.chooses('DoNotDisturb')
    await lena.dial(marco.number)
    await marco.phone('native').is('ringing')
  })
})

describe('a trunk that is down', () => {
  it('is not waited for again: with Teams preferred the native dialer rings at once', async () => {
    await line(dana, { ring: 'teams' })
    await faults({ teams: 'throttled' })
    await lena.dial(dana.number)
    await native.answers()
    await lena.hangup()
    await eventually(async () => expect(await dana.live()).toEqual([]))
    expect((await dana.me()).happens.now).toContain('because Teams can’t be reached right now')
    // Teams is back, and for half a minute nobody relies on it
    await faults({ teams: 'ok' })
    await lena.dial(dana.number)
    await native.is('ringing')
    expect(laptop.now().state).toBe('idle')
  })
})

describe('what a person types in the chat', () => {
  it('counts from the next call on', async () => {
    await scene.sandbox().connector.say(dana.userId, 'busy tone')
    await eventually(async () => expect((await dana.me()).settings.busy).toBe('busy'))
    await scene.talking(lena, dana, native)
    await harbor.dial(dana.number)
    await harbor.is('idle')
    expect(harbor.now().lastEnded?.cause).toBe(17)
  })
})

describe('what others see', () => {
  const company = { linePolicy: { ...usualPolicy, callerId: { ...usualPolicy.callerId, companyNumber: '+14255550100', companyName: 'Northwind Traders' } } }
  const sees = async (own: Phone, dial: string, peer: { number: string; name?: string }) => {
    await own.dial(dial)
    await lena.is('ringing')
    expect(lena.now().peer).toMatchObject(peer)
    await own.hangup()
    await lena.is('idle')
    await eventually(async () => expect(await dana.live()).toEqual([]))
  }
  const withheld = { number: '', name: '' }

  it('is the mobile number, the company\'s, or none, by the person\'s choice for each place they call from', async () => {
    await line(dana, company)
    await sees(native, lena.number, { number: dana.number })
    await sets(dana, { callerId: { native: 'company' } })
    await sees(native, lena.number, { number: '+14255550100', name: 'Northwind Traders' })
    await sees(laptop, lena.number, { number: dana.number })
    await sets(dana, { callerId: { teams: 'hidden' } })
    await sees(laptop, lena.number, withheld)
  })

  it('is another for one call, by what is dialled before the number', async () => {
    await line(dana, company)
    await sees(native, `#31#${lena.number}`, withheld)
    await sees(native, `*30#${lena.number}`, { number: '+14255550100', name: 'Northwind Traders' })
    await sees(native, lena.number, { number: dana.number })
    await sets(dana, { callerId: { native: 'hidden' } })
    await sees(native, `*31#${lena.number}`, { number: dana.number })
    await latest({ remote: { number: lena.number }, direction: 'outgoing' })
  })

  it('is what the organisation decided where it did, and can\'t be changed', async () => {
    await line(dana, { linePolicy: { ...company.linePolicy, callerId: { ...company.linePolicy.callerId, locked: true, allowed: ['company'] } } })
    expect(await dana.ask('PATCH', 'settings', { body: { callerId: { native: 'mobile' } } })).toMatchObject({ status: 409, body: { error: { code: 'locked', field: 'callerId' } } })
    expect((await dana.me()).limits.callerId).toMatchObject({ choices: ['company'], lockedBy: 'Set by your organisation' })
    await sees(laptop, lena.number, { number: '+14255550100' })
  })

  it('is never a number against its owner\'s wish: then the call is not placed', async () => {
    await line(dana, { linePolicy: { ...usualPolicy, callerId: { ...usualPolicy.callerId, allowed: ['mobile'] } }, notify: true })
    await native.dial(`#31#${lena.number}`)
    await native.is('idle')
    expect(lena.now().state).toBe('idle')
    await eventually(() => expect(JSON.stringify(dana.chat())).toContain('does not allow calls with a hidden number'))
  })

  it('is withheld from a colleague as well', async () => {
    await sets(dana, { callerId: { native: 'hidden' } })
    await native.dial(marco.number)
    await marco.phone('native').is('ringing')
    expect(marco.phone('native').now().peer).toMatchObject(withheld)
    await marco.sees({ state: 'ringing', remote: { number: null, name: null } })
  })
})
