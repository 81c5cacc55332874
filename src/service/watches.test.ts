import type { CallView } from '../call/view.ts'
import { fakeTime } from '../jobs/testing/fake-time.ts'
import { keepWatching } from '../jobs/watches.ts'
import { createLog } from '../log.ts'
import { GraphError, type GraphPresence } from '../microsoft/port.ts'
import type { Job, LineRecord, PersonId, WatchRecord } from '../store/port.ts'
import { createFeed } from './feed.ts'
import { createWatches, watchLastsMs } from './watches.ts'

const dana: PersonId = { tenantId: 'northwind', userId: 'dana' }
const marco: PersonId = { tenantId: 'northwind', userId: 'marco' }
const busyInACall = { availability: 'Busy', activity: 'InACall' }
const shows = (availability: string): GraphPresence => ({ availability, activity: availability })

const open = () => {
  const world = {
    /** What Teams shows of Marco; an error instead is thrown. */
    marco: shows('Busy') as GraphPresence | Error | null,
    calls: [] as CallView['state'][],
    marked: false,
    asked: 0,
  }
  const clock = fakeTime()
  const feed = createFeed()
  const news: string[] = []
  feed.subscribe(dana, ({ type }) => news.push(type))
  let kept: WatchRecord[] = []
  const told: string[] = []
  const watches = createWatches({
    clock, feed, log: createLog('silent'),
    calls: { live: ({ userId }) => (userId === 'marco' ? world.calls.map((state) => ({ state }) as CallView) : []) },
    graph: {
      async presences(_tenant, ids) {
        world.asked += 1
        if (world.marco instanceof Error) throw world.marco
        return new Map(ids.flatMap((id) => (id === 'marco' && world.marco !== null && !(world.marco instanceof Error) ? [[id, world.marco]] : [])))
      },
      nameOf: async ({ userId }) => (userId === 'ana' ? 'Ana Silva' : null),
    },
    store: {
      watches: async ({ userId }) => kept.filter((watch) => watch.userId === userId),
      watchers: async ({ userId }) => kept.filter((watch) => watch.colleagueId === userId),
      allWatches: async () => kept,
      putWatch: async (watch) => { kept = [...kept.filter(({ colleagueId }) => colleagueId !== watch.colleagueId), watch] },
      async dropWatch(_person, colleagueId) {
        const before = kept.length
        kept = kept.filter((watch) => watch.colleagueId !== colleagueId)
        return kept.length < before
      },
      async endWatches(ended) {
        const really = ended.filter(({ watch }) => kept.includes(watch))
        kept = kept.filter((watch) => !really.some((one) => one.watch === watch))
        told.push(...really.map(({ tell }) => (tell as Extract<Job, { task: 'tell' }>).text))
        return really.map(({ watch }) => watch)
      },
      linesOf: async (_tenant, ids) => (ids.includes('marco') ? [{ ...marco, name: 'Marco Reyes' } as LineRecord] : []),
      presences: async () => (world.marked ? [marco] : []),
    },
  })
  return { world, clock, watches, told, news, kept: () => kept }
}

describe('Dana waits for Marco', () => {
  it('is told once when he is no longer busy in Teams', async () => {
    const { world, watches, told, news } = open()
    expect(await watches.ask(dana, 'marco')).toMatchObject({ free: false, watch: { name: 'Marco Reyes' } })
    await watches.look()
    expect(told).toEqual([])
    world.marco = shows('Available')
    await watches.look()
    await watches.look()
    expect(told).toEqual(['Marco Reyes is free now.'])
    expect(await watches.list(dana)).toEqual([])
    expect(news).toEqual(['watches', 'watches'])
  })

  it('is told right when he leaves a call on his phone, of which Teams knows only what we set', async () => {
    const { world, watches, told } = open()
    Object.assign(world, { calls: ['talking'], marked: true, marco: busyInACall })
    await watches.ask(dana, 'marco')
    await watches.look()
    expect(told).toEqual([])
    world.calls = []
    await watches.left(marco)
    expect(told).toEqual(['Marco Reyes is free now.'])
  })

  it('waits on when he left one call for another, or Teams itself shows him in one', async () => {
    const { world, watches, told } = open()
    Object.assign(world, { calls: ['talking'], marco: shows('Available') })
    await watches.ask(dana, 'marco')
    await watches.left(marco)
    Object.assign(world, { calls: [], marco: busyInACall, marked: false })
    await watches.left(marco)
    expect(told).toEqual([])
  })

  it.each(['ringing', 'calling', 'held', 'consulting'] as const)('counts a call that is %s as one', async (state) => {
    const { world, watches } = open()
    Object.assign(world, { calls: [state], marco: shows('Available') })
    expect((await watches.ask(dana, 'marco')).free).toBe(false)
  })

  it('does not count a caller who is with his voicemail', async () => {
    const { world, watches } = open()
    Object.assign(world, { calls: ['voicemail'], marco: shows('Available') })
    expect((await watches.ask(dana, 'marco')).free).toBe(true)
  })

  it('does not take someone who is away for free, except right after a call', async () => {
    const { world, watches, told } = open()
    world.marco = shows('Away')
    expect((await watches.ask(dana, 'marco')).free).toBe(false)
    await watches.look()
    expect(told).toEqual([])
    await watches.left(marco)
    expect(told).toHaveLength(1)
  })

  it.each(['DoNotDisturb', 'Busy', 'BusyIdle', 'Offline', 'PresenceUnknown'])('does not take someone who is %s for free after a call', async (availability) => {
    const { world, watches, told } = open()
    world.marco = shows(availability)
    await watches.ask(dana, 'marco')
    await watches.left(marco)
    expect(told).toEqual([])
  })

  it('knows by our own calls alone where presence may not be read, and hears at once that he is free', async () => {
    const { world, watches, kept } = open()
    world.marco = new GraphError(403, 'refused')
    expect((await watches.ask(dana, 'marco')).free).toBe(true)
    expect(kept()).toEqual([])
  })

  it('waits on while Graph is down, and what left a call is looked for again', async () => {
    const { world, watches, kept } = open()
    world.marco = new GraphError(503, 'down')
    expect((await watches.ask(dana, 'marco')).free).toBe(false)
    await expect(watches.left(marco)).rejects.toThrow('down')
    expect(kept()).toHaveLength(1)
  })

  it('ends after eight hours with a word', async () => {
    const { clock, watches, told } = open()
    await watches.ask(dana, 'marco')
    clock.pass(watchLastsMs)
    await watches.look()
    expect(told).toEqual([expect.stringContaining('was not free for eight hours')])
    expect(await watches.list(dana)).toEqual([])
  })

  it('can be ended, is not for oneself, nor for nobody', async () => {
    const { watches } = open()
    await watches.ask(dana, 'marco')
    expect(await watches.stop(dana, 'marco')).toBe(true)
    expect(await watches.stop(dana, 'marco')).toBe(false)
    await expect(watches.ask(dana, 'dana')).rejects.toThrow('That is you.')
    await expect(watches.ask(dana, 'nobody')).rejects.toThrow('no such colleague')
    expect((await watches.ask(dana, 'ana')).watch.name).toBe('Ana Silva')
  })
})

describe('the look for people', () => {
  it('asks Graph every 30 seconds while somebody waits, and not at all otherwise', async () => {
    const { world, clock, watches } = open()
    const pass = async (ms: number) => {
      clock.pass(ms)
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    }
    const stop = keepWatching({ watches, clock, log: createLog('silent'), watchEverySeconds: 30 })
    await pass(30_000)
    await pass(30_000)
    expect(world.asked).toBe(0)
    await watches.ask(dana, 'marco')
    expect(world.asked).toBe(1)
    await pass(30_000)
    await pass(30_000)
    expect(world.asked).toBe(3)
    world.marco = new GraphError(429, 'slow down', 90)
    await pass(30_000)
    await pass(30_000)
    expect(world.asked).toBe(4)
    await pass(60_000)
    expect(world.asked).toBe(5)
    stop()
    await pass(300_000)
    expect(world.asked).toBe(5)
  })
})
