import type { CallRecord, RecordParty } from '../microsoft/port.ts'
import type { HistoryRecord, LineRecord } from '../store/port.ts'

/** Two clocks tell of the same call; Teams' and ours differ by less than this. */
const clocksMs = 5_000

/** Enough digits to tell two callers apart, however each side spells the rest. */
const suffixDigits = 8
const suffixOf = (number: string | null): string | null => number?.replace(/\D/g, '').slice(-suffixDigits) ?? null

/** A call that we anchored: one in the history, or one that still goes on (`endedAt` null). */
export interface Anchored extends Pick<HistoryRecord, 'direction' | 'remote' | 'startedAt' | 'journey'> {
  endedAt: number | null
  /** Kept once the engine tells it. */
  correlationId?: string | null
}

const others = ({ organizer, participants }: CallRecord, userId: string): RecordParty[] =>
  [...(organizer ? [organizer] : []), ...participants].filter((party) => party.userId !== userId)

/** What a call record says of one person of ours, as an entry. `lines` are the lines among those who took part. */
export const teamsEntry = (record: CallRecord, line: LineRecord, lines: LineRecord[], answered: boolean): HistoryRecord => {
  const { tenantId, userId } = line
  const direction = record.organizer?.userId === userId ? 'outgoing' : 'incoming'
  const [other] = others(record, userId)
  const colleague = lines.find((each) => each.userId === other?.userId)
  const remote = { number: other?.number ?? colleague?.number ?? null, name: other?.name ?? colleague?.name ?? null }
  return {
    id: `teams-${record.id}-${userId}`, tenantId, userId, direction, remote, startedAt: record.startedAt, endedAt: record.endedAt,
    outcome: answered ? 'answered' : direction === 'incoming' ? 'missed' : 'unanswered',
    talkMs: answered ? record.endedAt - record.startedAt : 0,
    journey: answered ? [{ endpoint: 'teams', from: record.startedAt, to: record.endedAt }] : [],
    voicemailId: null, transferredTo: null, forwardedTo: null, endedBy: null, source: 'teams', note: null, tags: [],
  }
}

/**
 * Whether Teams tells of a call that passed through us. By correlation id where both sides have one. Else the other
 * party's number must end alike, and it began with the call, or while the call went on: a move rings Teams in the middle,
 * always as an incoming call there.
 */
export const isSameCall = (entry: HistoryRecord, anchored: Anchored, correlationId: string | null): boolean => {
  const ours = anchored.correlationId ?? null
  if (correlationId !== null && ours !== null) return correlationId === ours
  if (suffixOf(entry.remote.number) !== suffixOf(anchored.remote.number)) return false
  if (entry.direction === anchored.direction && Math.abs(entry.startedAt - anchored.startedAt) <= clocksMs) return true
  // a withheld number is nobody's in particular
  if (entry.remote.number === null || entry.direction !== 'incoming') return false
  return entry.startedAt >= anchored.startedAt - clocksMs && entry.startedAt <= (anchored.endedAt ?? Number.POSITIVE_INFINITY) + clocksMs
}
