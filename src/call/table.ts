import type { Effect } from './effect.ts'
import type { Call } from './model.ts'
import type { HappeningType, Of, Signal } from './signal.ts'

/** What a cell answers: go on to `region`, ignore (and say why), or refuse a command (and say why). */
export type Step<R> =
  | { kind: 'go'; region: R; raise: Signal[]; effects: Effect[] }
  | { kind: 'ignore'; why: string }
  | { kind: 'refuse'; code: RefusalCode }

export type RefusalCode =
  | 'not-talking' | 'already-there' | 'no-desk' | 'on-hold' | 'not-on-hold' | 'phone-holds' | 'consult-open' | 'no-consult' | 'with-guests' | 'too-many' | 'no-guest' | 'move-open' | 'transfer-open' | 'nothing-to-cancel' | 'too-late' | 'call-over'

export type Cell<R, From extends R, E extends HappeningType> = (region: From, event: Of<E>, call: Readonly<Call>) => Step<R>

/** Total: a status or an event without a cell does not compile. */
export type Table<R extends { status: string }, E extends HappeningType> = {
  [S in R['status']]: { [T in E]: Cell<R, Extract<R, { status: S }>, T> }
}

export const go = <R>(region: R, raise: Signal[] = [], effects: Effect[] = []): Step<R> => ({ kind: 'go', region, raise, effects })
export const ignore = (why: string) => (): Step<never> => ({ kind: 'ignore', why })
export const refuse = (code: RefusalCode) => (): Step<never> => ({ kind: 'refuse', code })
/** For a decision inside a cell. */
export const ignored = (why: string): Step<never> => ({ kind: 'ignore', why })
export const refused = (code: RefusalCode): Step<never> => ({ kind: 'refuse', code })
