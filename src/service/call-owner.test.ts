import { incomingCall, native, talkingOnNative } from '../call/testing/world.ts'
import type { Effect } from '../call/effect.ts'
import type { Call } from '../call/model.ts'
import { createLog } from '../log.ts'
import { ownCall, type OwnerPorts } from './call-owner.ts'

/** Time that stands still until told. */
const setup = (save: OwnerPorts['save']) => {
  let now = 1_000
  const timers: { at: number; run: () => void }[] = []
  const performed: string[] = []
  const seen: Call[] = []
  const ports: OwnerPorts = {
    clock: {
      now: () => now,
      setTimeout(ms, run) {
        const timer = { at: now + ms, run }
        timers.push(timer)
        return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
      },
    },
    log: createLog('silent'),
    save,
    changed: (_before, after) => void seen.push(after),
    async perform(_call: Call, effect: Effect) {
      performed.push(effect.type)
      return null
    },
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const pass = async (ms: number) => {
    now += ms
    for (const timer of timers.filter(({ at }) => at <= now)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.run()
    }
    await turn()
  }
  return { ports, performed, seen, turn, pass }
}
const begun = () => {
  const { call, effects } = incomingCall()
  return { call, effects, refused: null, ignored: [] }
}

describe('the owner of a call', () => {
  it('saves before it acts', async () => {
    const saved = Promise.withResolvers<void>()
    const { ports, performed, turn } = setup(() => saved.promise)
    ownCall(begun(), ports)
    await turn()
    expect(performed).toEqual([])
    saved.resolve()
    await turn()
    expect(performed).toEqual(['indicate-ringing', 'ring', 'ring'])
  })

  it('lets a slow database hold a call up for a moment only', async () => {
    const { ports, performed, turn, pass } = setup(() => new Promise(() => undefined))
    ownCall(begun(), ports)
    await turn()
    for (let step = 0; step < 6; step++) await pass(300)
    expect(performed).toEqual(['indicate-ringing', 'ring', 'ring'])
  })

  it('goes on from memory while the database is away, and writes the newest once it is back', async () => {
    let away = true
    const written: Call[] = []
    const { ports, performed, turn } = setup(async (_before, after) => {
      if (away) throw new Error('no database')
      written.push(after)
    })
    const owner = ownCall(begun(), ports)
    await turn()
    expect(performed).toContain('ring')
    owner.dispatch({ type: 'leg-answered', leg: native })
    await owner.settled()
    expect(performed).toContain('connect')
    expect(owner.unsaved).toBe(true)
    away = false
    owner.retrySave()
    await owner.settled()
    expect(owner.unsaved).toBe(false)
    expect(written).toEqual([owner.call])
  })

  it('says what has changed since the last state that was written, whatever failed in between', async () => {
    let away = false
    const written: [string, string][] = []
    const { ports, turn } = setup(async (before, after) => {
      if (away) throw new Error('no database')
      written.push([before.user.status, after.user.status])
    })
    const owner = ownCall(begun(), ports)
    await turn()
    away = true
    owner.dispatch({ type: 'leg-answered', leg: native })
    await owner.settled()
    away = false
    owner.dispatch({ type: 'connected', leg: native, bridge: 'b-c' })
    await owner.settled()
    expect(written.at(-1)).toEqual(['absent', 'talking'])
  })

  it('does not ring what was let go meanwhile', async () => {
    const saved = Promise.withResolvers<void>()
    const { ports, performed } = setup(() => saved.promise)
    const owner = ownCall(begun(), ports)
    owner.dispatch({ type: 'leg-gone', leg: 'lena', cause: 'normal' })
    saved.resolve()
    await owner.settled()
    expect(performed).not.toContain('ring')
    expect(performed).toContain('hangup')
  })

  it('tells a refusal at once and changes nothing', async () => {
    const { ports, seen, turn } = setup(async () => undefined)
    const { call } = talkingOnNative()
    const owner = ownCall({ call, effects: [], refused: null, ignored: [] }, ports)
    await turn()
    const before = seen.length
    expect(owner.dispatch({ type: 'cancel', commandId: 'x' })).toBe('nothing-to-cancel')
    expect(seen).toHaveLength(before)
  })

  it('an effect that throws does not stop those after it', async () => {
    const { ports, performed, turn } = setup(async () => undefined)
    let first = true
    const perform = ports.perform
    ownCall(begun(), { ...ports, perform: (call, effect) => {
      if (first) {
        first = false
        return Promise.reject(new Error('boom'))
      }
      return perform(call, effect)
    } })
    for (let step = 0; step < 8; step++) await turn()
    expect(performed).toEqual(['ring', 'ring'])
  })
})
