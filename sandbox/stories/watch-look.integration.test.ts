import { eventually, stage, throughout } from './driver.ts'

/** Who is busy in Teams alone leaves no call of ours: only a look tells that they are free again. */
const { dana, marco, ...scene } = stage({ environment: { WATCH_EVERY_SECONDS: '2' } })

beforeAll(() => scene.open())
afterAll(() => scene.close())

describe('Dana waits for Marco, who is busy in Teams', () => {
  it('is told by the look that comes after he is no longer busy, and not before', async () => {
    const told = () => dana.chat().filter(({ text }) => text?.includes('Marco Reyes is free now.')).length
    marco.chooses('Busy')
    expect((await dana.ask<{ free: boolean }>('PUT', `watches/${marco.userId}`)).body.free).toBe(false)
    await throughout(2_500, () => expect(told()).toBe(0))
    marco.chooses(null)
    await eventually(() => expect(told()).toBe(1))
  })
})
