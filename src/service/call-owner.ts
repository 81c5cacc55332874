import type { Clock } from '../clock.ts'
import type { CallEvent, TimerName } from '../call/event.ts'
import type { Effect } from '../call/effect.ts'
import type { Call } from '../call/model.ts'
import type { RefusalCode } from '../call/table.ts'
import { transition, type Outcome } from '../call/transition.ts'
import type { Logger } from '../log.ts'
import { createLanes, lanesOf } from './lanes.ts'

type Untimed<E> = E extends { at: number } ? Omit<E, 'at'> : never
export type TimelessEvent = Untimed<CallEvent>

export interface OwnerPorts {
  clock: Clock
  log: Logger
  /** Writes the call as it is now; `before` is what was written last. Rejects while the database is away. */
  save(before: Call, after: Call): Promise<void>
  /** Tells those who watch. Called after each change, saved or not: people see the call as it is. */
  changed(before: Call, after: Call): void
  /** Performs one effect; resolves with its outcome, if it has one at once. */
  perform(call: Call, effect: Effect): Promise<TimelessEvent | null>
}

/**
 * Owns one live call: its events run one after another, each saved before its effects. Effects of the same leg or bridge
 * run in order, others side by side (lanes.ts); none holds up the next event. Timers live here.
 */
export interface CallOwner {
  readonly call: Call
  /** True while the newest state is not in the database. */
  readonly unsaved: boolean
  /** Feeds one event. Answers at once whether a command was refused. */
  dispatch(event: TimelessEvent): RefusalCode | null
  /** Saves again what could not be saved. */
  retrySave(): void
  /** Resolves when nothing is queued. */
  settled(): Promise<void>
  /** Stops timers; the call itself goes on in the engine. */
  release(): void
}

const savePatienceMs = 300

export const ownCall = (begun: Outcome, ports: OwnerPorts): CallOwner => {
  const { clock, log } = ports
  let call = begun.call
  /** The newest state that is in the database, so that nothing is forgotten when a save in between failed. */
  let kept = begun.call
  let unsaved = false
  let released = false
  const timers = new Map<string, () => void>()
  let saving: Promise<void> = Promise.resolve()
  /** The state that is to be written next: what changed again meanwhile is written once. */
  let waiting: { call: Call; saved: Promise<void> } | null = null
  const performing = createLanes()

  const timerKey = (timer: TimerName, key: string) => `${timer}:${key}`
  const cancelTimer = (key: string) => {
    timers.get(key)?.()
    timers.delete(key)
  }
  const setTimer = (timer: TimerName, key: string, at: number) => {
    const id = timerKey(timer, key)
    cancelTimer(id)
    if (released) return
    timers.set(id, clock.setTimeout(Math.max(0, at - clock.now()), () => {
      timers.delete(id)
      dispatch({ type: 'timer', timer, key })
    }))
  }

  const save = async (after: Call): Promise<void> => {
    try {
      await ports.save(kept, after)
      kept = after
      if (after === call) unsaved = false
    } catch (error) {
      // the call goes on from memory; what is newest is written once the database is back
      unsaved = true
      log.warn({ callId: after.id, err: error instanceof Error ? error.message : error }, 'the call could not be saved')
    }
  }

  /** Resolves when this state, or a newer one, is written. */
  const saveSoon = (after: Call): Promise<void> => {
    if (waiting !== null) {
      waiting.call = after
      return waiting.saved
    }
    const next = { call: after, saved: saving }
    waiting = next
    next.saved = saving.then(() => {
      waiting = null
      return save(next.call)
    })
    saving = next.saved
    return next.saved
  }

  const perform = async (effect: Effect): Promise<void> => {
    if (effect.type === 'timer') return setTimer(effect.timer, effect.key, effect.at)
    if (effect.type === 'cancel-timer') return cancelTimer(timerKey(effect.timer, effect.key))
    // let go while it waited for the database: it never rings, and its hang-up finds nothing
    if (effect.type === 'ring' && call.legs[effect.leg]?.status !== 'starting') return
    const outcome = await ports.perform(call, effect)
    if (outcome !== null) dispatch(outcome)
  }

  /** Effects wait for the save, but a slow database never holds a call up for longer than this. */
  const withPatience = (saved: Promise<void>): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.setTimeout(savePatienceMs, resolve)
      void saved.then(() => {
        cancel()
        resolve()
      })
    })

  const take = (before: Call, outcome: Outcome): void => {
    call = outcome.call
    if (call !== before) {
      ports.changed(before, call)
      void saveSoon(call)
    }
    const saved = withPatience(saving)
    for (const effect of outcome.effects) {
      performing.run(lanesOf(effect), () => saved.then(() => perform(effect)).catch((error: unknown) => {
        log.error({ callId: call.id, effect: effect.type, err: error }, 'an effect threw')
      }))
    }
  }

  const dispatch = (timeless: TimelessEvent): RefusalCode | null => {
    if (released) return 'commandId' in timeless ? 'call-over' : null
    const event = { ...timeless, at: clock.now() } as CallEvent
    const before = call
    const outcome = transition(before, event)
    log.info({
      callId: call.id, event: event.type, ...('leg' in event ? { leg: event.leg } : {}), ...(outcome.refused ? { refused: outcome.refused } : {}),
      ...(outcome.ignored.length > 0 ? { ignored: outcome.ignored } : {}), effects: outcome.effects.map((effect) => effect.type),
    }, 'call event')
    if (outcome.refused === null) take(before, outcome)
    return outcome.refused
  }

  // `begun.call` has no "before": the first save and the first news are of a call nobody knew
  take({ ...begun.call, story: { ...begun.call.story } }, begun)

  return {
    get call() {
      return call
    },
    get unsaved() {
      return unsaved
    },
    dispatch,
    retrySave() {
      void saveSoon(call)
    },
    async settled() {
      while (!performing.idle() || waiting !== null) await Promise.all([saving, performing.settled()])
      await saving
    },
    release() {
      released = true
      for (const cancel of timers.values()) cancel()
      timers.clear()
    },
  }
}
