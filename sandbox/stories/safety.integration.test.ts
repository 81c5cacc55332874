import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose'
import { eventually, stage } from './driver.ts'

const { dana, marco, lena, ...scene } = stage()
const native = dana.phone('native')

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(scene.url() + path, { headers })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null }
}
const withToken = (token: string, path = '/api/me') => get(path, { authorization: `Bearer ${token}` })
const paths = ['/api/me', '/api/roles', '/api/calls', '/api/calls/live', '/api/voicemails', '/api/people?q=a', '/api/events', '/api/voicemails/x/link', '/api/voicemails/x/audio', '/api/recordings', '/api/recordings/x/audio', '/api/queues', '/api/admin/queues', '/api/admin/queues/x/calls']

describe('whoever asks must show who they are', () => {
  it.each(paths)('%s without a token: 401', async (path) => {
    const answer = await get(path)
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'token-missing' } } })
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  })

  it('with a good one the person is the token\'s', async () => {
    expect(await withToken(await dana.token())).toMatchObject({ status: 200, body: { userId: dana.userId, number: dana.number } })
  })

  const otherTenant = randomUUID()
  it.each([
    ['has expired', { expiresInSec: -60 }, 'token-expired'],
    ['is for another audience', { aud: 'https://graph.microsoft.com' }, 'token-invalid'],
    ['is of another issuer', { iss: 'https://login.example/v2.0' }, 'token-invalid'],
    ['is of another tenant', { tid: otherTenant }, 'token-invalid'],
    ['has no scope of ours', { scp: 'openid profile' }, 'token-invalid'],
    ['has a scope that only looks like ours', { scp: 'access_as_user_too' }, 'token-invalid'],
    ['is an app\'s', { idtyp: 'app', scp: undefined, roles: ['access_as_user'] }, 'token-invalid'],
    ['was asked for by a client we don\'t know', { azp: randomUUID() }, 'token-invalid'],
    ['names nobody', { oid: undefined }, 'token-invalid'],
    ['is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }, 'token-invalid'],
    ['has an unknown version', { ver: '3.0' }, 'token-invalid'],
  ])('one that %s: 401', async (_how, changes, code) => {
    const answer = await withToken(await dana.token(changes))
    expect(answer).toMatchObject({ status: 401, body: { error: { code, message: expect.any(String) } } })
    expect(answer.text).not.toContain('jwt')
  })

  it('one that somebody else signed, nobody signed, or that is none: 401', async () => {
    const claims = decodeJwt(await dana.token())
    const { privateKey } = await generateKeyPair('RS256')
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'mine' }).sign(privateKey)
    const bare = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`
    const symmetric = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(JSON.stringify(await exportJWK((await generateKeyPair('RS256')).publicKey))))
    for (const token of [forged, bare, symmetric, 'rubbish', '']) expect((await withToken(token)).status).toBe(401)
  })

  it('a person of ours without a number is told so', async () => {
    const stranger = await dana.token({ oid: randomUUID() })
    expect(await withToken(stranger)).toMatchObject({ status: 404, body: { error: { code: 'no-line' } } })
    expect(await withToken(stranger, '/api/calls')).toMatchObject({ status: 200, body: { items: [] } })
  })

  it('and has the pages of their roles all the same', async () => {
    const officer = await dana.token({ oid: randomUUID(), roles: ['Compliance'] })
    expect(await withToken(officer, '/api/roles')).toMatchObject({ status: 200, body: { roles: ['Compliance'] } })
    expect(await withToken(officer, '/api/recordings')).toMatchObject({ status: 200, body: { items: [] } })
    expect((await withToken(officer, '/api/admin/numbers')).status).toBe(403)
  })

  it('the live stream ends when the token does', async () => {
    const stream = await dana.stream({ expiresInSec: 3 })
    await eventually(() => expect(stream.all('me')).toHaveLength(1))
    await eventually(() => expect(stream.ended).toBe(true))
  })

  it('a live stream whose reader left is let go', async () => {
    const open = async () => Number(/^single_number_live_streams (\d+)/m.exec((await get('/metrics')).text)?.[1])
    const before = await open()
    const stream = await dana.stream()
    await eventually(async () => expect(await open()).toBe(before + 1))
    stream.close()
    await eventually(async () => expect(await open()).toBe(before))
  })
})

describe('what belongs to another is not there', () => {
  it('calls, live and past', async () => {
    const { id } = await scene.talking(lena, dana, native)
    expect(await marco.live()).toEqual([])
    const bodies = { move: { to: 'teams' }, transfer: { to: marco.number }, cancel: {}, hangup: {} }
    const tryAll = async () => {
      for (const [name, body] of Object.entries(bodies)) {
        expect(await marco.ask('POST', `calls/${id}/${name}`, { body })).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
      }
    }
    await tryAll()
    expect(native.now().state).toBe('talking')
    await lena.hangup()
    await eventually(async () => expect(await dana.history()).toHaveLength(1))
    await tryAll()
    expect(await marco.history()).toEqual([])
  })

  it('the live stream tells nothing of it', async () => {
    const stream = await marco.stream()
    await scene.talking(lena, dana, native)
    expect(stream.all('calls').flatMap(({ items }) => items)).toEqual([])
    stream.close()
  })
})

describe('what makes no sense is refused, and the field is named', () => {
  it.each([
    ['a move to nowhere', 'POST', 'move', { to: 'moon' }, 'to'],
    ['a move without a target', 'POST', 'move', {}, 'to'],
    ['a move with more than that', 'POST', 'move', { to: 'teams', fast: true }, 'fast'],
    ['a hang-up with a wish', 'POST', 'hangup', { softly: true }, 'softly'],
    ['a body that is a list', 'POST', 'move', [], undefined],
  ])('%s', async (_what, method, name, body, field) => {
    const { id } = await scene.talking(lena, dana, native)
    const answer = await dana.ask<{ error: { field?: string } }>(method, `calls/${id}/${name}`, { body })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-request', message: expect.any(String) } } })
    expect(answer.body.error.field).toBe(field)
    expect(native.now().state).toBe('talking')
  })

  it.each([
    ['settings', { ring: 'moon' }, 'ring'], ['settings', { notify: 'yes' }, 'notify'], ['settings', { volume: 3 }, 'volume'],
  ])('%s %j', async (path, body, field) => {
    expect(await dana.ask('PATCH', path, { body })).toMatchObject({ status: 400, body: { error: { code: 'bad-request', field } } })
  })

  it.each([
    ['calls?cursor=rubbish', 'cursor'], ['calls?limit=0', 'limit'], ['calls?limit=many', 'limit'], ['calls?page=2', 'page'], ['people', 'q'], ['voicemails?cursor=e30', 'cursor'],
  ])('GET /api/%s', async (path, field) => {
    expect(await dana.ask('GET', path)).toMatchObject({ status: 400, body: { error: { code: 'bad-request', field } } })
  })

  it('what is no JSON, and what is too much of it', async () => {
    expect(await dana.ask('PATCH', 'settings', { body: '{"ring":' })).toMatchObject({ status: 400, body: { error: { code: 'bad-request' } } })
    expect(await dana.ask('PATCH', 'settings', { body: { ring: 'x'.repeat(200_000) } })).toMatchObject({ status: 413, body: { error: { code: expect.any(String), message: expect.any(String) } } })
    expect(await dana.ask('PATCH', 'settings', { body: 'ring=teams', headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 400 })
    expect((await dana.me()).preference.ring).toBe('native')
  })

  it('a file that nobody asked for is not kept', async () => {
    const uploads = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('upload_')).length
    const before = await uploads()
    for (const [method, path] of [['PATCH', '/api/settings'], ['POST', '/api/messages']] as const) {
      const form = new FormData()
      form.set('file', new Blob(['x'.repeat(5_000)]), 'a.txt')
      expect((await fetch(scene.url() + path, { method, body: form })).status).toBeGreaterThanOrEqual(400)
    }
    expect(await uploads()).toBe(before)
  })

  it('odd ids are nobody\'s, not an error of ours', async () => {
    for (const id of ['%00', '..%2f..', 'x'.repeat(500), '%F0%9F%93%9E']) {
      expect((await dana.ask('POST', `calls/${id}/hangup`, { body: {} })).status).toBe(404)
      expect((await dana.ask('GET', `voicemails/${id}/link`)).status).toBe(404)
    }
    expect((await dana.ask('GET', `calls?cursor=${Buffer.from(JSON.stringify([1, '\u0000'])).toString('base64url')}`)).status).toBe(400)
  })

  it('an operation there is none of, and an address there is none of', async () => {
    const { id } = await scene.talking(lena, dana, native)
    expect(await dana.ask('POST', `calls/${id}/dance`, { body: {} })).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
    expect(await dana.ask('POST', `calls/${id}/constructor`, { body: {} })).toMatchObject({ status: 404 })
    expect(await dana.ask('GET', 'nothing')).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
    expect(await dana.ask('POST', 'calls/unknown/hangup', { body: {} })).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
  })
})

describe('what an operator looks at', () => {
  it('health, readiness, metrics', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
    const metrics = await get('/metrics')
    expect(metrics.status).toBe(200)
    for (const name of ['live_calls', 'calls_started_total', 'calls_ended_total', 'http_seconds_count', 'jobs_total']) expect(metrics.text).toContain(`single_number_${name}`)
    // neither people nor numbers stand in it
    expect(metrics.text).not.toMatch(/\+1425|dana/i)
  })

  it('the description names every route, and an answer carries the usual headers', async () => {
    const description = await get('/api/openapi.json')
    expect(Object.entries<object>(description.body.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)).sort()).toEqual([
      'delete /api/admin/policies/{id}', 'delete /api/admin/queues/{id}', 'delete /api/voicemail/greeting/{kind}', 'delete /api/voicemails/{id}', 'delete /api/watches/{userId}',
      'get /api/admin/audit', 'get /api/admin/numbers', 'get /api/admin/people/{userId}/policy', 'get /api/admin/policies', 'get /api/admin/policies/{id}', 'get /api/admin/queues', 'get /api/admin/queues/{id}/calls', 'get /api/admin/readiness/{userId}',
      'get /api/calls', 'get /api/calls/export.csv', 'get /api/calls/live', 'get /api/calls/tags', 'get /api/events', 'get /api/me', 'get /api/people', 'get /api/queues', 'get /api/readiness',
      'get /api/recordings', 'get /api/recordings/{id}/link', 'get /api/roles',
      'get /api/voicemail/greeting', 'get /api/voicemail/greeting/{kind}/audio', 'get /api/voicemail/greeting/{kind}/link', 'get /api/voicemail/settings',
      'get /api/voicemails', 'get /api/voicemails/{id}/audio', 'get /api/voicemails/{id}/link', 'get /api/watches',
      'patch /api/admin/readiness/{userId}', 'patch /api/calls/{id}', 'patch /api/settings', 'patch /api/voicemail/greeting/away', 'patch /api/voicemail/settings', 'patch /api/voicemails/{id}',
      'post /api/admin/numbers/uploads', 'post /api/admin/numbers/uploads/{id}/confirm', 'post /api/admin/numbers/{number}/assign', 'post /api/admin/numbers/{number}/unassign',
      ...['add', 'cancel', 'complete', 'consult', 'hangup', 'hold', 'meet', 'move', 'park', 'remove', 'resume', 'swap', 'transfer'].map((name) => `post /api/calls/{id}/${name}`),
      'post /api/parked/{code}/pick-up', 'post /api/voicemails/{id}/restore',
      'put /api/admin/policies/{id}', 'put /api/admin/queues/{id}', 'put /api/queues/{id}/duty', 'put /api/recordings/{id}/hold', 'put /api/voicemail/greeting/{kind}', 'put /api/watches/{userId}',
    ])
    const { headers } = await withToken(await dana.token())
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

it('an idle connection is never closed before a proxy in front would: the next request on it would be lost', async () => {
  const answer = await fetch(`${scene.sandbox().app.url}/healthz`)
  expect(Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(600)
})
