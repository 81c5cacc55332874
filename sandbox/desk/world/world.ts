import type { Activity, Faults, Person, Phone, Presence } from '../types.ts'

/** What the desk knows, all of it told by the sandbox. */
export interface World {
  /** `lost`: shown as it was last known, and the page keeps trying. */
  connection: 'connecting' | 'open' | 'lost'
  people: Person[]
  phones: Phone[]
  /** By userId. */
  chats: Record<string, Activity[]>
  /** By userId: what Graph would answer. */
  presence: Record<string, Presence>
  /** Null until told. */
  app: { running: boolean } | null
  faults: Faults | null
}

/** The part of EventSource that the desk uses; `open` and `error` are among the types. */
export interface EventStream {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void
  close(): void
}

export interface WorldInput {
  /** Opens the stream of the sandbox's events, an EventSource. */
  openEvents: () => EventStream
  loadPeople: () => Promise<Person[]>
  /** Milliseconds between two attempts to connect. */
  retryMs?: number
}

export interface WorldStore {
  get(): World
  subscribe(listener: () => void): () => void
  /** Connects, and stays connected until the returned function is called. */
  start(): () => void
}

interface Messages {
  phones: Phone[]
  chat: { userId: string, activities: Activity[] }
  presence: { userId: string, presence: Presence }
  app: { running: boolean }
  faults: Faults
}

const absorb: { [Name in keyof Messages]: (world: World, message: Messages[Name]) => Partial<World> } = {
  phones: (_world, phones) => ({ phones }),
  chat: ({ chats }, { userId, activities }) => ({ chats: { ...chats, [userId]: activities } }),
  presence: ({ presence }, told) => ({ presence: { ...presence, [told.userId]: told.presence } }),
  app: (_world, app) => ({ app }),
  faults: (_world, faults) => ({ faults }),
}

const nothing: World = { connection: 'connecting', people: [], phones: [], chats: {}, presence: {}, app: null, faults: null }

export const createWorld = ({ openEvents, loadPeople, retryMs = 1_000 }: WorldInput): WorldStore => {
  let world = nothing
  const listeners = new Set<() => void>()
  const change = (changes: Partial<World>) => {
    world = { ...world, ...changes }
    for (const listener of listeners) listener()
  }

  const start = () => {
    let over = false
    let stream: EventStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined

    const lose = () => {
      if (over) return
      // A browser's EventSource gives up after an answer that isn't 200 (a sandbox that is starting), so: a new one.
      stream?.close()
      stream = undefined
      change({ connection: world.people.length > 0 ? 'lost' : 'connecting' })
      clearTimeout(timer)
      timer = setTimeout(connect, retryMs)
    }
    const listen = <Name extends keyof Messages>(opened: EventStream, name: Name) => {
      opened.addEventListener(name, (event) => {
        if (!over) change(absorb[name](world, JSON.parse(event.data) as Messages[Name]))
      })
    }
    const connect = () => {
      const opened = openEvents()
      stream = opened
      for (const name of Object.keys(absorb) as (keyof Messages)[]) listen(opened, name)
      opened.addEventListener('error', lose)
      opened.addEventListener('open', () => {
        loadPeople().then((people) => {
          if (!over && stream === opened) change({ people, connection: 'open' })
        }, lose)
      })
    }
    connect()
    return () => {
      over = true
      clearTimeout(timer)
      stream?.close()
    }
  }

  return {
    get: () => world,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start,
  }
}
