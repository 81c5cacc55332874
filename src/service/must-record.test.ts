import { readPolicy } from '../line/policy.ts'
import { createLog } from '../log.ts'
import type { LineRecord } from '../store/port.ts'
import { createMustRecord } from './must-record.ts'

const [dana, marco] = ['+14255550101', '+14255550102']
const setup = () => {
  const must = new Map([[dana, true], [marco, false]])
  const before = new Map(must)
  const told: string[] = []
  const written: string[] = []
  const timers: { ms: number; run: () => void }[] = []
  let away = false
  const flags = createMustRecord({
    store: { everyLine: async (after) => (after === null ? [...must] : []).map(([number, on]) => ({ number, linePolicy: readPolicy({ recording: 'all', mustRecord: on }) }) as LineRecord) },
    telephony: {
      async mustRecord(digits, on) {
        if (away) throw new Error('away')
        written.push(digits)
        if (must.has(`+${digits}`) || before.has(`+${digits}`)) told.push(`+${digits} ${on}`)
      },
    },
    lease: { held: true }, country: 'US', log: createLog('silent'),
    clock: {
      now: () => 0,
      setTimeout(ms, run) {
        const timer = { ms, run }
        timers.push(timer)
        return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1))
      },
    },
  })
  const next = async () => {
    timers.shift()?.run()
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  const said = () => told.splice(0)
  return { flags, must, said, written, next, timers, engineIs: (state: 'away' | 'there') => { away = state === 'away' } }
}

describe('the lines that must be recorded', () => {
  it('are told to the engine when it is back, each once, and then what changed', async () => {
    const { flags, must, said, next } = setup()
    flags.engineIsBack()
    await next()
    expect(said()).toEqual([`${dana} true`, `${marco} false`])
    await next()
    expect(said()).toEqual([])
    must.set(marco, true)
    must.delete(dana)
    await next()
    expect(said()).toEqual([`${marco} true`, `${dana} false`])
  })

  it('are told as whoever calls them may write them', async () => {
    const { flags, written, next } = setup()
    flags.engineIsBack()
    await next()
    expect(written.filter((digits) => digits.endsWith('0101'))).toEqual(['14255550101', '0014255550101', '01114255550101', '4255550101'])
  })

  it('are told anew to an engine that was started again, which forgot', async () => {
    const { flags, said, next } = setup()
    flags.engineIsBack()
    await next()
    said()
    flags.engineIsBack()
    await next()
    expect(said()).toEqual([`${dana} true`, `${marco} false`])
  })

  it('are told at once when a policy changed', async () => {
    const { flags, must, said, next, timers } = setup()
    flags.engineIsBack()
    await next()
    said()
    must.set(marco, true)
    flags.changed()
    expect(timers.map(({ ms }) => ms)).toEqual([0])
    await next()
    expect(said()).toEqual([`${marco} true`])
    // and now and then, as before
    expect(timers.map(({ ms }) => ms)).toEqual([30_000])
  })

  it('are told in a second look when a policy changes during one', async () => {
    const { flags, must, said, next, timers } = setup()
    flags.engineIsBack()
    timers.shift()?.run()
    // the look has begun; it has read everybody a moment later, or not
    for (let turn = 0; turn < 3; turn++) await Promise.resolve()
    must.set(marco, true)
    flags.changed()
    await next()
    expect(said().at(-1)).toBe(`${marco} true`)
    expect(timers.map(({ ms }) => ms)).toEqual([30_000])
  })

  it('are told as soon as the engine answers', async () => {
    const { flags, said, next, timers, engineIs } = setup()
    engineIs('away')
    flags.engineIsBack()
    await next()
    expect(timers.map(({ ms }) => ms)).toEqual([1_000])
    engineIs('there')
    await next()
    expect(said()).toEqual([`${dana} true`, `${marco} false`])
  })
})
