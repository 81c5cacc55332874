import { useSyncExternalStore } from 'react'

export interface Store<State> {
  get: () => State
  /** Replaces the named parts. */
  set: (part: Partial<State>) => void
  subscribe: (listener: () => void) => () => void
}

/** A value that can be watched. Parts are replaced, never changed in place. */
export const createStore = <State extends object>(initial: State): Store<State> => {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set: (part) => {
      state = { ...state, ...part }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** One part of a store, as React state. `select` must return the same reference while nothing changed. */
export const useStore = <State extends object, Part>(store: Store<State>, select: (state: State) => Part): Part =>
  useSyncExternalStore(store.subscribe, () => select(store.get()))
