import fc from 'fast-check'
import { openTestStore, type TestStore } from '../../sandbox/database/test-store.ts'
import type { Outcome } from '../call/model.ts'
import { incomingCall } from '../call/testing/world.ts'
import { fillSearch } from './migrations/history-search.ts'
import type { Cursor, HistoryFilter, HistoryRecord, PersonId } from './port.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const marco = { tenantId: 'northwind', userId: 'marco' }
let made = 0
const entry = (changes: Partial<HistoryRecord> = {}): HistoryRecord => ({
  ...dana, id: `call-${++made}`, direction: 'incoming', remote: { number: '+12065550142', name: 'Lena Fischer' }, outcome: 'answered', startedAt: made * 1_000, endedAt: made * 1_000 + 500, talkMs: 400,
  journey: [{ endpoint: 'native', from: made * 1_000, to: made * 1_000 + 400 }], voicemailId: null, transferredTo: null, forwardedTo: null, endedBy: null, source: 'anchor', note: null, tags: [], ...changes,
})

let opened: TestStore
let store: TestStore['store']
const add = (...entries: HistoryRecord[]) => Promise.all(entries.map((history) => store.saveCall({ call: { ...incomingCall().call, id: history.id }, history, ended: true, jobs: [] }, 1)))
const found = async (filter: HistoryFilter, person: PersonId = dana) => (await store.history(person, null, 1_000, filter)).map(({ id }) => id)

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
})
afterEach(() => store.pool.query('truncate calls, live_notes, teams_records, teams_record_reads'))
afterAll(() => opened.close())

describe('a person looks for a call', () => {
  it('by name, number, note and tag, among their own calls only', async () => {
    const [lena, emile, his] = [entry(), entry({ remote: { number: '+442079460123', name: 'Émile' }, note: 'Send the invoice', tags: ['VIP'] }), entry({ ...marco })]
    await add(lena, emile, his)
    expect(await found({ text: 'lena' })).toEqual([lena.id])
    expect(await found({ text: 'EMILE' })).toEqual([emile.id])
    expect(await found({ text: '(206) 555-0142' })).toEqual([lena.id])
    expect(await found({ text: 'invoice' })).toEqual([emile.id])
    expect(await found({ text: 'vip' })).toEqual([emile.id])
    expect(await found({ tag: 'vip' })).toEqual([emile.id])
    expect(await found({ tag: 'vi' })).toEqual([])
    expect(await found({ text: "'; drop table calls; --" })).toEqual([])
    expect(await found({ text: '%' })).toEqual([])
    expect(await found({ text: 'lena' }, marco)).toEqual([his.id])
  })

  it('by what became of it, which way it went, where it was and when', async () => {
    const teams = [{ endpoint: 'native' as const, from: 1, to: 2 }, { endpoint: 'teams' as const, from: 2, to: 3 }]
    const [answered, missed, voicemail, out] = [entry({ journey: teams }), entry({ outcome: 'missed', journey: [] }), entry({ outcome: 'voicemail' }), entry({ direction: 'outgoing' })]
    await add(answered, missed, voicemail, out)
    expect(await found({ outcomes: ['missed', 'voicemail'] })).toEqual([voicemail.id, missed.id])
    expect(await found({ direction: 'outgoing' })).toEqual([out.id])
    expect(await found({ endpoint: 'teams' })).toEqual([answered.id])
    expect(await found({ from: missed.startedAt, to: out.startedAt })).toEqual([voicemail.id, missed.id])
    expect(await found({ from: missed.startedAt, text: 'lena', outcomes: ['voicemail'] })).toEqual([voicemail.id])
  })

  it('and all pages of what they look for are the whole of it, each once, while new calls arrive', async () => {
    const words = ['lena', 'harbor', 'invoice']
    const call = fc.record({ at: fc.integer({ min: 0, max: 6 }), word: fc.constantFrom(...words), outcome: fc.constantFrom('answered', 'missed', 'voicemail'), tag: fc.constantFrom(null, 'VIP') })
    const filter = fc.record({ text: fc.constantFrom(...words), outcomes: fc.constantFrom<Outcome[][]>(['missed', 'voicemail'], ['answered']), tag: fc.constant('vip') }, { requiredKeys: [] })
    const entryOf = ({ at, word, outcome, tag }: { at: number; word: string; outcome: string; tag: string | null }, later = 0) =>
      entry({ startedAt: later + at, remote: { number: null, name: word }, outcome: outcome as HistoryRecord['outcome'], tags: tag === null ? [] : [tag] })
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 25 }), fc.array(call, { maxLength: 6 }), filter, fc.integer({ min: 1, max: 4 }), async (before, arriving, wanted, size) => {
      await store.pool.query('truncate calls')
      const entries = before.map((one) => entryOf(one))
      await add(...entries)
      const expected = entries.filter(({ remote, outcome, tags }) => (!wanted.text || remote.name === wanted.text) && (wanted.outcomes?.includes(outcome as never) ?? true) && (!wanted.tag || tags.length > 0))
        .sort((a, b) => b.startedAt - a.startedAt || (b.id > a.id ? 1 : -1)).map(({ id }) => id)
      const seen: string[] = []
      for (let cursor: Cursor | null = null, more = true; more;) {
        const page: HistoryRecord[] = await store.history(dana, cursor, size, wanted as HistoryFilter)
        seen.push(...page.map(({ id }) => id))
        const next = arriving.pop()
        if (next) await add(entryOf(next, 100))
        const last = page.at(-1)
        if (last) cursor = { at: last.startedAt, id: last.id }
        more = page.length === size
      }
      expect(seen).toEqual(expected)
    }), { numRuns: 40 })
  })

  it('uses an index that came with the database, and finds the same without it', async () => {
    const index = () => store.pool.query<{ indexname: string }>(`select indexname from pg_indexes where indexname = 'calls_search'`)
    expect((await index()).rows).toHaveLength(1)
    const lena = entry()
    await add(lena, entry({ remote: { number: null, name: 'Harbor' } }))
    await store.pool.query('drop index calls_search')
    expect(await found({ text: 'lena' })).toEqual([lena.id])
    await store.pool.query('create index calls_search on calls using gin (tenant_id, user_id, search gin_trgm_ops, tag_keys)')
  })

  it('and calls from before there was a search are found too', async () => {
    const old = entry({ remote: { number: '+12065550177', name: 'Café Harbor' } })
    await add(old)
    await store.pool.query(`update calls set search = ''`)
    expect(await found({ text: 'cafe' })).toEqual([])
    const { Kysely, PostgresDialect } = await import('kysely')
    await fillSearch(new Kysely<unknown>({ dialect: new PostgresDialect({ pool: store.pool }) }))
    expect(await found({ text: 'cafe 0177' })).toEqual([old.id])
  })
})

describe('a person writes on a call', () => {
  it('a note and tags, each for itself, and nobody else can', async () => {
    const call = entry()
    await add(call)
    expect(await store.annotate(marco, call.id, { note: 'mine' }, false, 1)).toBeNull()
    expect(await store.annotate(dana, call.id, { note: 'Call back' }, false, 1)).toEqual({ note: 'Call back', tags: [] })
    expect(await store.annotate(dana, call.id, { tags: ['VIP'] }, false, 1)).toEqual({ note: 'Call back', tags: ['VIP'] })
    expect(await store.historyEntry(dana, call.id)).toMatchObject({ note: 'Call back', tags: ['VIP'] })
    expect(await store.annotate(dana, call.id, { note: null }, false, 1)).toEqual({ note: null, tags: ['VIP'] })
    expect(await found({ text: 'back' })).toEqual([])
  })

  it('that still goes on: the entry has it, also when its end is told again', async () => {
    const call = entry()
    expect(await store.annotate(dana, call.id, { note: 'while talking' }, true, 1)).toEqual({ note: 'while talking', tags: [] })
    await store.annotate(dana, call.id, { tags: ['VIP'] }, true, 1)
    await add(call)
    await add(call)
    expect(await store.historyEntry(dana, call.id)).toMatchObject({ note: 'while talking', tags: ['VIP'] })
    expect(await found({ text: 'talking vip' })).toEqual([call.id])
    expect((await store.pool.query('select 1 from live_notes')).rows).toEqual([])
  })

  it('in the very moment it ends: nothing is lost', async () => {
    for (let round = 0; round < 20; round++) {
      const call = entry()
      await Promise.all([add(call), store.annotate(dana, call.id, { note: 'just now' }, true, 1)])
      expect(await store.historyEntry(dana, call.id)).toMatchObject({ note: 'just now' })
    }
  })

  it('and finds the tags they use again, the most used first', async () => {
    await add(entry({ tags: ['VIP', 'Invoice'] }), entry({ tags: ['Vip'] }), entry({ ...marco, tags: ['His'] }))
    expect(await store.tagsOf(dana, 10)).toEqual(['Vip', 'Invoice'])
  })
})
