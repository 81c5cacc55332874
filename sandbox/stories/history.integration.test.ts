import { setTimeout as sleep } from 'node:timers/promises'
import type { HistoryEntry, HistoryPage } from '../../src/api/calls.ts'
import { type Actor, eventually, stage, throughout } from './driver.ts'

const { dana, marco, lena, harbor, faults, ...scene } = stage({ environment: { CALL_RECORDS_EVERY_SECONDS: '1' } })
const [native, laptop] = [dana.phone('native'), dana.phone('laptop')]

beforeAll(() => scene.open())
afterEach(async () => {
  await scene.clear()
  await scene.store().pool.query('truncate calls, live_notes')
})
afterAll(() => scene.close())

const look = async (query: string, person: Actor = dana) => (await person.ask<HistoryPage>('GET', `calls?${query}`)).body.items
const write = (id: string, body: unknown, person: Actor = dana) => person.ask<{ note: string; tags: string[]; error?: { code: string; field?: string } }>('PATCH', `calls/${id}`, { body })
const ended = async (count = 1): Promise<HistoryEntry[]> => eventually(async () => {
  const items = await dana.history()
  if (items.length < count) throw new Error(`${items.length} entries so far`)
  return items
})
/** Lena calls, Dana answers on the native dialer, Lena hangs up. */
const aCall = async (from = lena): Promise<HistoryEntry> => {
  const before = (await dana.history()).length
  await scene.talking(from, dana, native)
  await from.hangup()
  return (await ended(before + 1))[0]!
}
const says = async (text: string) => {
  const before = dana.chat().length
  await scene.sandbox().connector.say(dana.userId, text)
  return eventually(() => {
    const answer = dana.chat().slice(before).filter(({ from }) => from.role === 'bot').at(-1)
    if (answer === undefined) throw new Error('no answer yet')
    return JSON.stringify(answer)
  })
}
const record = async (body: unknown): Promise<string> => {
  const answer = await fetch(`${scene.url()}/sandbox/graph/call-records`, { method: 'POST', body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return ((await answer.json()) as { id: string }).id
}
/** Long enough for the records to be read again. */
const aRead = () => sleep(2_500)

describe('a person writes on a call', () => {
  it('a note and tags, finds it by them, and is the only one who can', async () => {
    const { id } = await aCall()
    expect((await write(id, { note: '  Send the Invoice ', tags: ['VIP', ' vip ', 'Harbor'] })).body).toEqual({ note: 'Send the Invoice', tags: ['VIP', 'Harbor'] })
    expect((await look('q=invoice')).map((entry) => entry.id)).toEqual([id])
    expect((await look('tag=vip'))[0]).toMatchObject({ note: 'Send the Invoice', tags: ['VIP', 'Harbor'] })
    expect(await look('q=zebra')).toEqual([])
    expect((await dana.ask('GET', 'calls/tags')).body).toEqual({ items: ['Harbor', 'VIP'] })
    expect(await write(id, { note: 'mine' }, marco)).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
    expect((await write(id, { note: '' })).body).toMatchObject({ note: null, tags: ['VIP', 'Harbor'] })
    const { rows } = await scene.store().pool.query<{ action: string; detail: unknown }>(`select action, detail from audit where subject = $1 order by seq`, [id])
    expect(rows.map(({ action }) => action)).toEqual(['call-annotated', 'call-annotated'])
    expect(JSON.stringify(rows)).not.toMatch(/invoice|mine/i)
  })

  it.each([
    [{ note: 'x'.repeat(2_001) }, 'note'], [{ tags: ['x'.repeat(31)] }, 'tags.0'], [{ tags: [' '] }, 'tags.0'], [{ tags: Array.from({ length: 11 }, String) }, 'tags'], [{ outcome: 'missed' }, 'outcome'], [{}, undefined],
  ])('but not %#', async (body, field) => {
    const answer = await write('any', body)
    expect([answer.status, answer.body.error?.field]).toEqual([400, field])
  })

  it('while it still goes on; the entry has it', async () => {
    await scene.talking(lena, dana, native)
    const { id } = await dana.call()
    expect(await write(id, { note: 'during' })).toMatchObject({ status: 200, body: { note: 'during' } })
    expect(await write(id, { note: 'not yours' }, marco)).toMatchObject({ status: 404 })
    await lena.hangup()
    expect((await ended())[0]).toMatchObject({ id, note: 'during' })
  })

  it('by the bot, on the call they have or the last one', async () => {
    await scene.talking(lena, dana, native)
    expect(await says('note asks for the invoice')).toContain('Lena')
    await lena.hangup()
    expect((await ended())[0]).toMatchObject({ note: 'asks for the invoice' })
    await says('note call back on Monday')
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ note: 'asks for the invoice\ncall back on Monday' }))
    expect(await says('find invoice')).toContain('call back on Monday')
    expect(await says('calls with Lena')).toContain('Lena')
    expect(await says('missed calls')).not.toContain('Lena')
  })
})

describe('a person looks for calls', () => {
  it('by outcome, direction, place and time, page by page', async () => {
    await aCall()
    await harbor.dial(dana.number)
    await native.is('ringing')
    await harbor.hangup()
    await ended(2)
    expect((await look('outcome=missed,voicemail')).map(({ outcome }) => outcome)).toEqual(['missed'])
    expect((await look('endpoint=native')).map(({ outcome }) => outcome)).toEqual(['answered'])
    expect(await look('direction=outgoing')).toEqual([])
    expect((await look('q=(206)%20555-0142'))[0]?.remote.number).toBe(lena.number)
    expect(await look(`from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([])
    const first = await dana.ask<HistoryPage>('GET', 'calls?direction=incoming&limit=1')
    const second = await dana.ask<HistoryPage>('GET', `calls?direction=incoming&limit=1&cursor=${first.body.next}`)
    expect([first.body.items, second.body.items].map(([entry]) => entry?.outcome)).toEqual(['missed', 'answered'])
  })

  it.each(['outcome=lost', 'outcome=', 'direction=up', 'endpoint=fax', 'from=yesterday', 'q=', 'colour=red'])('with %s they are told what is wrong', async (query) => {
    const { status, body } = await dana.ask<{ error: { field: string } }>('GET', `calls?${query}`)
    expect([status, body.error.field.split('.')[0]]).toEqual([400, query.split('=')[0]])
  })

  it('and takes what they found home as a file, with their own times', async () => {
    const { id } = await aCall()
    await write(id, { note: '=1+1' })
    const { status, headers, body } = await dana.ask<string>('GET', 'calls/export.csv?q=lena&timeZone=America/Los_Angeles')
    expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="calls.csv"'])
    expect(body.split('\r\n')).toHaveLength(3)
    expect(body).toMatch(/\d-0[78]:00,Incoming,Lena Fischer,\+1 206 555 0142,Answered,/)
    expect(body).toContain(",'=1+1,")
    expect((await dana.ask<string>('GET', 'calls/export.csv?q=zebra')).body.split('\r\n')).toHaveLength(2)
    expect(await dana.ask('GET', 'calls/export.csv?timeZone=Mars')).toMatchObject({ status: 400, body: { error: { field: 'timeZone' } } })
    expect((await fetch(`${scene.url()}/api/calls/export.csv`)).status).toBe(401)
    expect((await marco.ask<string>('GET', 'calls/export.csv')).body).not.toContain('Lena')
  })
})

describe('calls that only Teams knew of', () => {
  it('are in the history of both, once, marked as such, and can be written on', async () => {
    const id = await record({ from: { userId: marco.userId }, to: [{ userId: dana.userId }], seconds: 30 })
    const [entry] = await ended()
    expect(entry).toMatchObject({ source: 'teams', direction: 'incoming', remote: { name: 'Marco Reyes', number: marco.number }, journey: [{ endpoint: 'teams' }], talkMs: 30_000 })
    expect((await marco.history())[0]).toMatchObject({ source: 'teams', direction: 'outgoing', remote: { name: 'Dana Whitfield' } })
    await write(entry!.id, { note: 'kept' })
    // a newer version of the same record
    await record({ id, from: { userId: marco.userId }, to: [{ userId: dana.userId }], seconds: 45 })
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ talkMs: 45_000, note: 'kept' }))
    await throughout(1_500, async () => expect(await dana.history()).toHaveLength(1))
  })

  it('that passed through us are there once: answered in Teams, or moved there', async () => {
    await scene.talking(lena, dana, laptop)
    await record({ from: { number: lena.number }, to: [{ userId: dana.userId }], seconds: 1 })
    await lena.hangup()
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', { to: 'teams' })
    await laptop.answers()
    await moving
    await record({ from: { number: lena.number }, to: [{ userId: dana.userId }], seconds: 0 })
    await aRead()
    await lena.hangup()
    await ended(2)
    await aRead()
    expect((await dana.history()).map(({ source }) => source)).toEqual(['anchor', 'anchor'])
  })

  it('are read once Graph is well again, and meetings and strangers\' calls never show', async () => {
    await faults({ graph: 'throttled' })
    await record({ from: { userId: marco.userId }, to: [{ userId: dana.userId }], seconds: 30 })
    await record({ from: { userId: marco.userId }, to: [{ userId: dana.userId }], meeting: true })
    await record({ from: { number: '+12065550142' }, to: [{ number: '+12065550177' }] })
    await aRead()
    expect(await dana.history()).toEqual([])
    await faults({ graph: 'ok' })
    expect(await ended()).toHaveLength(1)
    await aRead()
    expect(await dana.history()).toHaveLength(1)
  })
})
