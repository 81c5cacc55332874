import type { z } from 'zod/v4'
import type { auditPage, inventoryNumber, inventoryPage, upload, uploadResult } from '../../src/api/admin.ts'
import type { Readiness } from '../../src/api/readiness.ts'
import { type Actor, eventually, stage, throughout } from './driver.ts'

const { dana, marco, priya, lena, faults, ...scene } = stage({ environment: { READINESS_EVERY_SECONDS: '1', MICROSOFT_PROGRAMME: 'yes' } })
/** Priya has the role Admin, Marco has Compliance, Dana has none. */
const admin = priya
const native = dana.phone('native')

beforeAll(() => scene.open())
afterEach(async () => {
  await scene.clear()
  scene.sandbox().graph.teams.reset()
  await scene.store().pool.query('truncate numbers, number_uploads, readiness')
})
afterAll(() => scene.close())

type Failure = { error: { code: string; message: string; field?: string } }
const send = (csv: string, person: Actor = admin) => person.ask<z.infer<typeof upload> & Partial<Failure>>('POST', 'admin/numbers/uploads', { body: csv, headers: { 'content-type': 'text/csv' } })
const confirm = (id: string, query = '') => admin.ask<z.infer<typeof uploadResult> & Partial<Failure>>('POST', `admin/numbers/uploads/${id}/confirm${query}`, { body: {} })
const numbers = async (query = '') => (await admin.ask<z.infer<typeof inventoryPage>>('GET', `admin/numbers?${query}`)).body
const give = (number: string, person: Actor) => admin.ask<z.infer<typeof inventoryNumber> & Partial<Failure>>('POST', `admin/numbers/${number}/assign`, { body: { userId: person.userId } })
const take = (number: string) => admin.ask<z.infer<typeof inventoryNumber> & Partial<Failure>>('POST', `admin/numbers/${number}/unassign`, { body: {} })
const ready = async (person: Actor = dana, query = 'fresh=true') => (await person.ask<Readiness>('GET', `readiness?${query}`)).body
const stateOf = async (id: string, person: Actor = dana) => (await ready(person, '')).checks.find((check) => check.id === id)?.state
const log = async (query: string) => (await admin.ask<z.infer<typeof auditPage>>('GET', `admin/audit?${query}`)).body.items
const teams = (person: Actor, change: object) => fetch(`${scene.url()}/sandbox/graph/teams/${person.userId}`, { method: 'POST', body: JSON.stringify(change) })
const told = (person: Actor) => person.chat().filter(({ from }) => from.role === 'bot').map((message) => JSON.stringify(message))

/** The numbers of everybody and two that are free, as the operator sends them. */
const list = ['number,type,operator,site', ...['01', '02', '03', '04', '05'].map((end) => `+142555501${end},mobile,Contoso Mobile,Seattle`), '+14255550190,service,Contoso Mobile,Portland'].join('\n')
const uploaded = async () => confirm((await send(list)).body.id)

describe('without the role', () => {
  it('everything of an administrator is refused, in plain words, and nothing is read or written', async () => {
    const asked: [string, string, unknown?][] = [
      ['GET', 'admin/numbers'], ['POST', 'admin/numbers/uploads', list], ['POST', 'admin/numbers/uploads/any/confirm', {}], ['POST', 'admin/numbers/14255550104/assign', { userId: dana.userId }],
      ['POST', 'admin/numbers/14255550101/unassign', {}], ['GET', `admin/readiness/${priya.userId}`], ['PATCH', `admin/readiness/${dana.userId}`, { voicemailOff: true }], ['GET', 'admin/audit'],
    ]
    for (const person of [dana, marco]) {
      for (const [method, path, body] of asked) {
        const answer = await person.ask<Failure>(method, path, { ...(body === undefined ? {} : { body }), ...(typeof body === 'string' ? { headers: { 'content-type': 'text/csv' } } : {}) })
        expect([path, answer.status, answer.body.error.code]).toEqual([path, 403, 'role-missing'])
        expect(answer.body.error.message).toMatch(/needs the role Admin/)
      }
    }
    expect((await numbers()).items).toEqual([])
    expect((await fetch(`${scene.url()}/api/admin/numbers`)).status).toBe(401)
  })
})

describe('an administrator uploads the operator’s list', () => {
  it('sees what it would change, and nothing is applied until it is confirmed, and then once', async () => {
    const { status, body } = await send(list)
    expect([status, body]).toMatchObject([201, { total: 6, added: 6, changed: 0, same: 0, errorCount: 0, errors: [], result: null }])
    expect((await numbers()).items).toEqual([])
    const applied = { status: 200, body: { added: 6, changed: 0, same: 0, skipped: 0 } }
    expect(await Promise.all([confirm(body.id), confirm(body.id)])).toMatchObject([applied, applied])
    expect(await confirm(body.id)).toMatchObject(applied)
    expect((await numbers('kind=service&state=free')).items.map(({ number }) => number)).toEqual(['+14255550190'])
    expect((await numbers()).items.map(({ number, kind, state }) => `${number} ${kind} ${state}`)).toEqual([
      '+14255550101 mobile assigned', '+14255550102 mobile assigned', '+14255550103 mobile assigned', '+14255550104 mobile free', '+14255550105 mobile free', '+14255550190 service free',
    ])
    expect((await log('action=numbers-confirmed')).filter(({ subject }) => subject === body.id)).toHaveLength(1)
    const again = (await send(list.replace('Portland', 'Tacoma'))).body
    expect(again).toMatchObject({ added: 0, changed: 1, same: 5 })
    expect((await confirm(again.id)).body).toEqual({ added: 0, changed: 1, same: 5, skipped: 0 })
  })

  it('and a number that was entered by hand is the operator’s from then on, which the preview says', async () => {
    const bare = 'number,type\n+14255550105,mobile'
    await give('14255550105', dana)
    expect((await numbers('q=0105')).items).toMatchObject([{ byHand: true }])
    const { body } = await send(bare)
    expect(body).toMatchObject({ added: 0, changed: 1, same: 0 })
    expect((await confirm(body.id)).body).toEqual({ added: 0, changed: 1, same: 0, skipped: 0 })
    expect((await numbers('q=0105')).items).toMatchObject([{ byHand: false }])
    expect((await send(bare)).body).toMatchObject({ changed: 0, same: 1 })
  })

  it('with errors, each with its row, and takes the good rows only on demand', async () => {
    const { body } = await send(`${list}\nabc,mobile,,\n+14255550101,mobile,,\n+14255550106,fax,,`)
    expect(body).toMatchObject({ total: 9, added: 6, errorCount: 3, errors: [{ row: 8, column: 'number' }, { row: 9, column: 'number', expected: 'each number once; it stands in row 2 too' }, { row: 10, column: 'type', expected: 'mobile or service' }] })
    expect(await confirm(body.id)).toMatchObject({ status: 409, body: { error: { code: 'has-errors', message: expect.stringContaining('3 rows have errors') as string } } })
    expect((await numbers()).items).toEqual([])
    expect((await confirm(body.id, '?skipErrors=true')).body).toEqual({ added: 6, changed: 0, same: 0, skipped: 3 })
  })

  it.each([['what is no list', 'hello', 400, 'bad-csv'], ['an unknown upload', null, 404, 'not-found']])('but not %s', async (_name, csv, status, code) => {
    expect(csv === null ? await confirm('none') : await send(csv)).toMatchObject({ status, body: { error: { code } } })
  })

  it('of ten thousand numbers, and pages through them', async () => {
    const many = ['number,type', ...Array.from({ length: 10_000 }, (_, index) => `+1360555${String(index).padStart(4, '0')},mobile`)].join('\n')
    const { body } = await send(many)
    expect([body.total, body.added]).toEqual([10_000, 10_000])
    expect((await confirm(body.id)).body.added).toBe(10_000)
    const first = await numbers('limit=200')
    const second = await numbers(`limit=200&cursor=${first.next}`)
    expect([first.items[0]?.number, first.items.at(-1)?.number, second.items[0]?.number]).toEqual(['+13605550000', '+13605550199', '+13605550200'])
    expect((await numbers('q=5559999&state=free')).items.map(({ number }) => number)).toEqual(['+13605559999'])
    expect((await send(`${many}\n+13605560000,mobile`)).body).toMatchObject({ error: { code: 'too-large' } })
  })
})

describe('an administrator gives and takes numbers', () => {
  it('to a person, who has it at once; Teams follows, pending until it shows', async () => {
    await uploaded()
    expect(await give('14255550104', dana)).toMatchObject({ status: 200, body: { number: '+14255550104', state: 'assigned', holder: { userId: dana.userId, name: 'Dana Whitfield' }, teams: 'pending' } })
    expect((await dana.me()).number).toBe('+14255550104')
    await eventually(async () => expect((await numbers('q=0104')).items).toMatchObject([{ teams: 'assigned' }]))
    await eventually(async () => expect(await stateOf('number-assigned')).toBe('ok'))
    expect((await log(`person=${dana.userId}&action=number-assigned`))[0]).toMatchObject({ actor: admin.userId, subject: '+14255550104' })
  })

  it('says so when Teams does not take it', async () => {
    scene.sandbox().graph.teams.failAssignments('The user has no licence')
    await uploaded()
    await give('14255550105', dana)
    await eventually(async () => expect((await numbers('q=0105')).items).toMatchObject([{ teams: 'failed', teamsDetail: 'The user has no licence' }]))
    await eventually(async () => expect((await ready(dana, '')).checks.find(({ id }) => id === 'number-assigned')).toMatchObject({ state: 'missing', words: expect.stringContaining('The user has no licence') as string }))
  })

  it('never one that somebody has, that serves a company, or to nobody', async () => {
    await uploaded()
    expect(await give('14255550102', dana)).toMatchObject({ status: 409, body: { error: { code: 'number-taken', message: '+14255550102 belongs to Marco Reyes already.' } } })
    expect(await give('14255550190', dana)).toMatchObject({ status: 400, body: { error: { field: 'number' } } })
    expect(await give('14255550104', { ...dana, userId: '99999999-0d0c-4a3e-8d3f-3b6a5c1e9a01' })).toMatchObject({ status: 404, body: { error: { field: 'userId' } } })
    expect(await take('14255559999')).toMatchObject({ status: 404 })
    expect(await take('nonsense')).toMatchObject({ status: 404 })
  })

  it('takes none during a call; afterwards it does, and the history stays', async () => {
    await uploaded()
    await scene.line(dana, { notify: true })
    await scene.talking(lena, dana, native)
    expect(await take('14255550101')).toMatchObject({ status: 409, body: { error: { code: 'on-a-call', message: expect.stringContaining('Dana Whitfield is on a call') as string } } })
    expect(await give('14255550105', dana)).toMatchObject({ status: 409, body: { error: { code: 'on-a-call' } } })
    await lena.hangup()
    await eventually(async () => expect(await take('14255550101')).toMatchObject({ status: 200, body: { state: 'free', holder: null } }))
    expect(await take('14255550101')).toMatchObject({ status: 200, body: { state: 'free' } })
    expect(await dana.ask('GET', 'me')).toMatchObject({ status: 404, body: { error: { code: 'no-line' } } })
    expect((await dana.history())[0]).toMatchObject({ remote: { number: lena.number } })
    await eventually(() => expect(told(dana).at(-1)).toContain('took the number'))
  })
})

describe('what a number needs', () => {
  it('is seen by the person, each with what to do, and by their administrator', async () => {
    await uploaded()
    await teams(dana, { voiceEnabled: false, mobileLicence: false })
    await eventually(async () => {
      const { ready: all, checks } = await ready()
      expect([all, checks.filter(({ state }) => state !== 'ok').map(({ id, state, nextStep }) => [id, state, nextStep?.who])]).toEqual([
        false, [['mobile-licence', 'missing', 'administrator'], ['voice-enabled', 'missing', 'administrator'], ['nothing-competes', 'unknown', 'administrator']],
      ])
    })
    const confirmed = await admin.ask<Readiness>('PATCH', `admin/readiness/${dana.userId}`, { body: { voicemailOff: true } })
    expect(confirmed.body.checks.find(({ id }) => id === 'nothing-competes')?.state).toBe('ok')
    await teams(dana, { voiceEnabled: true, mobileLicence: true })
    const { body } = await eventually(async () => {
      const answer = await admin.ask<Readiness>('GET', `admin/readiness/${dana.userId}`)
      expect(answer.body.ready).toBe(true)
      return answer
    })
    expect(body.checks.every(({ state }) => state === 'ok')).toBe(true)
    expect((await admin.ask('GET', 'admin/readiness/nobody')).status).toBe(404)
  })

  it('and when it is lost, the bot says so, once, to whoever wants to be told', async () => {
    await uploaded()
    await scene.line(dana, { notify: true })
    for (const person of [dana, marco]) await eventually(async () => expect((await ready(person)).checks.find(({ id }) => id === 'phone-licence')?.state).toBe('ok'))
    const lost = (person: Actor) => told(person).filter((text) => text.includes('Teams Phone licence is missing')).length
    for (const person of [dana, marco]) await teams(person, { phoneLicence: false })
    await eventually(() => expect(lost(dana)).toBe(1))
    await eventually(async () => expect(await stateOf('phone-licence', marco)).toBe('missing'))
    await throughout(2_500, () => expect([lost(dana), lost(marco)]).toEqual([1, 0]))
    await teams(dana, { phoneLicence: true })
    await eventually(async () => expect(await stateOf('phone-licence')).toBe('ok'))
    await teams(dana, { phoneLicence: false })
    await eventually(() => expect(lost(dana)).toBe(2))
  })

  it('while Graph is away, stays as it was known, and nobody is alarmed', async () => {
    await uploaded()
    await scene.line(dana, { notify: true })
    await ready()
    const before = told(dana).length
    await faults({ graph: 'down' })
    await throughout(3_000, () => expect(told(dana)).toHaveLength(before))
    expect(await stateOf('phone-licence')).toBe('ok')
  })

  it('the bot shows on demand', async () => {
    await uploaded()
    await teams(dana, { voiceEnabled: false })
    await eventually(async () => expect(await stateOf('voice-enabled')).toBe('missing'))
    await scene.sandbox().connector.say(dana.userId, 'readiness')
    await eventually(() => expect(told(dana).at(-1)).toMatch(/One thing is missing.*Calls with the phone network are switched off.*Your administrator: Switch on/))
  })
})

describe('the audit log', () => {
  it('tells who did what, by person, subject, action and time, page by page', async () => {
    await uploaded()
    const since = new Date().toISOString()
    await give('14255550104', dana)
    await dana.ask('PATCH', 'settings', { body: { notify: true } })
    // the look at what a number needs goes on meanwhile, and writes of itself
    const byPeople = (await log(`person=${dana.userId}&since=${since}`)).filter(({ actor }) => actor !== 'service')
    expect(byPeople.map(({ action, actor }) => [action, actor])).toEqual([['settings-changed', null], ['number-assigned', admin.userId], ['number-unassigned', admin.userId]])
    expect((await log(`subject=%2B14255550101&since=${since}`)).map(({ action }) => action)).toEqual(['number-unassigned'])
    expect((await log(`subject=%2B14255550104&since=${since}`)).map(({ action }) => action)).toEqual(['number-assigned'])
    const first = (await admin.ask<z.infer<typeof auditPage>>('GET', 'admin/audit?limit=1')).body
    expect(first.names).toEqual({ [dana.userId]: 'Dana Whitfield' })
    const second = (await admin.ask<z.infer<typeof auditPage>>('GET', `admin/audit?limit=1&cursor=${first.next}`)).body
    expect(second.items[0]!.id).toBeLessThan(first.items[0]!.id)
    expect(await admin.ask('GET', 'admin/audit?since=yesterday')).toMatchObject({ status: 400, body: { error: { field: 'since' } } })
    expect(await admin.ask('GET', 'admin/audit?cursor=x')).toMatchObject({ status: 400, body: { error: { field: 'cursor' } } })
  })
})
