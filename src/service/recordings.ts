import type { Clock } from '../clock.ts'
import type { Call } from '../call/model.ts'
import { sideBridgeOf } from '../call/model.ts'
import { isRecordingName } from '../call/recording.ts'
import { recordingGoesAt, records, usualRecordingDays } from '../line/recording.ts'
import type { Logger } from '../log.ts'
import type { Cursor, LineRecord, PersonId, Store } from '../store/port.ts'
import type { RecordingFilter, RecordingRecord } from '../store/port/recordings.ts'
import type { Telephony } from '../telephony/port.ts'
import { engineSpool } from './engine-spool.ts'
import type { NamesOf } from './names.ts'
import { notingOnce } from './note-once.ts'
import { Problem } from './problem.ts'
import { pieceBytes, type RecordingCipher } from './recording-cipher.ts'
import { untilNone } from './until-none.ts'
import { readWav } from './wav.ts'

/** A recording as it is played: read piece by piece, each as it is asked for. */
export interface RecordedSound {
  bytes: number
  /** These bytes of the sound, both ends included. */
  read(from: number, to: number): AsyncGenerator<Buffer>
}

/** With the name of whose line it was; null when nobody knows it now. */
export type NamedRecording = RecordingRecord & { name: string | null }

export interface Recordings {
  /** False without a master key: then nothing can be recorded. */
  readonly ready: boolean
  /** Fetches a part from the engine, seals and keeps it, deletes it there. `lost`: there is none. Throws when it can't be fetched or kept now. */
  keep(call: Call, name: string): Promise<'kept' | 'lost'>
  // for the role Compliance alone, which the caller has checked; `officer` is in the audit log
  list(officer: PersonId, filter: RecordingFilter, before: Cursor | null, limit: number): Promise<NamedRecording[]>
  /**
   * It is in the audit log before the first byte goes out: once for each signed address, range by range as a player asks
   * for it (`address`, checked by the caller), and each time where there is none. Throws Problem `not-found`.
   */
  listen(officer: PersonId, id: string, address: string | null): Promise<RecordedSound>
  /** Retention leaves it alone as long as it is held. Throws Problem `not-found`. */
  hold(officer: PersonId, id: string, on: boolean): Promise<NamedRecording>
  /** What lies open at the engine, and no call waits for it any more: of what is kept the open copy goes, anything else is said. Throws when it can't be asked. */
  tidy(isAwaited: (name: string) => boolean): Promise<void>
  /** Takes away for good what is past its time. */
  expire(): Promise<number>
  /** A line whose policy records, though there is no key; null where all is well. */
  recordedWithoutKey(): Promise<LineRecord | null>
}

export interface RecordingPorts {
  store: Store
  telephony: Pick<Telephony, 'recording' | 'recordings' | 'deleteRecording'>
  cipher: RecordingCipher | null
  namesOf: NamesOf
  clock: Clock
  log: Logger
}

/** Goes over every line there is, some at a time. */
export async function* linesOf(store: Pick<Store, 'everyLine'>): AsyncGenerator<LineRecord> {
  for (let after: string | null = null; ; ) {
    const lines: LineRecord[] = await store.everyLine(after, 500)
    yield* lines
    after = lines.at(-1)?.number ?? null
    if (after === null) return
  }
}

/** Sealed copies are kept already; what is in the spool is readable. */
const triesToDelete = 60
const wavHeaderBytes = 44
const bytesPerMs = 16

export const createRecordings = ({ store, telephony, cipher, namesOf, clock, log }: RecordingPorts): Recordings => {
  const spool = engineSpool({ telephony, clock, log })

  /** The engine's file may have lost its end, and with it the length in its head. */
  const lengthOf = (sound: Buffer): number => {
    try {
      return readWav(sound, 1).durationMs || Math.round((sound.length - wavHeaderBytes) / bytesPerMs)
    } catch {
      return Math.max(0, Math.round((sound.length - wavHeaderBytes) / bytesPerMs))
    }
  }

  const named = async (tenantId: string, rows: RecordingRecord[]): Promise<NamedRecording[]> => {
    const names = await namesOf(tenantId, rows.map(({ userId }) => userId))
    return rows.map((row) => ({ ...row, name: names[row.userId] ?? null }))
  }
  /** Sound is large: a hundred calls that end at once are kept one after the other. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }
  const noteOnce = notingOnce()
  const noSuch = () => new Problem('not-found', 'There is no such recording.')
  const require = async (tenantId: string, id: string) => {
    const found = await store.recording(tenantId, id)
    if (found === null) throw noSuch()
    return found
  }

  return {
    ready: cipher !== null,
    keep: (call, name) => inTurn(async () => {
      const { tenantId, userId } = call.line
      const parts = call.recording.status === 'idle' ? [] : call.recording.parts
      const index = parts.findIndex((part) => part.name === name)
      const part = parts[index]
      if (part === undefined || cipher === null) return 'lost'
      // it may have been kept just before a crash, and be there still
      if (await store.hasRecording(tenantId, name)) {
        void spool.delete(name, triesToDelete)
        return 'kept'
      }
      const sound = await spool.fetch(name)
      if (sound === null || sound.length <= wavHeaderBytes) return 'lost'
      const line = await store.lineOf(call.line)
      const durationMs = lengthOf(sound)
      const { key, pieces } = cipher.seal(name, sound)
      await store.putRecording({
        id: name, tenantId, userId, callId: call.id, part: index + 1, beside: part.bridge === sideBridgeOf(call), direction: call.direction, remote: call.remote,
        startedAt: part.from, endedAt: part.from + durationMs, durationMs, bytes: sound.length, legalHold: false,
        deleteAfter: line === null ? part.from + usualRecordingDays * 86_400_000 : recordingGoesAt(line, part.from),
      }, key, pieces)
      log.info({ callId: call.id, recordingId: name, durationMs }, 'a recording was kept')
      void spool.delete(name, triesToDelete)
      return 'kept'
    }),
    list: async ({ tenantId }, filter, before, limit) => named(tenantId, await store.recordings(tenantId, filter, before, limit)),
    async listen(officer, id, address) {
      const { bytes, pieces, key, userId, callId, part } = await require(officer.tenantId, id)
      if (cipher === null) throw new Problem('no-recording-key', 'Recordings can’t be played: the service has no key for them.')
      const open = cipher.opener(id, key, pieces)
      const note = () => store.audit({ tenantId: officer.tenantId, userId, actor: officer.userId, at: clock.now(), action: 'recording-played', subject: id, detail: { callId, part } })
      await noteOnce(address, note)
      return {
        bytes,
        async *read(from, to) {
          for (let index = Math.floor(from / pieceBytes); index <= Math.floor(to / pieceBytes); index++) {
            const piece = await store.recordingPiece(officer.tenantId, id, index)
            if (piece === null) throw noSuch()
            const start = index * pieceBytes
            yield open(piece, index).subarray(Math.max(0, from - start), to - start + 1)
          }
        },
      }
    },
    async hold(officer, id, on) {
      const found = await store.setLegalHold(officer, id, on, clock.now())
      if (found === null) throw noSuch()
      return { ...found, name: (await namesOf(officer.tenantId, [found.userId]))[found.userId] ?? null }
    },
    async tidy(isAwaited) {
      const left = (await telephony.recordings()).filter((name) => isRecordingName(name) && !isAwaited(name))
      const kept = new Set(await store.keptRecordings(left))
      for (const name of left) {
        if (kept.has(name)) void spool.delete(name, triesToDelete)
        else log.error({ name }, 'a recording lies open at the engine, and no call waits for it')
      }
    },
    async expire() {
      const gone = await untilNone(() => store.expireRecordings(clock.now()))
      if (gone > 0) log.info({ gone }, 'recordings past their time were removed')
      return gone
    },
    async recordedWithoutKey() {
      if (cipher !== null) return null
      for await (const line of linesOf(store)) if (records(line)) return line
      return null
    },
  }
}
