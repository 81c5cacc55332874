import { readPolicy } from '../line/policy.ts'
import { createLog } from '../log.ts'
import type { LineRecord } from '../store/port.ts'
import { createMustRecord } from './must-record.ts'

const [dana, marco] = ['+14255550101', '+14255550102']
const setup = () => {
  const must = new Map([[dana, true], [marco, false]])
  const told: string[] = []
  const timers: { ms: number; run: () => void }[] = []
  let away = false
  const flags = createMustRecord({
    store: { everyLine: async (after) => (after === null ? [...must] : []).map(([number, on]) => ({ number, linePolicy: readPolicy({ recording: 'all', mustRecord: on }) }) as LineRecord) },
    telephony: {
      async mustRecord(number, on) {
        if (away) throw new Error('away')
        told.push(`${number} ${on}`)
      },
    },
    lease: { held: true }, log: createLog('silent'),
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
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const said = () => told.splice(0)
  return { flags, must, said, next, timers, engineIs: (state: 'away' | 'there') => { away = state === 'away' } }
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

  it('are told anew to an engine that was started again, which forgot', async () => {
    const { flags, said, next } = setup()
    flags.engineIsBack()
    await next()
    said()
    flags.engineIsBack()
    await next()
    expect(said()).toEqual([`${dana} true`, `${marco} false`])
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
