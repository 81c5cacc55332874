import type { Clock } from '../clock.ts'
import type { Graph } from '../microsoft/port.ts'
import type { HeldNumber, NumberFilter, NumberRecord, NumberRow, RowError, UploadPreview, UploadRecord, UploadResult } from '../store/port/numbers.ts'
import type { Job, LineRecord, PersonId, Store } from '../store/port.ts'
import type { Feed } from './feed.ts'
import { readNumberList } from './number-list.ts'
import type { People } from './people.ts'
import { Problem } from './problem.ts'

/** Who administers: in which tenant, and who is written into the log. */
export interface Administrator {
  tenantId: string
  /** A user id, or `command line`. */
  by: string
}

export interface Numbers {
  list(tenantId: string, filter: NumberFilter, after: string | null, limit: number): Promise<NumberRecord[]>
  /** Reads an operator's list and says what it would change; nothing is applied. */
  upload(administrator: Administrator, source: AsyncIterable<Buffer | string>): Promise<UploadRecord>
  /** Applies it, once: a second time gives the same answer. Where rows have errors, the good ones only when asked. */
  confirm(administrator: Administrator, id: string, skipErrors: boolean): Promise<UploadResult>
  /** Gives a person the number as their line. `name` is asked of the directory where it is not given. */
  assign(administrator: Administrator, number: string, userId: string, name?: string): Promise<NumberRecord>
  /** Takes the number from whoever has it. What happened on it stays in their history. */
  unassign(administrator: Administrator, number: string): Promise<NumberRecord>
}

/** More are counted, and shown once these are put right. */
const shownErrors = 200

/** One that was entered by hand becomes the operator's with its first list. */
const isSame = (one: HeldNumber, other: NumberRow): boolean =>
  !one.byHand && one.kind === other.kind && one.operator === other.operator && one.site === other.site && one.iccid === other.iccid

export interface NumberPorts {
  store: Store
  people: Pick<People, 'assign'>
  graph: Pick<Graph, 'directoryPerson'>
  feed: Feed
  clock: Clock
  newId: () => string
  country: string
}

export const createNumbers = (ports: NumberPorts): Numbers => {
  const { store, people, graph, feed, clock, newId, country } = ports

  const audit = ({ tenantId, by }: Administrator, action: string, subject: string, detail: Record<string, string | number | boolean | null>) =>
    store.audit({ tenantId, userId: by, at: clock.now(), action, subject, detail })

  const compare = async (tenantId: string, good: { row: number; numbers: NumberRow }[]) => {
    const held = await store.numbersHeld(good.map(({ numbers }) => numbers.number))
    const errors: RowError[] = []
    const rows: NumberRow[] = []
    let [changed, same] = [0, 0]
    for (const { row, numbers } of good) {
      const before = held.get(numbers.number)
      if (before !== undefined && before.tenantId !== tenantId) {
        errors.push({ row, column: 'number', expected: 'a number no other organisation has' })
        continue
      }
      rows.push(numbers)
      if (before === undefined) continue
      if (isSame(before, numbers)) same++
      else changed++
    }
    return { rows, errors, changed, same, added: rows.length - changed - same }
  }

  const require = async (tenantId: string, number: string): Promise<NumberRecord> => {
    const found = await store.number(tenantId, number)
    if (found === null) throw new Problem('not-found', `${number} is not on your list of numbers.`, { field: 'number' })
    return found
  }

  const nameOf = async (person: PersonId): Promise<string> => {
    const known = (await store.lineOf(person))?.name
    if (known !== undefined) return known
    const found = await graph.directoryPerson(person).catch(() => {
      throw new Problem('graph-away', "We can't look people up right now. Try again in a moment.")
    })
    if (found === null) throw new Problem('not-found', 'There is no such person in your organisation.', { field: 'userId' })
    return found.name
  }

  const holdsCall = (name: string) => new Problem('on-a-call', `${name} is on a call with this number. Try again when it is over.`)

  const release = async (line: LineRecord, administrator: Administrator): Promise<void> => {
    const person = personOf(line)
    // they have no line whose settings could be asked later
    const tell: Job[] = line.notify ? [{ task: 'tell', person, id: 'number', asked: true, text: `Your administrator took the number ${line.number} from you. Your calls and messages stay in your history.` }] : []
    const outcome = await store.removeLine(line, line.number, {
      audit: [{ ...person, actor: administrator.by, at: clock.now(), action: 'number-unassigned', subject: line.number, detail: {} }], jobs: [...asksTeams(person, line.number), ...tell],
    })
    if (outcome === 'on-a-call') throw holdsCall(line.name)
    if (outcome === 'none') return
    feed.publish(line, { type: 'me' })
  }

  return {
    list: (tenantId, filter, after, limit) => store.numbers(tenantId, filter, after, limit),
    async upload(administrator, source) {
      const { tenantId, by } = administrator
      const { total, good, errors } = await readNumberList(source, country)
      const compared = await compare(tenantId, good)
      const all = [...errors, ...compared.errors].sort((one, other) => one.row - other.row)
      // a row with two errors is one row less
      const errorCount = new Set(all.map(({ row }) => row)).size
      const preview: UploadPreview = { total, added: compared.added, changed: compared.changed, same: compared.same, errorCount, errors: all.slice(0, shownErrors) }
      const upload = { id: newId(), at: clock.now(), preview }
      await store.putUpload(tenantId, { ...upload, userId: by, rows: compared.rows })
      await audit(administrator, 'numbers-uploaded', upload.id, { rows: total, errors: errorCount })
      return { ...upload, result: null }
    },
    async confirm(administrator, id, skipErrors) {
      const found = await store.upload(administrator.tenantId, id)
      if (found === null) throw new Problem('not-found', 'There is no such upload. Upload the list again.')
      const { errorCount } = found.preview
      if (found.result === null && errorCount > 0 && !skipErrors) {
        throw new Problem('has-errors', `${errorCount} ${errorCount === 1 ? 'row has' : 'rows have'} errors. Put them right and upload the list again, or leave them out with skipErrors=true.`)
      }
      const applied = await store.applyUpload(administrator.tenantId, id, administrator.by, clock.now())
      if (applied === null) throw new Problem('not-found', 'There is no such upload. Upload the list again.')
      return applied
    },
    async assign(administrator, number, userId, givenName) {
      const { tenantId, by } = administrator
      const person = { tenantId, userId }
      const [holder, held, before] = await Promise.all([store.lineByNumber(number), store.numbersHeld([number]), store.lineOf(person)])
      const inventory = held.get(number)
      if ((inventory !== undefined && inventory.tenantId !== tenantId) || (holder !== null && holder.tenantId !== tenantId)) throw new Problem('number-taken', 'Another organisation has this number.', { field: 'number' })
      if (holder !== null && holder.userId !== userId) throw new Problem('number-taken', `${number} belongs to ${holder.name} already.`, { field: 'number' })
      const queue = await store.queueByNumber(number)
      if (queue !== null) throw new Problem('number-taken', queue.tenantId === tenantId ? `${number} is the number of the queue ${queue.name}.` : 'Another organisation has this number.', { field: 'number' })
      if (inventory?.kind === 'service') throw new Problem('bad-request', 'This is a service number. People get mobile numbers.', { field: 'number' })
      const name = givenName ?? await nameOf(person)
      const changes = before !== null && before.number !== number
      if (changes && (await store.isOnACall(person))) throw holdsCall(before.name)
      await store.addNumber(tenantId, byHand(number), clock.now())
      await people.assign({ ...person, number, name }, by, asksTeams(person, number, ...(changes ? [before.number] : [])))
      return require(tenantId, number)
    },
    async unassign(administrator, number) {
      const line = await store.lineByNumber(number)
      if (line?.tenantId === administrator.tenantId) {
        // one that was given before there was a list
        await store.addNumber(line.tenantId, byHand(number), clock.now())
        await release(line, administrator)
      }
      return require(administrator.tenantId, number)
    },
  }
}

const byHand = (number: string): NumberRow => ({ number, kind: 'mobile', operator: '', site: null, iccid: null })

/** Teams is asked in the background, and then what the person's number needs. */
const asksTeams = (person: PersonId, ...numbers: string[]): Job[] => [...numbers.map((number) => ({ task: 'teams-number' as const, person, number })), { task: 'readiness', person }]

const personOf = ({ tenantId, userId }: PersonId): PersonId => ({ tenantId, userId })
