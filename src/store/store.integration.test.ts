import { openTestStore, type TestStore } from '../../sandbox/database/test-store.ts'
import { incomingCall } from '../call/testing/world.ts'
import { goesAt } from '../line/retention.ts'
import { readQueueSettings } from '../line/queue.ts'
import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import { postgres } from './index.ts'
import type { HistoryRecord, LineRecord } from './port.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const marco = { tenantId: 'northwind', userId: 'marco' }
const line: LineRecord = { ...dana, number: '+14255550101', name: 'Dana', ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null }
const entry = (id: string, startedAt: number, person = dana): HistoryRecord => ({
  ...person, id, direction: 'incoming', remote: { number: '+12065550142', name: 'Lena' }, outcome: 'answered', startedAt, endedAt: startedAt + 1_000, talkMs: 900,
  journey: [{ endpoint: 'native', from: startedAt, to: startedAt + 900 }], voicemailId: null, transferredTo: null, forwardedTo: null, endedBy: null, source: 'anchor', note: null, tags: [],
})

let opened: TestStore
let store: TestStore['store']
const unreadable: string[] = []
beforeAll(async () => {
  opened = await openTestStore({ unreadable: (callId) => unreadable.push(callId) })
  store = opened.store
})
afterAll(() => opened.close())

describe('the store', () => {
  it('migrates twice without harm', async () => {
    await store.migrate()
    await store.ping()
  })

  it('leaves no connection behind when it is closed, whatever was asked of it', async () => {
    const other = postgres(opened.url)
    await other.lineOf(dana)
    await other.close()
    expect(other.pool.ended).toBe(true)
  })

  it('keeps a line, finds it by number, changes only what is named', async () => {
    await store.putLine(line)
    await store.setSettings(dana, { ring: 'teams' })
    expect(await store.lineByNumber('+14255550101')).toEqual({ ...line, ring: 'teams' })
    expect(await store.lineOf(marco)).toBeNull()
    expect(await store.linesOf('another tenant', ['dana'])).toEqual([])
  })

  it('keeps both of two settings that are changed at once, and everything else as it was', async () => {
    await Promise.all([
      store.setSettings(dana, { settings: { busy: 'busy' }, unansweredAfterSeconds: 20 }),
      store.setSettings(dana, { settings: { respectDoNotDisturb: true } }),
    ])
    expect(await store.lineOf(dana)).toEqual({ ...line, ring: 'teams', unansweredAfterSeconds: 20, settings: { ...usualSettings, busy: 'busy', respectDoNotDisturb: true } })
  })

  it('reads a line from before there were such settings', async () => {
    await store.pool.query("update lines set settings = '{}', line_policy = '{}' where user_id = 'dana'")
    expect(await store.lineOf(dana)).toMatchObject({ settings: usualSettings, linePolicy: usualPolicy, desk: null })
  })

  it('gives a number to one person only', async () => {
    await expect(store.putLine({ ...line, ...marco })).rejects.toThrow(/unique|duplicate/)
  })

  it('keeps a live call as it is, and forgets it when it ends, with exactly one history entry', async () => {
    const { call } = incomingCall()
    await store.saveCall({ call, history: null, ended: false, jobs: [] }, 1)
    expect(await store.loadCalls()).toEqual([call])
    const change = { call, history: entry('once', 5), ended: true, jobs: [] }
    await store.saveCall(change, 2)
    await store.saveCall(change, 3)
    expect(await store.loadCalls()).toEqual([])
    expect(await store.history(dana, null, 10)).toHaveLength(1)
  })

  it('lets go of a live call that another version wrote, and says so', async () => {
    const { call } = incomingCall()
    for (const id of ['ours', 'older', 'newer', 'none']) await store.saveCall({ call: { ...call, id }, history: null, ended: false, jobs: [] }, 1)
    await store.pool.query(`update live_calls set state = state->'call' where id = 'older'`)
    await store.pool.query(`update live_calls set state = jsonb_set(state, '{version}', '999') where id = 'newer'`)
    await store.pool.query(`update live_calls set state = '{"version": 1}' where id = 'none'`)
    expect(await store.loadCalls()).toEqual([{ ...call, id: 'ours' }])
    expect(unreadable.sort()).toEqual(['newer', 'none', 'older'])
    const { rows } = await store.pool.query(`select id from live_calls`)
    expect(rows).toEqual([{ id: 'ours' }])
    await store.saveCall({ call: { ...call, id: 'ours' }, history: null, ended: true, jobs: [] }, 2)
  })

  it('forgets old commands and the cards of calls long over, and nothing else', async () => {
    const { call } = incomingCall()
    await store.saveCall({ call: { ...call, id: 'prune-live' }, history: null, ended: false, jobs: [] }, 1)
    await store.saveCall({ call, history: entry('prune-old', 1, marco), ended: true, jobs: [] }, 1)
    await store.saveCall({ call, history: entry('prune-new', 500_000, marco), ended: true, jobs: [] }, 1)
    for (const callId of ['prune-live', 'prune-old', 'prune-new', 'prune-gone']) await store.putCallCard({ ...marco, callId, activityId: 'm', shown: '' })
    await store.rememberCommand(marco, 'old', 'c-old', 1)
    await store.rememberCommand(marco, 'new', 'c-new', 500_000)
    await store.audit({ ...marco, at: 1, action: 'kept', subject: 's', detail: {} })
    await store.prune(400_000)
    const cards = await Promise.all(['prune-live', 'prune-old', 'prune-new', 'prune-gone'].map((callId) => store.callCard(marco, callId)))
    expect(cards.map((card) => card?.callId ?? null)).toEqual(['prune-live', null, 'prune-new', null])
    expect(await store.rememberCommand(marco, 'old', 'again', 2)).toBe('again')
    expect(await store.rememberCommand(marco, 'new', 'again', 2)).toBe('c-new')
    expect(await store.historyEntry(marco, 'prune-old')).not.toBeNull()
    const { rows } = await store.pool.query(`select 1 from audit where action = 'kept'`)
    expect(rows).toHaveLength(1)
    await store.pool.query(`delete from calls where user_id = 'marco'`)
    await store.saveCall({ call: { ...call, id: 'prune-live' }, history: null, ended: true, jobs: [] }, 2)
  })

  it('pages through the history newest first, without holes, also where calls began in the same millisecond', async () => {
    const { call } = incomingCall()
    for (let index = 0; index < 7; index++) await store.saveCall({ call, history: entry(`page-${index}`, 1_000 + Math.floor(index / 2)), ended: true, jobs: [] }, 1)
    const seen: string[] = []
    for (let before: { at: number; id: string } | null = { at: 2_000, id: '' }; before !== null; ) {
      const page: HistoryRecord[] = await store.history(dana, before, 2)
      seen.push(...page.map(({ id }) => id))
      const last = page.at(-1)
      before = last ? { at: last.startedAt, id: last.id } : null
    }
    expect(seen).toEqual(['page-6', 'page-5', 'page-4', 'page-3', 'page-2', 'page-1', 'page-0', 'once'])
  })

  it('shows nobody another person’s history or voicemail', async () => {
    expect(await store.history(marco, null, 10)).toEqual([])
    expect(await store.historyEntry(marco, 'once')).toBeNull()
    await store.putVoicemail({ ...dana, id: 'vm', callId: 'once', from: { number: null, name: null }, receivedAt: 1, durationMs: 2_000, read: false, peaks: [0.5] }, Buffer.from('sound'))
    expect(await store.voicemailAudio(marco, 'vm')).toBeNull()
    expect(await store.setVoicemailRead(marco, 'vm', true)).toBe(false)
    expect(await store.hasVoicemail(marco, 'vm')).toBe(false)
    expect((await store.voicemailAudio(dana, 'vm'))?.toString()).toBe('sound')
  })

  it('keeps one message per call and counts the unread', async () => {
    const again = await store.putVoicemail({ ...dana, id: 'vm-again', callId: 'once', from: { number: null, name: null }, receivedAt: 1, durationMs: 2_000, read: false, peaks: [] }, Buffer.from('other'))
    expect(again).toBe('vm')
    expect(await store.unreadVoicemails(dana)).toBe(1)
    await store.setVoicemailRead(dana, 'vm', true)
    expect(await store.unreadVoicemails(dana)).toBe(0)
  })

  it('deletes a message so that it can come back, for its person alone', async () => {
    expect(await store.changeVoicemail(marco, 'vm', { deletedAt: 5 })).toBe(false)
    await store.setVoicemailRead(dana, 'vm', false)
    expect(await store.changeVoicemail(dana, 'vm', { deletedAt: 5 })).toBe(true)
    expect(await store.voicemails(dana, null, 10)).toEqual([])
    expect(await store.unreadVoicemails(dana)).toBe(0)
    expect((await store.voicemails(dana, null, 10, true)).map(({ id, deletedAt }) => [id, deletedAt])).toEqual([['vm', 5]])
    await store.changeVoicemail(dana, 'vm', { deletedAt: null })
    expect(await store.voicemails(dana, null, 10)).toMatchObject([{ id: 'vm', deletedAt: null, kept: false, compressed: false }])
    await store.putCompressed(dana, 'vm', Buffer.from('small'))
    expect((await store.voicemailAudio(dana, 'vm', 'ogg'))?.toString()).toBe('small')
    expect((await store.voicemail(dana, 'vm'))?.compressed).toBe(true)
    expect(await store.voicemail(marco, 'vm')).toBeNull()
  })

  it('takes away exactly the messages whose time is over, as the date shown says', async () => {
    const day = 86_400_000
    const now = 1_000 * day
    await store.setVoicemailSettings(marco, { days: 10 })
    const all = [0, 9, 10, 29, 30, 59, 60, 61].flatMap((age) => [dana, marco].flatMap((person) => [false, true].flatMap((kept) => [null, 29, 30].map((deletedAgo) => ({
      ...person, id: `${person.userId}-${age}-${kept}-${deletedAgo}`, receivedAt: now - age * day, kept, deletedAt: deletedAgo === null ? null : now - deletedAgo * day,
    })))))
    for (const { id, receivedAt, kept, deletedAt, ...person } of all) {
      await store.putVoicemail({ ...person, id, callId: id, from: { number: null, name: null }, receivedAt, durationMs: 2_000, read: false, peaks: [] }, Buffer.from('sound'))
      await store.changeVoicemail(person, id, { kept, deletedAt })
    }
    const over = all.filter((message) => (goesAt(message, message.userId === 'marco' ? 10 : 60) ?? Infinity) <= now).map(({ id }) => id)
    const gone = (await store.expireVoicemails(now)).map(({ id }) => id).filter((id) => id !== 'vm')
    expect(gone.toSorted()).toEqual(over.toSorted())
    expect(over.length).toBeGreaterThan(10)
    expect(await store.expireVoicemails(now)).toEqual([])
    const { rows } = await store.pool.query(`select subject from audit where action = 'voicemail-expired' and subject <> 'vm'`)
    expect(rows).toHaveLength(over.length)
  })

  it('no longer offers in the history what retention took away', async () => {
    const { call } = incomingCall()
    await store.saveCall({ call: { ...call, id: 'left' }, history: { ...entry('left', 5), voicemailId: 'vm-left' }, ended: true, jobs: [] }, 5)
    await store.putVoicemail({ ...dana, id: 'vm-left', callId: 'left', from: { number: null, name: null }, receivedAt: 5, durationMs: 2_000, read: false, peaks: [] }, Buffer.from('sound'))
    await store.expireVoicemails(1_000 * 86_400_000)
    expect((await store.historyEntry(dana, 'left'))?.voicemailId).toBeNull()
  })

  it('has the usual voicemail settings until somebody chose others, and changes only what is named', async () => {
    expect(await store.voicemailSettings(dana)).toEqual({ email: false, days: 60, longestSeconds: 180 })
    await store.setVoicemailSettings(dana, { email: true })
    await store.setVoicemailSettings(dana, { days: 90 })
    expect(await store.voicemailSettings(dana)).toEqual({ email: true, days: 90, longestSeconds: 180 })
  })

  it('keeps greetings of each kind, and the dates of the away one through a new recording', async () => {
    expect(await store.setAwayDates(dana, { from: 1, until: 2 })).toBe(false)
    const put = (kind: 'usual' | 'away', words: string, updatedAt: number) => store.putGreeting({ ...dana, kind, durationMs: 2_000, peaks: [0.5], updatedAt }, Buffer.from(words))
    await put('usual', 'hello', 1)
    await put('away', 'gone', 2)
    expect(await store.setAwayDates(dana, { from: 1, until: 2 })).toBe(true)
    await put('away', 'gone fishing', 3)
    expect((await store.greetings(dana)).find(({ kind }) => kind === 'away')).toMatchObject({ dates: { from: 1, until: 2 }, updatedAt: 3 })
    expect((await store.greetingAudio(dana, 'away'))?.audio.toString()).toBe('gone fishing')
    expect([await store.greetings(marco), await store.greetingAudio(marco, 'usual'), await store.deleteGreeting(marco, 'usual')]).toEqual([[], null, false])
    expect(await store.deleteGreeting(dana, 'usual')).toBe(true)
    expect((await store.greetings(dana)).map(({ kind }) => kind)).toEqual(['away'])
  })

  it('writes down what the log says of a call with the call itself, or neither', async () => {
    const { call } = incomingCall()
    const audits = [{ ...dana, at: 5, action: 'call-unrecorded', subject: 'a-call', detail: { must: false } }]
    const said = async () => (await store.auditLog(dana.tenantId, { subject: 'a-call' }, null, 5)).map(({ action }) => action)
    await expect(store.saveCall({ call: { ...call, id: 'a-call' }, history: null, ended: false, jobs: [], audits: [{ ...audits[0]!, detail: { must: 1n as never } }] }, 1)).rejects.toThrow()
    expect([await said(), (await store.loadCalls()).some(({ id }) => id === 'a-call')]).toEqual([[], false])
    await store.saveCall({ call: { ...call, id: 'a-call' }, history: null, ended: true, jobs: [], audits }, 1)
    expect(await said()).toEqual(['call-unrecorded'])
  })

  it('of two who save at once over what both have seen, one is told that it has changed', async () => {
    const policy = (updatedAt: number) => ({ tenantId: dana.tenantId, id: 'p', scope: 'everyone' as const, subject: '', name: 'Everyone', priority: 0, settings: {}, updatedAt, updatedBy: 'priya' })
    const consequences = { entry: { ...dana, at: 1, action: 'policy-set', subject: 'p', detail: {} }, userIds: null, decide: () => [] }
    const putPolicy = async (at: number, seen?: number | null) => {
      const outcome = await store.putPolicy(policy(at), seen, consequences)
      return typeof outcome === 'string' ? outcome : 'put'
    }
    const queue = (updatedAt: number) => ({ tenantId: dana.tenantId, id: 'q', number: '+14255550150', name: 'Support', settings: readQueueSettings({}), updatedAt, updatedBy: 'priya' })
    const once = ['changed', 'put']
    for (const seen of [null, 1]) {
      const at = (seen ?? 0) + 1
      expect((await Promise.all([1, 2].map(() => putPolicy(at, seen)))).sort()).toEqual(once)
      expect((await Promise.all([1, 2].map(() => store.putQueue(queue(at), [], seen)))).sort()).toEqual(once)
    }
    await store.deletePolicy(dana.tenantId, 'p', consequences)
    expect([await putPolicy(3, 2), await putPolicy(3)]).toEqual(['changed', 'put'])
    expect(await store.deleteQueue(dana.tenantId, 'q')).toBe(true)
  })

  it('holds and releases a recording together with its entry in the audit log, or not at all', async () => {
    await store.putRecording({
      ...dana, id: 'rec-held', callId: 'c', part: 1, beside: false, direction: 'incoming', remote: { number: null, name: null }, startedAt: 1, endedAt: 2, durationMs: 1, bytes: 1, legalHold: false, deleteAfter: 3,
    }, { keyId: 'k', wrapped: Buffer.from('w'), iv: Buffer.from('i') }, [Buffer.from('sound')])
    const entries = async () => (await store.auditLog(marco.tenantId, { subject: 'rec-held' }, null, 10)).map(({ userId, actor, at, action, detail }) => ({ userId, actor, at, action, detail }))
    expect(await store.setLegalHold(marco, 'rec-held', true, 5)).toMatchObject({ id: 'rec-held', userId: 'dana', legalHold: true, deleteAfter: 3 })
    expect(await entries()).toEqual([{ userId: 'dana', actor: 'marco', at: 5, action: 'recording-held', detail: { callId: 'c' } }])
    expect(await store.setLegalHold(marco, 'rec-nothing', true, 5)).toBeNull()
    await store.pool.query(`alter table audit add constraint full_disk check (action <> 'recording-released') not valid`)
    await expect(store.setLegalHold(marco, 'rec-held', false, 6)).rejects.toThrow('full_disk')
    expect((await store.recording(marco.tenantId, 'rec-held'))?.legalHold).toBe(true)
    await store.pool.query('alter table audit drop constraint full_disk')
    expect(await store.setLegalHold(marco, 'rec-held', false, 7)).toMatchObject({ legalHold: false })
    expect((await entries()).map(({ action }) => action)).toEqual(['recording-released', 'recording-held'])
  })

  it('remembers a command’s key once, and forgets it when it was refused', async () => {
    expect(await store.rememberCommand(dana, 'key', 'first', 1)).toBe('first')
    expect(await store.rememberCommand(dana, 'key', 'second', 2)).toBe('first')
    expect(await store.rememberCommand(marco, 'key', 'his', 2)).toBe('his')
    await store.forgetCommand(dana, 'key')
    expect(await store.rememberCommand(dana, 'key', 'third', 3)).toBe('third')
  })

  it('a newer job replaces one that has not run', async () => {
    for (const text of ['first', 'second']) await store.addJobs([{ task: 'tell', person: dana, id: 'presence', text }])
    const { rows } = await store.pool.query<{ payload: { text: string } }>(`select payload from graphile_worker._private_jobs where key like 'tell:%'`)
    expect(rows.map((row) => row.payload.text)).toEqual(['second'])
  })

  it('also among jobs added together, which keep the order of each person', async () => {
    const tell = (person: typeof dana, id: string) => ({ task: 'tell' as const, person, id, text: `${person.userId} ${id}` })
    await store.addJobs([tell(dana, 'c'), tell(marco, 'x'), { ...tell(dana, 'c'), text: 'newer' }, tell(dana, 'b'), tell(marco, 'a')])
    const { rows } = await store.pool.query<{ payload: { text: string } }>(`select payload from graphile_worker._private_jobs where key like 'tell:%' and key not like '%:presence' order by priority, run_at, id`)
    const of = (...texts: string[]) => rows.map(({ payload }) => payload.text).filter((text) => texts.includes(text))
    expect(of('newer', 'dana b', 'dana c')).toEqual(['newer', 'dana b'])
    expect(of('marco x', 'marco a')).toEqual(['marco x', 'marco a'])
  })
})
