import type { CallView } from '../call/view.ts'
import { offerUpliftJob } from '../jobs/offer-uplift.ts'
import { fakeTime } from '../jobs/testing/fake-time.ts'
import { usualSettings } from '../line/settings.ts'
import { createLog } from '../log.ts'
import type { LineRecord, PersonId } from '../store/port.ts'
import { createOffers } from './offers.ts'

const dana: PersonId = { tenantId: 'northwind', userId: 'dana' }
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

/** The app runs for a while already. */
const open = async ({ ranFor = 600_000 } = {}) => {
  const clock = fakeTime()
  const world = { live: [] as CallView[], notify: true, offerUplift: true }
  const offered: string[] = []
  const keys = new Map<string, string>()
  let ids = 0
  const make = () => createOffers({
    clock, log: createLog('silent'), newId: () => `id-${++ids}`,
    calls: { live: () => world.live },
    store: {
      lineOf: async () => ({ notify: world.notify, settings: { ...usualSettings, offerUplift: world.offerUplift } }) as LineRecord,
      rememberCommand: async (_person, key, id) => keys.get(key) ?? (keys.set(key, id), id),
      addJobs: async (jobs) => void offered.push(...jobs.map((job) => ('callId' in job ? job.callId : ''))),
    },
  })
  let offers = make()
  clock.pass(ranFor)
  const talksOn = (endpoint: 'native' | 'teams', id = 'call-1'): void => {
    world.live = [{ id, endpoint, actions: endpoint === 'native' ? ['move-to-teams'] : ['move-to-native'], journey: [{ endpoint, from: new Date(clock.now()).toISOString(), to: null }] } as unknown as CallView]
  }
  return {
    world, clock, offered, talksOn,
    restart: () => { offers = make() },
    opensTab: async () => {
      const close = offers.tabOpened(dana)
      await settled()
      return close
    },
    usesBot: async () => {
      offers.usedBot(dana)
      await settled()
    },
  }
}

describe('Dana talks on her phone and turns to Teams', () => {
  it('is offered the move when her tab opens, once for this call', async () => {
    const { clock, talksOn, opensTab, usesBot, offered, restart } = await open()
    talksOn('native')
    clock.pass(5_000)
    const close = await opensTab()
    expect(offered).toEqual(['call-1'])
    close()
    clock.pass(120_000)
    await opensTab()
    await usesBot()
    restart()
    clock.pass(120_000)
    await usesBot()
    expect(offered).toEqual(['call-1'])
    talksOn('native', 'call-2')
    clock.pass(5_000)
    restart()
    await usesBot()
    expect(offered).toEqual(['call-1', 'call-2'])
  })

  it('is offered it when she writes to the bot', async () => {
    const { clock, talksOn, usesBot, offered } = await open()
    talksOn('native')
    clock.pass(5_000)
    await usesBot()
    expect(offered).toEqual(['call-1'])
  })

  it('is not within the first five seconds', async () => {
    const { clock, talksOn, usesBot, opensTab, offered } = await open()
    talksOn('native')
    clock.pass(4_999)
    await usesBot()
    await opensTab()
    expect(offered).toEqual([])
  })

  it('is not when her tab was open before: it shows the button', async () => {
    const { clock, talksOn, opensTab, usesBot, offered } = await open()
    const close = await opensTab()
    talksOn('native')
    clock.pass(10_000)
    await usesBot()
    await opensTab()
    // its token ran out, and it is back at once
    close()
    clock.pass(3_000)
    await opensTab()
    expect(offered).toEqual([])
  })

  it('is not by tabs that come back after the app started', async () => {
    const { clock, talksOn, opensTab, offered } = await open({ ranFor: 0 })
    talksOn('native')
    clock.pass(20_000)
    await opensTab()
    expect(offered).toEqual([])
  })

  it.each([{ notify: false }, { offerUplift: false }])('is not when she does not want it: %j', async (wish) => {
    const { world, clock, talksOn, usesBot, offered } = await open()
    Object.assign(world, wish)
    talksOn('native')
    clock.pass(5_000)
    await usesBot()
    expect(offered).toEqual([])
  })

  it('is not while the call is in Teams already, or moves', async () => {
    const { world, clock, talksOn, usesBot, offered } = await open()
    talksOn('teams')
    clock.pass(5_000)
    await usesBot()
    talksOn('native')
    world.live = world.live.map((call) => ({ ...call, actions: ['cancel'] }))
    clock.pass(5_000)
    await usesBot()
    expect(offered).toEqual([])
  })
})

it('an offer that comes late is not made when the call has moved or ended', async () => {
  const said: string[] = []
  const world = { call: { id: 'call-1', endpoint: 'native', actions: ['move-to-teams'] } as CallView | null }
  const job = offerUpliftJob({ calls: { find: () => world.call }, chat: { offerUplift: async (_person, { id }) => void said.push(id) } })
  await job({ person: dana, callId: 'call-1' })
  world.call = { ...world.call, endpoint: 'teams', actions: ['move-to-native'] } as CallView
  await job({ person: dana, callId: 'call-1' })
  world.call = null
  await job({ person: dana, callId: 'call-1' })
  expect(said).toEqual(['call-1'])
})
