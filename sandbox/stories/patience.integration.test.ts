import { type Actor, type Phone, stage, throughout } from './driver.ts'

const { dana, marco, lena, harbor, ...scene } = stage()

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

beforeAll(async () => {
  await scene.open()
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
}, 60_000)
afterAll(async () => {
  await Promise.allSettled(told)
  await scene.clear()
  await scene.close()
}, 60_000)

describe('in real time', () => {
  it('a move that nobody answers is over after 18 s, and the call was never touched', () => nobodyAnswers)
  it('a move that is answered without sound is over after 4 s, and the call was never touched', () => noSound)
})
