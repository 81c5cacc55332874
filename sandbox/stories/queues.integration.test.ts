import type { QueueInput } from '../../src/api/queues.ts'
import { companyNumbers } from '../world.ts'
import { eventually, stage, type Actor } from './driver.ts'

const { dana, marco, priya, lena, ...scene } = stage()
const { number } = companyNumbers[0]!
/** Priya has the role Admin. */
const admin = priya

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const body: QueueInput = { name: 'Support', number, strategy: 'serial', ringSeconds: 15, longestSeconds: 120, mostWaiting: 10, presenceAware: true, overflow: { to: 'nobody' }, agents: [dana.userId, marco.userId] }
const put = (changes: Record<string, unknown> = {}, person: Actor = admin) => person.ask<{ updatedAt: string; error?: { code: string; field?: string; message: string } }>('PUT', 'admin/queues/support', { body: { ...body, ...changes } })

describe('an administrator', () => {
  it('alone sets, sees and removes queues, and each change stands in the audit log', async () => {
    expect(await put({ number: '(425) 555-0150' })).toMatchObject({ status: 200, body: { id: 'support', number, agents: [{ name: dana.name, onDuty: true }, { name: marco.name }], waiting: 0 } })
    for (const [method, path, given] of [['GET', 'admin/queues'], ['PUT', 'admin/queues/support', body], ['DELETE', 'admin/queues/support'], ['GET', 'admin/queues/support/calls']] as const) {
      expect(await dana.ask(method, path, given === undefined ? {} : { body: given })).toMatchObject({ status: 403, body: { error: { code: 'role-missing' } } })
    }
    expect(await admin.ask('GET', 'admin/queues')).toMatchObject({ body: { items: [{ name: 'Support' }] } })
    expect(await admin.ask('DELETE', 'admin/queues/support')).toMatchObject({ status: 200 })
    expect(await admin.ask('DELETE', 'admin/queues/support')).toMatchObject({ status: 404 })
    expect(await admin.ask('GET', 'admin/queues/support/calls')).toMatchObject({ status: 404 })
    expect(await admin.ask('GET', 'admin/audit?limit=2')).toMatchObject({ body: { items: [{ action: 'queue-removed', subject: 'support', detail: { name: 'Support' } }, { action: 'queue-set', detail: { name: 'Support', agents: 2, agentIds: `${dana.userId} ${marco.userId}`, agentNames: `${dana.name}, ${marco.name}`, overflow: 'nobody' } }] } })
  })

  it('is told what is wrong, and nothing is changed', async () => {
    await put()
    for (const [changes, status, field] of [
      [{ strategy: 'loudest' }, 400, 'strategy'], [{ ringSeconds: 2 }, 400, 'ringSeconds'], [{ number: 'support' }, 400, 'number'], [{ number: dana.number }, 409, 'number'],
      [{ agents: [dana.userId, 'nobody'] }, 409, 'agents.1'], [{ overflow: { to: 'voicemail', userId: 'nobody' } }, 409, 'overflow.userId'], [{ overflow: { to: 'number', number } }, 400, 'overflow.number'], [{ colour: 'red' }, 400, 'colour'],
    ] as const) {
      const answer = await put(changes)
      expect([changes, answer.status, answer.body.error?.field]).toEqual([changes, status, field])
    }
    expect(await admin.ask('PUT', 'admin/queues/sales', { body })).toMatchObject({ status: 409, body: { error: { code: 'number-taken', field: 'number' } } })
    expect(await admin.ask('GET', 'admin/queues')).toMatchObject({ body: { items: [{ id: 'support', strategy: 'serial' }] } })
    // nor can a queue's number become somebody's
    expect(await admin.ask('POST', `admin/numbers/${encodeURIComponent(number)}/assign`, { body: { userId: dana.userId } })).toMatchObject({ status: 409, body: { error: { code: 'number-taken' } } })
  })

  it('can’t send callers in a circle', async () => {
    const [sales, service] = ['+14255550192', '+14255550193']
    const to = (overflow: string) => ({ overflow: { to: 'number', number: overflow } })
    await put(to(sales))
    expect(await admin.ask('PUT', 'admin/queues/sales', { body: { ...body, name: 'Sales', number: sales, ...to(service) } })).toMatchObject({ status: 200 })
    const circle = await admin.ask('PUT', 'admin/queues/service', { body: { ...body, name: 'Service', number: service, ...to(number) } })
    expect(circle).toMatchObject({ status: 400, body: { error: { code: 'own-number', field: 'overflow.number', message: expect.stringContaining('through Sales') as unknown } } })
    await admin.ask('DELETE', 'admin/queues/sales')
  })

  it('can’t take a number from another organisation’s list', async () => {
    await scene.store().addNumber('contoso', { number: '+14255550190', kind: 'service', operator: 'Contoso Mobile', site: null, iccid: null }, 1)
    expect(await put({ number: '+14255550190' })).toMatchObject({ status: 409, body: { error: { code: 'number-taken', field: 'number', message: 'Another organisation has this number.' } } })
  })

  it('reads nobody’s calls by calling a queue what a person is called, nor gives her the queue’s', async () => {
    await lena.dial(dana.number)
    await dana.phone('native').answers()
    await lena.is('talking')
    await lena.hangup()
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'answered' }))
    const path = `admin/queues/${dana.userId}`
    await admin.ask('DELETE', 'admin/queues/support')
    expect(await admin.ask('PUT', path, { body: { ...body, agents: [marco.userId] } })).toMatchObject({ status: 200 })
    expect(await admin.ask('GET', `${path}/calls`)).toMatchObject({ status: 200, body: { items: [] } })
    await lena.dial(number)
    await marco.phone('native').is('ringing')
    expect(await dana.live()).toEqual([])
    await lena.hangup()
    await eventually(async () => expect(await admin.ask('GET', `${path}/calls`)).toMatchObject({ body: { items: [{ remote: { number: lena.number } }] } }))
    await admin.ask('DELETE', path)
  })

  it('never takes out the agents whom another one just put in, without having seen them', async () => {
    const [{ body: first }, changed] = [await put({ updatedAt: null }), { status: 409, body: { error: { code: 'changed-meanwhile' } } }]
    // an answer that got lost
    expect(await put({ updatedAt: null })).toMatchObject({ status: 200, body: { updatedAt: first.updatedAt } })
    const more = [dana.userId, marco.userId, priya.userId]
    const second = await put({ agents: more, updatedAt: first.updatedAt })
    expect(second.status).toBe(200)
    expect(await put({ name: 'Help desk', updatedAt: first.updatedAt })).toMatchObject(changed)
    expect(await put({ name: 'Help desk', updatedAt: null })).toMatchObject(changed)
    expect(await admin.ask('GET', 'admin/queues')).toMatchObject({ body: { items: [{ name: 'Support', updatedAt: second.body.updatedAt, agents: more.map((userId) => ({ userId })) }] } })
    await admin.ask('DELETE', 'admin/queues/support')
    expect(await put({ updatedAt: second.body.updatedAt })).toMatchObject(changed)
    expect(await admin.ask('GET', 'admin/queues')).toMatchObject({ body: { items: [] } })
  })

  it('changes who takes calls, and those who stay keep what they chose', async () => {
    await put()
    await marco.ask('PUT', 'queues/support/duty', { body: { onDuty: false } })
    expect(await put({ agents: [marco.userId, priya.userId] })).toMatchObject({ body: { agents: [{ name: marco.name, onDuty: false }, { name: priya.name, onDuty: true }] } })
    expect(await dana.ask('GET', 'queues')).toMatchObject({ body: { items: [] } })
  })
})

describe('an agent', () => {
  it('sees on the live stream who waits, and nobody else does', async () => {
    await put({ agents: [dana.userId] })
    await dana.ask('PUT', 'queues/support/duty', { body: { onDuty: false } })
    const [hers, others] = [await dana.stream(), await marco.stream()]
    await lena.dial(number)
    await eventually(() => expect(hers.all('queues').at(-1)).toMatchObject({ items: [{ name: 'Support', onDuty: false, agentsOnDuty: 0, waiting: 1 }] }))
    await lena.hangup()
    await eventually(() => expect(hers.all('queues').at(-1)).toMatchObject({ items: [{ waiting: 0, waitingSince: null }] }))
    expect(others.all('queues')).toEqual([{ items: [] }])
    hers.close()
    others.close()
    expect(await marco.ask('PUT', 'queues/support/duty', { body: { onDuty: true } })).toMatchObject({ status: 404 })
  })
})

describe('a parked call', () => {
  it('is nobody’s in another tenant, whatever the code', async () => {
    await scene.talking(lena, dana, dana.phone('native'))
    await dana.does('park')
    const { parked } = await dana.call()
    const stranger = await marco.token({ tid: '11111111-52a4-4d0b-9a53-2f7f0e1b7c11' })
    const answer = await fetch(`${scene.url()}/api/parked/${parked?.code}/pick-up`, { method: 'POST', body: '{}', headers: { authorization: `Bearer ${stranger}`, 'content-type': 'application/json' } })
    expect(answer.status).toBe(401)
    expect(await marco.ask('POST', 'parked/0/pick-up', { body: {} })).toMatchObject({ status: 404, body: { error: { field: 'code' } } })
  })
})
