import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { GraphError, type Graph, type ListedRecord } from '../microsoft/port.ts'
import type { Calls } from '../service/calls.ts'
import type { Feed } from '../service/feed.ts'
import { isSameCall, teamsEntry, type Anchored } from '../service/teams-calls.ts'
import type { HistoryRecord, LineRecord, PersonId, Store } from '../store/port.ts'

const hourMs = 3_600_000

/**
 * A record comes 30 minutes after its call on average, and is listed by when the call began: whoever looks back this far
 * misses only what lasted longer. https://learn.microsoft.com/graph/cloud-communications-callrecords
 */
const lookBackMs = 12 * hourMs
/** Graph keeps them for 30 days. */
const keptMs = 30 * 24 * hourMs - hourMs

export interface TeamsCallPorts {
  store: Pick<Store, 'linesOf' | 'recordsRead' | 'recordsReadAt' | 'setRecordsReadAt' | 'historyDuring' | 'putTeamsCalls'>
  graph: Pick<Graph, 'callRecords' | 'callRecord' | 'callRecordAnswered'>
  calls: Pick<Calls, 'live'>
  feed: Pick<Feed, 'publish'>
  clock: Clock
  log: Logger
}

/**
 * Reads a tenant's call records and gives each person of ours the calls that only Teams knew of. The records are
 * everybody's: of those in which nobody of ours took part, an id and a version are kept and nothing else.
 */
export const readTeamsCalls = ({ store, graph, calls, feed, clock }: TeamsCallPorts) => {
  const liveOf = (person: PersonId): Anchored[] => calls.live(person).map(({ direction, remote, startedAt }) => ({ direction, remote, startedAt: Date.parse(startedAt), endedAt: null, journey: [] }))

  /** Those the record is news for; null when a call that still goes on has to end first. */
  const newsFor = async (entry: HistoryRecord, correlationId: string | null): Promise<HistoryRecord[] | null> => {
    if (liveOf(entry).some((live) => isSameCall(entry, live, correlationId))) return null
    const anchored = (await store.historyDuring(entry, entry.startedAt - 10_000, entry.endedAt + 10_000)).filter(({ source }) => source === 'anchor')
    return anchored.some((call) => isSameCall(entry, call, correlationId)) ? [] : [entry]
  }

  const readOne = async (tenantId: string, listed: ListedRecord): Promise<void> => {
    const record = listed.meeting ? null : await graph.callRecord(tenantId, listed.id)
    const involved = [record?.organizer, ...record?.participants ?? []].flatMap((party) => party?.userId ?? [])
    const lines: LineRecord[] = await store.linesOf(tenantId, [...new Set(involved)])
    const entries: HistoryRecord[] = []
    if (record !== null && lines.length > 0) {
      const answered = await graph.callRecordAnswered(tenantId, listed.id)
      for (const line of lines) {
        const news = await newsFor(teamsEntry(record, line, lines, answered), record.correlationId)
        if (news === null) return
        entries.push(...news)
      }
    }
    await store.putTeamsCalls(tenantId, listed, entries, clock.now())
    for (const entry of entries) feed.publish(entry, { type: 'history' })
  }

  return async (tenantId: string): Promise<void> => {
    const begun = clock.now()
    const before = await store.recordsReadAt(tenantId)
    const oldest = begun - keptMs
    const since = before === null ? oldest : Math.max(oldest, before - lookBackMs)
    for await (const page of graph.callRecords(tenantId, since)) {
      const known = await store.recordsRead(tenantId, page.map(({ id }) => id))
      for (const listed of page) if ((known.get(listed.id) ?? 0) < listed.version) await readOne(tenantId, listed)
    }
    await store.setRecordsReadAt(tenantId, begun)
  }
}

/** Reads them now and again. Without the permission it says so once and leaves it until the next start. Gives what ends it. */
export const keepTeamsCalls = (
  ports: TeamsCallPorts & { metrics: Pick<Metrics, 'jobs'>; tenantIds: string[]; callRecordsEverySeconds: number },
): (() => Promise<void>) => {
  const { clock, log, metrics, tenantIds, callRecordsEverySeconds } = ports
  const read = readTeamsCalls(ports)
  let stopped = false
  const cancels = new Map<string, () => void>()
  let reading: Promise<unknown> = Promise.resolve()

  const count = (outcome: string) => metrics.jobs.inc({ task: 'teams-calls', outcome })

  const once = async (tenantId: string): Promise<void> => {
    let waitMs = callRecordsEverySeconds * 1_000
    try {
      await read(tenantId)
      count('done')
    } catch (error) {
      const status = error instanceof GraphError ? error.status : null
      if (status === 403) {
        count('given up')
        return log.warn({ tenantId, status }, 'call records of Teams may not be read (CallRecords.Read.All); calls that only Teams knows of are not shown. Restart once consent is given')
      }
      count('failed')
      log.warn({ tenantId, status, err: error instanceof Error ? error.message : error }, 'call records of Teams were not read to the end; it goes on later')
      const asked = error instanceof GraphError ? error.retryAfterSeconds : null
      // what was read is remembered, so going on soon costs little
      waitMs = asked === null ? Math.min(waitMs, 60_000) : asked * 1_000
    }
    if (!stopped) cancels.set(tenantId, clock.setTimeout(waitMs, () => begin(tenantId)))
  }
  const begin = (tenantId: string): void => {
    reading = Promise.all([reading, once(tenantId)])
  }
  for (const tenantId of tenantIds) begin(tenantId)
  return async () => {
    stopped = true
    for (const cancel of cancels.values()) cancel()
    // a page that is on its way ends by its own deadline; nobody waits for all of them
    await Promise.race([reading, new Promise((resolve) => { clock.setTimeout(1_000, () => resolve(null)) })])
  }
}
