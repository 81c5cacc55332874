import { readPolicy } from '../../src/line/policy.ts'
import { readWav } from '../../src/service/wav.ts'
import { eventually, stage } from './driver.ts'

const { dana, marco, priya, lena, harbor, line, store, ...scene } = stage()
const officer = marco
const recorded = (policy: { mode: string; must?: boolean }) => line(dana, { linePolicy: readPolicy({ recording: policy.mode, mustRecord: policy.must ?? false }) })

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

interface Listed { items: { id: string; callId: string; userId: string; name: string | null; part: number; beside: boolean; held: boolean; goesAt: string; startedAt: string }[]; next: string | null }
const recordings = async (query = '') => (await officer.ask<Listed>('GET', `recordings${query}`)).body.items
const ofCall = async (callId: string, parts = 1) => eventually(async () => {
  const items = (await recordings()).filter((item) => item.callId === callId)
  expect(items).toHaveLength(parts)
  return items
})
const listen = async (id: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${scene.url()}/api/recordings/${id}/audio`, { headers: { authorization: `Bearer ${await officer.token()}`, ...headers } })
  return { status: answer.status, sound: Buffer.from(await answer.arrayBuffer()) }
}
const audit = async (action: string) => (await scene.sql<{ user_id: string; actor: string | null; subject: string; detail: Record<string, unknown> }>('select user_id, actor, subject, detail from audit where action = $1 order by seq', [action]))

/** A call of this length that was recorded. */
const recordedCall = async (ms = 1_500) => {
  await recorded({ mode: 'all' })
  const { id } = await scene.talking(lena, dana, dana.phone('native'))
  await dana.sees({ recording: 'on' })
  await new Promise((resolve) => setTimeout(resolve, ms))
  await lena.hangup()
  const [part] = await ofCall(id)
  return part!
}

describe('a call that policy records', () => {
  it('says so while it lives and afterwards; its sound is kept, and gone at the engine', async () => {
    const part = await recordedCall()
    expect(part).toMatchObject({ userId: dana.userId, part: 1, beside: false, held: false })
    expect((await dana.history())[0]).toMatchObject({ id: part.callId, outcome: 'answered', recorded: 'recorded' })
    const { status, sound } = await listen(part.id)
    expect(status).toBe(200)
    expect(readWav(sound).durationMs).toBeGreaterThan(1_000)
    expect(Math.max(...readWav(sound).peaks)).toBeGreaterThan(0.05)
    await eventually(async () => expect(await scene.engine('/recordings/stored')).toEqual([]))
  })

  it('lies in the database as nothing anybody can read', async () => {
    const part = await recordedCall()
    const { sound } = await listen(part.id)
    const rows = await scene.sql<{ data: Buffer; wrapped_key: Buffer }>('select p.data, r.wrapped_key from recording_pieces p join recordings r on r.id = p.recording_id where r.id = $1', [part.id])
    const kept = Buffer.concat(rows.map(({ data }) => data))
    expect(kept.length).toBeGreaterThanOrEqual(sound.length)
    // no stretch of the sound, not even of its head, stands in any row
    for (let at = 0; at + 16 <= sound.length; at += 997) {
      const stretch = sound.subarray(at, at + 16)
      if (new Set(stretch).size > 4) expect(kept.includes(stretch)).toBe(false)
    }
    expect(kept.includes('RIFF')).toBe(false)
    expect(kept.includes('WAVE')).toBe(false)
  })

  it('is heard by the role Compliance alone, and each time is in the audit log', async () => {
    const part = await recordedCall()
    const before = (await audit('recording-played')).length
    for (const other of [dana, priya]) {
      for (const path of ['recordings', `recordings/${part.id}/link`, `recordings/${part.id}/audio`]) expect(await other.ask('GET', path)).toMatchObject({ status: 403, body: { error: { code: 'role-missing' } } })
      expect((await other.ask('PUT', `recordings/${part.id}/hold`, { body: { on: true } })).status).toBe(403)
    }
    expect((await fetch(`${scene.url()}/api/recordings/${part.id}/audio`)).status).toBe(401)
    expect(await audit('recording-played')).toHaveLength(before)
    const whole = await listen(part.id)
    const range = await listen(part.id, { range: 'bytes=44-143' })
    expect(range.status).toBe(206)
    expect(range.sound.equals(whole.sound.subarray(44, 144))).toBe(true)
    const played = await audit('recording-played')
    expect(played).toHaveLength(before + 2)
    expect(played.at(-1)).toMatchObject({ user_id: dana.userId, actor: officer.userId, subject: part.id, detail: { callId: part.callId } })
    // who looks for either of the two finds it
    for (const person of [dana, officer]) {
      const { body } = await priya.ask<{ items: { subject: string }[] }>('GET', `admin/audit?person=${person.userId}&action=recording-played`)
      expect(body.items[0]?.subject).toBe(part.id)
    }
    const { body: link } = await officer.ask<{ url: string }>('GET', `recordings/${part.id}/link`)
    // a player asks range by range, several at a time: that is listening once
    const ranges = await Promise.all(['bytes=0-', 'bytes=44-143', 'bytes=100-'].map((bytes) => fetch(scene.url() + link.url, { headers: { range: bytes } })))
    expect(ranges.map(({ status }) => status)).toEqual([206, 206, 206])
    expect(await audit('recording-played')).toHaveLength(before + 3)
    // the signature alone, beside a token, is no address
    const [signature] = /signature=[^&]+/.exec(link.url) ?? []
    expect((await officer.ask('GET', `recordings/${part.id}/audio?${signature}`)).status).toBe(200)
    expect(await audit('recording-played')).toHaveLength(before + 4)
    expect((await fetch(scene.url() + link.url.replace(/until=\d+/, `until=${Date.now() + 3_600_000}`))).status).toBe(403)
    expect((await officer.ask('GET', 'recordings/rec-nothing/audio')).status).toBe(404)
  })

  it('is found by person and time, page by page', async () => {
    const newest = (await recordings(`?person=${dana.userId}&limit=1`))[0]!
    expect(await recordings(`?person=${priya.userId}`)).toEqual([])
    expect((await recordings(`?to=${newest.startedAt}`)).map(({ id }) => id)).not.toContain(newest.id)
    expect((await recordings(`?from=${newest.startedAt}`)).map(({ id }) => id)).toEqual([newest.id])
    const first = (await officer.ask<Listed>('GET', `recordings?limit=1&person=${dana.userId}`)).body
    const second = (await officer.ask<Listed>('GET', `recordings?limit=1&person=${dana.userId}&cursor=${first.next}`)).body
    expect([second.items.length, second.items[0]?.userId]).toEqual([1, dana.userId])
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
  })

  it('bears a name also when its person has no number any more', async () => {
    await scene.sql('delete from lines where user_id = $1', [dana.userId])
    expect((await recordings(`?person=${dana.userId}&limit=1`))[0]).toMatchObject({ userId: dana.userId, name: dana.name })
  })

  it('goes when its time is over, unless it is held', async () => {
    const [goes, stays] = [await recordedCall(1_000), await recordedCall(1_000)]
    expect(await officer.ask('PUT', `recordings/${stays.id}/hold`, { body: { on: true } })).toMatchObject({ status: 200, body: { held: true, goesAt: stays.goesAt } })
    const year = 366 * 86_400_000
    expect(await store().expireRecordings(Date.parse(goes.startedAt) + year - 2 * 86_400_000)).toBe(0)
    await store().expireRecordings(Date.now() + year)
    expect((await recordings()).map(({ id }) => id)).toEqual([stays.id])
    expect((await listen(goes.id)).status).toBe(404)
    expect(await scene.sql('select 1 from recording_pieces where recording_id = $1', [goes.id])).toEqual([])
    expect((await audit('recording-expired')).map(({ subject }) => subject)).toContain(goes.id)
    expect((await audit('recording-held')).at(-1)).toMatchObject({ actor: officer.userId, subject: stays.id })
    expect(await officer.ask('PUT', `recordings/${stays.id}/hold`, { body: { on: false } })).toMatchObject({ status: 200, body: { held: false } })
    await store().expireRecordings(Date.now() + year)
    expect(await recordings()).toEqual([])
  })
})

describe('which calls', () => {
  it('external: a colleague is not recorded, somebody else is', async () => {
    await recorded({ mode: 'external' })
    await dana.phone('native').dial(priya.number)
    await priya.phone('laptop').answers()
    await dana.sees({ state: 'talking', recording: null })
    await dana.phone('native').hangup()
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ direction: 'outgoing', recorded: null }))
    await scene.talking(harbor, dana, dana.phone('native'))
    await dana.sees({ recording: 'on' })
  })

  it('incoming: one that Dana places is not', async () => {
    await recorded({ mode: 'incoming' })
    await dana.phone('native').dial(lena.number)
    await lena.answers()
    await dana.sees({ state: 'talking', recording: null })
  })

  it('all: what is said in a consultation is a part of its own', async () => {
    await recorded({ mode: 'all' })
    const { id } = await scene.talking(lena, dana, dana.phone('native'))
    const asking = dana.does('consult', { to: harbor.number })
    await harbor.answers()
    await asking
    await eventually(async () => expect(await scene.engine('/bridges')).toEqual(expect.arrayContaining([expect.objectContaining({ id: `s-${id}`, technology: 'softmix' })])))
    await dana.does('cancel')
    // a farewell on the way back would leave the bridge empty for a moment
    await lena.hears(dana.phone('native'))
    await lena.hangup()
    const parts = await ofCall(id, 2)
    expect(parts.map(({ beside }) => beside).toSorted()).toEqual([false, true])
  })
})

describe('a recording that breaks', () => {
  it('is begun again, and the history says that there is a gap', async () => {
    await recorded({ mode: 'all' })
    const { id } = await scene.talking(lena, dana, dana.phone('native'))
    await dana.sees({ recording: 'on' })
    await scene.engine(`/recordings/live/rec-${id}-1/stop`, 'POST')
    await eventually(async () => expect(await scene.engine(`/recordings/live/rec-${id}-2`)).toMatchObject({ state: 'recording' }))
    await lena.hangup()
    await ofCall(id, 2)
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ id, recorded: 'partly' }))
  })

  it('goes on after the app was killed, as one piece', async () => {
    await recorded({ mode: 'all', must: true })
    const { id } = await scene.talking(lena, dana, dana.phone('native'))
    await dana.sees({ recording: 'on' })
    await scene.kill()
    await scene.start()
    await dana.sees({ state: 'talking', recording: 'on' })
    await lena.hangup()
    await ofCall(id, 1)
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ id, recorded: 'recorded' }))
  })

  it('which broke while the app was away gets a further part', async () => {
    await recorded({ mode: 'all' })
    const { id } = await scene.talking(lena, dana, dana.phone('native'))
    await dana.sees({ recording: 'on' })
    await scene.kill()
    await scene.engine(`/recordings/live/rec-${id}-1/stop`, 'POST')
    await scene.start()
    await eventually(async () => expect(await scene.engine(`/recordings/live/rec-${id}-2`)).toMatchObject({ state: 'recording' }))
    await lena.hangup()
    await ofCall(id, 2)
  })

  it('the call goes on and says that it is not recorded, where that may be', async () => {
    await recorded({ mode: 'all' })
    scene.ari().refuse((request) => request.path.endsWith('/record'))
    const { id } = await scene.talking(lena, dana, dana.phone('native'))
    await dana.sees({ state: 'talking', recording: 'failed', notice: expect.objectContaining({ code: 'not-recorded' }) })
    await lena.hangup()
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ id, recorded: 'unrecorded' }))
    expect((await audit('call-unrecorded')).map(({ subject }) => subject)).toContain(id)
  })

  it('the call ends after a word, where it must be recorded', async () => {
    await recorded({ mode: 'all', must: true })
    scene.ari().refuse((request) => request.path.endsWith('/record'))
    const { id } = await scene.talking(lena, dana, dana.phone('native'))
    await dana.sees({ recording: 'failed', notice: expect.objectContaining({ code: 'must-record' }) })
    await eventually(() => { expect(lena.hearsNow()).not.toContain(dana.phone('native').id) })
    await Promise.all([lena.is('idle'), dana.phone('native').is('idle')])
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ id, recorded: 'unrecorded' }))
  })
})

describe('the app is away', () => {
  const mustRecord = () => scene.engine(`/asterisk/variable?variable=MUST_RECORD_${dana.number.slice(1)}`)

  it('calls of a line that must be recorded are refused, to it and from it; others complete', async () => {
    await scene.decides(dana, { recording: 'all', mustRecord: true })
    await eventually(async () => expect(await mustRecord()).toEqual({ value: '1' }))
    await scene.kill()
    await lena.dial(dana.number)
    await lena.is('idle')
    expect(dana.phone('native').now().state).toBe('idle')
    await dana.phone('native').dial(harbor.number)
    await dana.phone('native').is('idle')
    await lena.dial(priya.number)
    await priya.phone('native').answers()
    await lena.is('talking')
    await lena.hangup()
    await scene.start()
    await scene.decides(dana, null)
    await eventually(async () => expect(await mustRecord()).not.toEqual({ value: '1' }))
  })
})
