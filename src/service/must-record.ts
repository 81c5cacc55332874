import type { Clock } from '../clock.ts'
import { digitsOf } from '../line/number.ts'
import { mustBeWithUs } from '../line/recording.ts'
import type { Logger } from '../log.ts'
import type { Store } from '../store/port.ts'
import type { Telephony } from '../telephony/port.ts'
import { linesOf } from './recordings.ts'

/** Keeps the engine's dialplan told of the lines whose calls it must refuse while nobody can record them. */
export interface MustRecord {
  /** The engine may have forgotten: every line is told anew. */
  engineIsBack(): void
  /** A policy changed: what is so now is told at once, also when a look is under way that may have begun before it. */
  changed(): void
  stop(): void
}

export interface MustRecordPorts {
  store: Pick<Store, 'everyLine'>
  telephony: Pick<Telephony, 'mustRecord'>
  lease: { readonly held: boolean }
  /** ISO 3166-1 alpha-2: how its network may write a number. */
  country: string
  clock: Clock
  log: Logger
}

/** A policy may be changed by a command beside us. */
const lookMs = 30_000
const soonMs = 1_000

/**
 * The flags lie in Asterisk's memory: they outlive this process, and are set again when the line to Asterisk opens.
 * Between a start of Asterisk and that moment there are none.
 */
export const createMustRecord = ({ store, telephony, lease, country, clock, log }: MustRecordPorts): MustRecord => {
  /** What the engine was last told. */
  let told = new Map<string, boolean>()
  let cancel = () => {}
  let looking: Promise<void> | null = null
  let again = false
  let stopped = false

  const tell = async (): Promise<void> => {
    const [now, before] = [new Map<string, boolean>(), told]
    for await (const line of linesOf(store)) now.set(line.number, mustBeWithUs(line))
    // a number that was given back is nobody's to refuse
    for (const number of before.keys()) if (!now.has(number)) now.set(number, false)
    for (const [number, must] of now) {
      if (before.get(number) === must || !lease.held) continue
      for (const digits of digitsOf(number, country)) await telephony.mustRecord(digits, must)
      // a connection that opened anew has emptied it meanwhile
      if (told === before) before.set(number, must)
    }
  }

  const tellAll = async (): Promise<void> => {
    do {
      again = false
      await tell()
    } while (again)
  }
  const look = (): Promise<void> => (looking ??= tellAll().finally(() => { looking = null }))
  const keepLooking = (ms: number): void => {
    cancel()
    if (stopped) return
    cancel = clock.setTimeout(ms, () => {
      void look().then(() => keepLooking(lookMs), (error: unknown) => {
        log.warn({ err: error instanceof Error ? error.message : error }, 'the engine could not be told which lines must be recorded; trying again')
        keepLooking(soonMs)
      })
    })
  }

  return {
    engineIsBack() {
      told = new Map()
      keepLooking(0)
    },
    changed() {
      again = true
      keepLooking(0)
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
