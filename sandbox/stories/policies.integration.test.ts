import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod/v4'
import type { effectivePolicy, policies, policy } from '../../src/api/policies.ts'
import { groups } from '../world.ts'
import { type Actor, eventually, stage } from './driver.ts'

const { dana, marco, priya, lena, harbor, line, faults, ...scene } = stage()
/** Priya has the role Admin. */
const admin = priya
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]
const [sales, support, customerTeams] = groups.map(({ id }) => id)
const [everyone, forSales] = [{ scope: 'everyone' }, { scope: 'group', subject: sales, name: 'Sales', priority: 10 }]

beforeAll(() => scene.open())
afterEach(async () => {
  await scene.store().pool.query('truncate policies, group_memberships, calls')
  await scene.clear()
})
afterAll(() => scene.close())

type Failure = { error: { code: string; message: string; field?: string } }
const put = (id: string, whom: object, settings: object, person: Actor = admin) => person.ask<z.infer<typeof policy> & Partial<Failure>>('PUT', `admin/policies/${id}`, { body: { ...whom, settings } })
const set = async (id: string, whom: object, settings: object) => expect(await put(id, whom, settings)).toMatchObject({ status: 200 })
const remove = (id: string) => admin.ask('DELETE', `admin/policies/${id}`)
const counts = async (person: Actor) => (await admin.ask<z.infer<typeof effectivePolicy>>('GET', `admin/people/${person.userId}/policy`)).body
const latest = (expected: object, person = dana) => eventually(async () => expect((await person.history())[0]).toMatchObject(expected))
/** The phone dials, and hears at once that this can't be. */
const isRefused = async (cause: number, to = lena.number, phone = native) => {
  const before = phone.now().lastEnded?.at
  await phone.dial(to)
  await eventually(() => expect(phone.now()).toMatchObject({ state: 'idle', lastEnded: { cause } }))
  expect(phone.now().lastEnded?.at).not.toBe(before)
}
const reads = (words: string, person = dana) => eventually(() => expect(JSON.stringify(person.chat())).toContain(words))
const refusals = async (rule: string): Promise<number> =>
  Number(new RegExp(`single_number_calls_refused_total\\{rule="${rule}"\\} (\\d+)`).exec(await (await fetch(`${scene.url()}/metrics`)).text())?.[1] ?? 0)

describe('an administrator decides', () => {
  it('only with the role, and nobody else reads or writes any of it', async () => {
    await set('all', everyone, { dialer: 'Teams' })
    for (const [method, path, body] of [
      ['GET', 'admin/policies'], ['GET', 'admin/policies/all'], ['PUT', 'admin/policies/all', { ...everyone, settings: {} }], ['DELETE', 'admin/policies/all'], ['GET', `admin/people/${dana.userId}/policy`],
    ] as const) expect(await dana.ask(method, path, body === undefined ? {} : { body })).toMatchObject({ status: 403, body: { error: { code: 'role-missing' } } })
    expect((await admin.ask<z.infer<typeof policies>>('GET', 'admin/policies')).body).toMatchObject({
      items: [{ id: 'all', scope: 'everyone', subject: null, name: 'Everyone', settings: { dialer: 'Teams' }, updatedBy: priya.userId }], names: { [priya.userId]: 'Priya Nair' },
    })
  })

  it('and is told which word is wrong', async () => {
    for (const [settings, field] of [
      [{ guards: { callsPerMinute: 0 } }, 'settings.guards.callsPerMinute'], [{ destinations: { blocked: ['0900'] } }, 'settings.destinations.blocked.0'], [{ destinations: { allowed: '+1' } }, 'settings.destinations.allowed'], [{ dialler: 'Teams' }, 'dialler'], [{ busy: { allowed: [] } }, 'settings.busy.allowed'],
    ] as const) expect(await put('odd', everyone, settings)).toMatchObject({ status: 400, body: { error: { code: 'bad-request', field } } })
    expect(await put('odd', { scope: 'person', subject: '99999999-0d0c-4a3e-8d3f-3b6a5c1e9a01' }, {})).toMatchObject({ status: 409, body: { error: { code: 'no-number' } } })
    await set('all', everyone, {})
    expect(await put('again', everyone, {})).toMatchObject({ status: 409, body: { error: { code: 'policy-taken' } } })
    expect(await admin.ask('GET', 'admin/policies/again')).toMatchObject({ status: 404 })
    expect(await remove('again')).toMatchObject({ status: 404 })
  })

  it('and never over what another one decided meanwhile without having seen it', async () => {
    const changed = { status: 409, body: { error: { code: 'changed-meanwhile' } } }
    const first = await put('everyone', { ...everyone, updatedAt: null }, { dialer: 'Teams' })
    expect(first.status).toBe(200)
    // both looked while there was none
    expect(await put('everyone', { ...everyone, updatedAt: null }, { dialer: 'Native' })).toMatchObject(changed)
    // the same again is an answer that got lost
    expect(await put('everyone', { ...everyone, updatedAt: null }, { dialer: 'Teams' })).toMatchObject({ status: 200, body: { updatedAt: first.body.updatedAt } })
    const second = await put('everyone', { ...everyone, updatedAt: first.body.updatedAt }, { dialer: 'Native' })
    expect(second.status).toBe(200)
    expect(await put('everyone', { ...everyone, updatedAt: first.body.updatedAt }, { dialer: 'UserOverride' })).toMatchObject(changed)
    expect((await admin.ask('GET', 'admin/policies/everyone')).body).toMatchObject({ settings: { dialer: 'Native' } })
    await remove('everyone')
    expect(await put('everyone', { ...everyone, updatedAt: second.body.updatedAt }, {})).toMatchObject(changed)
    expect(await admin.ask('GET', 'admin/policies/everyone')).toMatchObject({ status: 404 })
    expect(await put('everyone', { ...everyone, updatedAt: 'today' }, {})).toMatchObject({ status: 400, body: { error: { field: 'updatedAt' } } })
  })

  it('and each change stands in the audit log, with who made it', async () => {
    await set('sales', forSales, {})
    const { rows: [group] } = await scene.store().pool.query(`select detail from audit where subject = 'sales' and action = 'policy-set' order by seq desc limit 1`)
    expect(group).toMatchObject({ detail: { for: sales, name: 'Sales', priority: 10 } })
    await set('all', everyone, { recording: 'all' })
    await remove('all')
    const { rows } = await scene.store().pool.query(`select user_id, action, detail from audit where subject = 'all' and action like 'policy%' order by seq desc limit 2`)
    expect(rows).toMatchObject([{ user_id: priya.userId, action: 'policy-removed' }, { user_id: priya.userId, action: 'policy-set', detail: { scope: 'everyone', settings: '{"recording":"all"}' } }])
  })

  it('for everyone, a group or a person: each sees what counts for them and whose decision it is', async () => {
    await set('all', everyone, { dialer: 'Native', unanswered: { maxSeconds: 20 }, busy: { allowed: ['busy'] }, quietHours: { allowed: false } })
    await set('sales', forSales, { dialer: 'Teams', voicemailDays: 7 })
    await set('dana', { scope: 'person', subject: dana.userId }, { unanswered: { forward: 'nobody' } })
    await eventually(async () => expect((await dana.me()).preference).toMatchObject({ ring: 'teams', locked: true, lockedBy: 'Set by your organisation for Sales' }))
    const me = await dana.me()
    expect(me.limits).toMatchObject({
      delays: [5, 10, 15, 20], delaysBy: 'Set by your organisation', forward: 'nobody', forwardBy: 'Set by your organisation for you',
      busy: { choices: ['busy'], lockedBy: 'Set by your organisation' }, quietHours: { allowed: false, lockedBy: 'Set by your organisation' },
    })
    expect(me.settings).toMatchObject({ busy: 'busy', unanswered: { afterSeconds: 20 } })
    expect(me.rules).toContainEqual({ text: 'Voicemails stay 7 days.', by: 'Set by your organisation for Sales' })
    expect((await marco.me()).preference).toMatchObject({ ring: 'native', lockedBy: 'Set by your organisation' })
    expect(await counts(dana)).toMatchObject({ effective: { dialer: 'Teams', voicemailDays: 7, unanswered: { forward: 'nobody', maxSeconds: 20 } }, sources: { dialer: { scope: 'group', name: 'Sales' }, 'unanswered.forward': { scope: 'person' }, 'unanswered.maxSeconds': { scope: 'everyone' } } })
    for (const [body, field] of [[{ busy: 'wait' }, 'busy'], [{ quietHours: { on: true } }, 'quietHours.on'], [{ unanswered: { afterSeconds: 30 } }, 'unanswered.afterSeconds'], [{ ring: 'native' }, 'ring']] as const) {
      expect(await dana.ask('PATCH', 'settings', { body })).toMatchObject({ status: 409, body: { error: { code: 'locked', field } } })
    }
    // retention is the group's, and goes back to what is usual with it
    expect(await scene.store().voicemailSettings(dana)).toMatchObject({ days: 7 })
    await remove('sales')
    expect(await scene.store().voicemailSettings(dana)).toMatchObject({ days: 60 })
    expect((await dana.me()).preference).toMatchObject({ ring: 'native', lockedBy: 'Set by your organisation' })
  })

  it('for a group that others are members of, with Graph away: what is known counts until it is back', async () => {
    await set('sales', forSales, { dialer: 'Teams' })
    await eventually(async () => expect((await dana.me()).preference.ring).toBe('teams'))
    await faults({ graph: 'down' })
    // who is in this group is known already: Sales is a part of it
    await set('teams', { scope: 'group', subject: customerTeams, name: 'Customer teams', priority: 20 }, { dialer: 'Native' })
    expect((await dana.me()).preference).toMatchObject({ ring: 'native', lockedBy: 'Set by your organisation for Customer teams' })
    await set('support', { scope: 'group', subject: support, name: 'Support', priority: 30 }, { dialer: 'Teams' })
    await sleep(300)
    expect((await dana.me()).preference).toMatchObject({ ring: 'native' })
    expect((await marco.me()).preference).toMatchObject({ locked: false })
  })
})

describe('a number that is blocked', () => {
  it('is not called: the phone hears a refusal, the chat says why, the history that it was not allowed', async () => {
    await line(dana, { notify: true })
    await set('all', everyone, { destinations: { blocked: ['+1206'] } })
    const before = await refusals('destination')
    await isRefused(21)
    expect(lena.now()).toMatchObject({ state: 'idle', lastEnded: null })
    await latest({ direction: 'outgoing', outcome: 'not-allowed', remote: { number: lena.number }, talkMs: 0, journey: [] })
    await reads('Calls to numbers that begin with +1206 are not allowed. Set by your organisation.')
    expect(await refusals('destination')).toBe(before + 1)
    expect(await dana.live()).toEqual([])
    await native.dial(marco.number)
    await marco.phone('native').is('ringing')
  })

  it('also from Teams; an emergency call goes through whatever is blocked', async () => {
    await set('all', everyone, { destinations: { blocked: ['+'], allowed: [] }, guards: { callsPerMinute: 1 } })
    await isRefused(21, lena.number, laptop)
    // Priya: whoever called for help is called back past the app for a while
    const phone = priya.phone('native')
    await phone.dial('911')
    await phone.is('talking')
  })

  it('gets no call by a transfer, a question or an invitation either, and the call stays as it is', async () => {
    await set('all', everyone, { destinations: { blocked: [harbor.number] } })
    await scene.talking(lena, dana, native)
    for (const name of ['transfer', 'consult', 'add'] as const) {
      expect(await dana.order(name, { to: { number: harbor.number } })).toMatchObject({ status: 403, body: { error: { code: 'not-allowed', message: `Calls to numbers that begin with ${harbor.number} are not allowed. Set by your organisation.`, field: 'to' } } })
    }
    expect(await dana.call()).toMatchObject({ state: 'talking', transfer: null, consult: null, guests: [] })
    const { id } = await dana.call()
    const logged = async () => (await priya.ask<{ items: { action: string, detail: { refused: string } }[] }>('GET', `admin/audit?subject=${id}`)).body.items.map(({ action, detail }) => `${action} ${detail.refused}`).toSorted()
    await eventually(async () => expect(await logged()).toEqual(['add destination', 'consult destination', 'transfer destination']))
    await native.hears(lena)
    expect(harbor.now().state).toBe('idle')
    expect(await dana.order('transfer', { to: { userId: marco.userId } })).toMatchObject({ status: 202 })
  })

  it('nor by a transfer of the Teams client itself', async () => {
    await line(dana, { notify: true })
    await set('all', everyone, { destinations: { blocked: [harbor.number] } })
    await scene.talking(lena, dana, laptop)
    await laptop.refers(harbor.number)
    await reads('I did not transfer your call.')
    expect(harbor.now().state).toBe('idle')
    expect(await dana.call()).toMatchObject({ state: 'talking', transfer: null })
  })

  it('takes no calls that nobody answers: they rest in voicemail, and it can’t be chosen', async () => {
    const body = { unanswered: { to: { kind: 'number', number: harbor.number } } }
    expect(await dana.ask('PATCH', 'settings', { body })).toMatchObject({ status: 200 })
    await set('all', everyone, { destinations: { blocked: [harbor.number] } })
    expect((await dana.me()).happens.now).toContain('they go to voicemail')
    expect(await dana.ask('PATCH', 'settings', { body })).toMatchObject({ status: 409, body: { error: { code: 'locked', field: 'unanswered.to' } } })
  })
})

describe('too many calls', () => {
  it('at once: one more is refused as busy, until one ends', async () => {
    await set('all', everyone, { guards: { concurrentCalls: 1 } })
    await scene.talking(lena, dana, native)
    await isRefused(17, harbor.number, laptop)
    await latest({ outcome: 'not-allowed', remote: { number: harbor.number } })
    expect(await dana.order('add', { to: { number: harbor.number } })).toMatchObject({ status: 403, body: { error: { message: 'You can be in one call at once, not more. Set by your organisation.' } } })
    await lena.hangup()
    await native.is('idle')
    await eventually(async () => expect(await dana.live()).toEqual([]))
    await laptop.dial(harbor.number)
    await harbor.is('ringing')
  })

  it('at once: one more caller goes where calls go that nobody answers, or hears the busy tone', async () => {
    await set('all', everyone, { guards: { concurrentCalls: 1 } })
    await scene.talking(lena, dana, native)
    await harbor.dial(dana.number)
    await harbor.is('talking')
    await eventually(async () => expect((await dana.live()).map(({ state }) => state).toSorted()).toEqual(['talking', 'voicemail']))
    expect(laptop.now().state).toBe('idle')
    await harbor.hangup()
    await eventually(async () => expect(await dana.live()).toHaveLength(1))
    await dana.ask('PATCH', 'settings', { body: { busy: 'busy' } })
    await harbor.dial(dana.number)
    await eventually(() => expect(harbor.now()).toMatchObject({ state: 'idle', lastEnded: { cause: 17 } }))
  })

  it('at once: also a parked call is one more', async () => {
    await set('all', everyone, { guards: { concurrentCalls: 1 } })
    await scene.talking(lena, dana, native)
    await dana.does('park')
    const { parked } = await dana.call()
    await scene.talking(harbor, marco, marco.phone('native'))
    const pickUp = () => marco.ask('POST', `parked/${parked?.code}/pick-up`, { body: {} })
    expect(await pickUp()).toMatchObject({ status: 403, body: { error: { code: 'not-allowed', message: 'You can be in one call at once, not more. Set by your organisation.' } } })
    await harbor.hangup()
    await eventually(async () => expect(await marco.live()).toEqual([]))
    expect(await pickUp()).toMatchObject({ status: 202 })
    await marco.phone('native').answers()
    await lena.hears(marco.phone('native'))
  })

  it('a minute: refused as busy; another line is not concerned', async () => {
    await set('dana', { scope: 'person', subject: marco.userId }, { guards: { callsPerMinute: 2 } })
    const phone = marco.phone('native')
    for (let call = 0; call < 2; call++) {
      await phone.dial(lena.number)
      await lena.is('ringing')
      await phone.hangup()
      await lena.is('idle')
    }
    await isRefused(17, lena.number, phone)
    await latest({ outcome: 'not-allowed' }, marco)
    await native.dial(lena.number)
    await lena.is('ringing')
  })
})

describe('a change of policy', () => {
  it('for a group counts from the next call, and not for the one that goes on', async () => {
    await set('sales', forSales, {})
    await eventually(async () => expect((await scene.store().governedLines(dana.tenantId, [dana.userId]))[0]?.groups).toContain(sales))
    await native.dial(lena.number)
    await lena.answers()
    await dana.sees({ state: 'talking' })
    await set('sales', forSales, { destinations: { blocked: [harbor.number, lena.number] } })
    // the one that goes on has the rules it began with
    expect(await dana.order('transfer', { to: { number: harbor.number } })).toMatchObject({ status: 202 })
    await harbor.is('ringing')
    await lena.hangup()
    await eventually(async () => expect(await dana.live()).toEqual([]))
    await isRefused(21)
    // Marco is in no such group
    await marco.phone('native').dial(lena.number)
    await lena.is('ringing')
  })

  it('is still there when the app comes back from a crash, also for a call that went on', async () => {
    await set('all', everyone, { destinations: { blocked: [harbor.number] } })
    await scene.talking(lena, dana, native)
    await scene.kill()
    await scene.start()
    await dana.sees({ state: 'talking' })
    expect(await dana.order('transfer', { to: { number: harbor.number } })).toMatchObject({ status: 403 })
  })
})

describe('the chat', () => {
  it('says what applies to a person, and why', async () => {
    await set('all', everyone, { guards: { callsPerMinute: 5 } })
    await scene.sandbox().connector.say(dana.userId, 'policy')
    await reads('You can place 5 calls a minute.')
  })
})
