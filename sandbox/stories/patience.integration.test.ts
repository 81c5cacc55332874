import { type Actor, eventually, type Phone, stage, throughout } from './driver.ts'

const { dana, marco, priya, lena, harbor, line, ...scene } = stage()

/** These stories take their real time, so they are told at once, each on a line of its own. */
const told: Promise<void>[] = []
const begin = (story: () => Promise<void>): Promise<void> => {
  const telling = story()
  // whoever waits for it hears of its failure
  telling.catch(() => undefined)
  told.push(telling)
  return telling
}
const stays = async (person: Actor, other: Phone) => {
  await person.sees({ state: 'talking', endpoint: 'native', move: null })
  expect([person.phone('native').now().state, other.now().state]).toEqual(['talking', 'talking'])
}

let nobodyAnswers: Promise<void>
let noSound: Promise<void>
let unanswered: Promise<void>

beforeAll(async () => {
  await scene.open()
  await line(priya, { unansweredAfterSeconds: 5 })
  nobodyAnswers = begin(async () => {
    await scene.talking(lena, dana, dana.phone('native'))
    const [outcome] = await Promise.all([dana.does('move', { to: 'teams' }, 21_000), throughout(18_500, () => expect(lena.now().state).toBe('talking'))])
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'move-no-answer' })
    await Promise.all([dana.phone('laptop').is('idle'), dana.phone('mobile').is('idle')])
    await stays(dana, lena)
  })
  noSound = begin(async () => {
    const laptop = marco.phone('laptop')
    await laptop.faults({ noAudio: true })
    await scene.talking(harbor, marco, marco.phone('native'))
    const moving = marco.does('move', { to: 'teams' }, 8_000)
    await laptop.answers()
    await marco.sees({ move: { to: 'teams', phase: 'checking' } })
    const [outcome] = await Promise.all([moving, throughout(3_500, () => expect(harbor.now().state).toBe('talking'))])
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'move-no-audio' })
    await laptop.is('idle')
    await stays(marco, harbor)
  })
  unanswered = begin(async () => {
    // from a phone whose own line plays no part: what rings is Priya's
    const caller = dana.phone('mobile')
    await caller.dial(priya.number)
    await priya.phone('laptop').is('ringing')
    await priya.sees({ state: 'voicemail' }, 8_000)
    await Promise.all([priya.phone('native').is('idle'), priya.phone('laptop').is('idle'), caller.is('talking')])
    await caller.hangup()
    await eventually(async () => expect((await priya.history())[0]).toMatchObject({ outcome: 'missed', voicemailId: null }))
  })
}, 60_000)
afterAll(async () => {
  await Promise.allSettled(told)
  await scene.clear()
  await scene.close()
}, 60_000)

describe('in real time', () => {
  it('a move that nobody answers is over after 18 s, and the call was never touched', () => nobodyAnswers)
  it('a move that is answered without sound is over after 4 s, and the call was never touched', () => noSound)
  it('a call that nobody answers comes to voicemail after the seconds of the line; every phone stops', () => unanswered)
})
