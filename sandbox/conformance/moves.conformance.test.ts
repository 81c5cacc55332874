import { randomUUID } from 'node:crypto'
import { eventually, stage, throughout } from '../stories/driver.ts'

const { dana, marco, lena, faults, ...scene } = stage()
const [native, laptop, mobile] = [dana.phone('native'), dana.phone('laptop'), dana.phone('mobile')]
const toTeams = { to: 'teams' }
const toNative = { to: 'native' }

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

/** Lena stays in the conversation for as long as `happening` takes: never idle, never held. */
const lenaHearsNoGap = async <T>(happening: Promise<T>): Promise<T> => {
  let over = false
  const seen = new Set<string>()
  const watching = (async () => {
    while (!over) await throughout(20, () => seen.add(lena.now().state))
  })()
  try {
    return await happening
  } finally {
    over = true
    await watching
    expect([...seen]).toEqual(['talking'])
  }
}

describe('uplift', () => {
  it('from the native dialer to Teams on the laptop and back; the other party talks on throughout', async () => {
    await scene.talking(lena, dana, native)
    await lenaHearsNoGap((async () => {
      const moving = dana.does('move', toTeams)
      await Promise.all([laptop.is('ringing'), mobile.is('ringing')])
      await dana.sees({ state: 'talking', endpoint: 'native', move: { to: 'teams', phase: 'ringing' }, actions: ['cancel', 'hangup'] })
      await laptop.answer()
      expect(await moving).toMatchObject({ outcome: 'done', code: 'moved-to-teams' })
      await dana.sees({ state: 'talking', endpoint: 'teams', move: null, actions: ['move-to-native', 'hold', 'consult', 'transfer', 'add', 'park', 'meet', 'hangup'] })
      await Promise.all([native.is('idle'), mobile.is('idle')])
      const back = dana.does('move', toNative)
      await native.answers()
      expect(await back).toMatchObject({ outcome: 'done', code: 'moved-to-native' })
      await Promise.all([laptop.is('idle'), native.is('talking')])
    })())
    await native.hangup()
    await lena.is('idle')
    const [entry] = await eventually(async () => {
      const entries = await dana.history()
      expect(entries).toHaveLength(1)
      return entries
    })
    expect(entry).toMatchObject({ outcome: 'answered', journey: [{ endpoint: 'native' }, { endpoint: 'teams' }, { endpoint: 'native' }] })
    const [first, second, third] = entry?.journey ?? []
    expect([second?.from, third?.from]).toEqual([first?.to, second?.to])
  })

  it('the phone ends its old call in the very moment the Teams call is taken on it: the conversation goes on', async () => {
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', toTeams)
    await mobile.is('ringing')
    await Promise.all([mobile.answer(), native.hangup()])
    expect(await moving).toMatchObject({ outcome: 'done', code: 'moved-to-teams' })
    await Promise.all([mobile.is('talking'), lena.is('talking'), native.is('idle')])
    await dana.sees({ state: 'talking', endpoint: 'teams' })
  })

  it('a call the person placed can be moved as well', async () => {
    await native.dial(lena.number)
    await lena.answers()
    await dana.sees({ state: 'talking' })
    const moving = dana.does('move', toTeams)
    await mobile.is('ringing')
    await laptop.answer()
    expect(await moving).toMatchObject({ outcome: 'done' })
    expect(lena.now().state).toBe('talking')
  })

  it('answered in Teams on the same phone: the phone holds the old call by itself, the call is whole, the old leg is let go', async () => {
    await scene.talking(lena, dana, native)
    await lenaHearsNoGap((async () => {
      const moving = dana.does('move', toTeams)
      await mobile.answers()
      expect(await moving).toMatchObject({ outcome: 'done', code: 'moved-to-teams' })
      await native.is('idle')
      await dana.sees({ state: 'talking', endpoint: 'teams' })
    })())
  })

  it('the phone ends the old call while Teams rings: the other party waits for Teams', async () => {
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', toTeams)
    await laptop.is('ringing')
    await native.hangup()
    await dana.sees({ state: 'waiting', endpoint: null, notice: expect.objectContaining({ code: 'old-phone-left' }) })
    expect(lena.now().state).toBe('talking')
    await laptop.answer()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await dana.sees({ state: 'talking', endpoint: 'teams' })
  })
})

describe('a move that comes to nothing leaves the call where it was', () => {
  const stays = async () => {
    await dana.sees({ state: 'talking', endpoint: 'native', move: null })
    expect([native.now().state, lena.now().state]).toEqual(['talking', 'talking'])
  }

  it('cancelled while it rings', async () => {
    await scene.talking(lena, dana, native)
    await lenaHearsNoGap((async () => {
      const moving = dana.does('move', toTeams)
      await laptop.is('ringing')
      expect(await dana.does('cancel')).toMatchObject({ outcome: 'done', code: 'move-cancelled' })
      expect(await moving).toMatchObject({ outcome: 'failed', code: 'move-cancelled' })
      await Promise.all([laptop.is('idle'), mobile.is('idle')])
      await stays()
    })())
    // and it can be tried again
    const again = dana.does('move', toTeams)
    await laptop.answers()
    expect(await again).toMatchObject({ outcome: 'done' })
  })

  it('declined', async () => {
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', toTeams)
    await laptop.is('ringing')
    await laptop.decline()
    expect(await moving).toMatchObject({ outcome: 'failed', code: 'move-declined' })
    await stays()
  })

  it('busy', async () => {
    await scene.talking(lena, dana, native)
    for (const phone of [laptop, mobile]) await phone.faults({ doNotDisturb: true })
    expect(await dana.does('move', toTeams)).toMatchObject({ outcome: 'failed', code: 'move-busy' })
    await stays()
  })

  it.each(['down', 'throttled'] as const)('with the Teams trunk %s', async (mode) => {
    await scene.talking(lena, dana, native)
    faults({ teams: mode })
    expect(await dana.does('move', toTeams)).toMatchObject({ outcome: 'failed', code: 'move-unreachable', message: expect.stringContaining('stays where it is') })
    await stays()
  })

  it('the other party leaves while Teams rings: everything ends, in one entry', async () => {
    const before = (await dana.history()).length
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', toTeams)
    await laptop.is('ringing')
    await lena.hangup()
    expect(await moving).toMatchObject({ outcome: 'failed', code: 'move-call-ended' })
    await Promise.all([native.is('idle'), laptop.is('idle'), mobile.is('idle')])
    await eventually(async () => expect(await dana.history()).toHaveLength(before + 1))
    expect(await dana.live()).toEqual([])
  })
})

describe('answered by a voicemail', () => {
  it('the call is with it, and can be moved straight back', async () => {
    await scene.talking(lena, dana, native)
    await laptop.faults({ answersByVoicemail: true })
    expect(await dana.does('move', toTeams)).toMatchObject({ outcome: 'done', code: 'moved-to-teams' })
    await dana.sees({ endpoint: 'teams', actions: ['move-to-native', 'hold', 'consult', 'transfer', 'add', 'park', 'meet', 'hangup'] })
    const back = dana.does('move', toNative)
    await native.answers()
    expect(await back).toMatchObject({ outcome: 'done', code: 'moved-to-native' })
    expect(lena.now().state).toBe('talking')
  })
})

describe('what a move answers', () => {
  it('202 with an id, then refusals with a code while it makes no sense', async () => {
    await lena.dial(dana.number)
    await native.is('ringing')
    expect(await dana.order('move', toTeams)).toMatchObject({ status: 409, body: { error: { code: 'not-talking' } } })
    await native.answer()
    await dana.sees({ state: 'talking' })
    expect(await dana.order('move', toNative)).toMatchObject({ status: 409, body: { error: { code: 'already-there' } } })
    expect(await dana.order('cancel')).toMatchObject({ status: 409, body: { error: { code: 'nothing-to-cancel' } } })
    expect(await dana.order('move', toTeams)).toMatchObject({ status: 202, body: { commandId: expect.any(String) } })
    expect(await dana.order('move', toTeams)).toMatchObject({ status: 409, body: { error: { code: 'move-open' } } })
    expect(await dana.order('transfer', { to: marco.number })).toMatchObject({ status: 409, body: { error: { code: 'move-open' } } })
    const { id } = await dana.call()
    await lena.hangup()
    await eventually(async () => expect(await dana.live()).toEqual([]))
    await eventually(async () => expect(await dana.ask('POST', `calls/${id}/move`, { body: toTeams })).toMatchObject({ status: 409, body: { error: { code: 'call-over' } } }))
  })

  it('the same key asks for the same thing once; another call or another thing is not meant by it', async () => {
    await scene.talking(lena, dana, native)
    const key = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => dana.order('move', toTeams, key)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    expect(new Set(answers.map(({ body }) => body.commandId)).size).toBe(1)
    await laptop.is('ringing')
    expect(laptop.now().calls).toHaveLength(1)
    expect(await dana.order('cancel', {}, key)).toMatchObject({ status: 202 })
    await laptop.is('idle')
    // a refused one used no key
    const refused = { 'idempotency-key': randomUUID() }
    expect((await dana.order('move', toNative, refused)).status).toBe(409)
    expect((await dana.order('move', toNative, refused)).status).toBe(409)
  })
})
