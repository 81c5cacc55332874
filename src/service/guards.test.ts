import type { Guard } from '../call/model.ts'
import { incomingCall } from '../call/testing/world.ts'
import { createGuards } from './guards.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const lena = '+12065550142'
const by = { blocked: '', allowed: '', concurrentCalls: 'Set', callsPerMinute: 'Set' }
const guard = (changes: Partial<Guard>): Guard => ({ blocked: [], allowed: null, concurrentCalls: null, callsPerMinute: null, by, ...changes })

/** A line that places calls, on a clock that a test sets. */
const open = () => {
  let now = 1_000_000
  const guards = createGuards({ now: () => now, setTimeout: () => () => undefined })
  return {
    later: (ms: number) => { now += ms },
    rings: (limit: Guard, person = dana, number = lena) => guards.admit(person, limit, number, [], true)?.rule ?? 'rings',
    guards,
  }
}

describe('calls a minute', () => {
  it('are counted over the last sixty seconds, not by the clock’s minute', () => {
    const line = open()
    const two = guard({ callsPerMinute: 2 })
    expect([line.rings(two), line.rings(two), line.rings(two)]).toEqual(['rings', 'rings', 'calls-per-minute'])
    line.later(59_999)
    expect(line.rings(two)).toBe('calls-per-minute')
    line.later(1)
    expect([line.rings(two), line.rings(two), line.rings(two)]).toEqual(['rings', 'rings', 'calls-per-minute'])
  })
  it('do not count what was refused, so that trying again does not lock anybody out', () => {
    const line = open()
    const one = guard({ callsPerMinute: 1, blocked: ['+1900'] })
    expect([line.rings(one, dana, '+19005550123'), line.rings(one), line.rings(one)]).toEqual(['destination', 'rings', 'calls-per-minute'])
    line.later(60_000)
    expect(line.rings(one)).toBe('rings')
  })
  it('are each line’s own, also of two people with one id in two tenants', () => {
    const line = open()
    const one = guard({ callsPerMinute: 1 })
    expect([line.rings(one), line.rings(one, { ...dana, userId: 'marco' }), line.rings(one, { ...dana, tenantId: 'contoso' }), line.rings(one)]).toEqual(['rings', 'rings', 'rings', 'calls-per-minute'])
  })
})

describe('calls at once', () => {
  it('are those that go on, whoever began them', () => {
    const { guards } = open()
    const { call } = incomingCall()
    const one = guard({ concurrentCalls: 1 })
    expect(guards.admit(dana, one, lena, [call], true)).toMatchObject({ rule: 'concurrent-calls', cause: 'busy' })
    expect(guards.admit(dana, guard({ concurrentCalls: 2 }), lena, [call], true)).toBeNull()
    expect(guards.admit(dana, one, lena, [{ ...call, story: { ...call.story, endedAt: 1 } }], true)).toBeNull()
  })
})
