import { blockedCode, blockedNumber, guardOf, tooMany } from './guards.ts'
import { resolvePolicy, type PolicySettings } from './policies.ts'

const guard = (settings: PolicySettings, name: string | null = null) =>
  guardOf(resolvePolicy([name === null ? { scope: 'everyone', name: 'Everyone', priority: 0, settings } : { scope: 'group', name, priority: 0, settings }]).policy)

describe('whom a line may ring', () => {
  const premium = { destinations: { blocked: ['+1900', '+882'] } }
  it.each<[string, PolicySettings, string, boolean]>([
    ['anybody, where nothing was decided', {}, '+19005550123', true],
    ['nobody behind a blocked beginning', premium, '+19005550123', false],
    ['anybody else', premium, '+12065550142', true],
    ['some of a blocked country, where that is said more exactly', { destinations: { blocked: ['+49'], allowed: ['+4930', '+1'] } }, '+493012345678', true],
    ['nobody else there', { destinations: { blocked: ['+49'], allowed: ['+4930', '+1'] } }, '+4989123456', false],
    ['a block within what is allowed', { destinations: { blocked: ['+1900'], allowed: ['+1'] } }, '+19005550123', false],
    ['a block of what is allowed just as exactly', { destinations: { blocked: ['+1'], allowed: ['+1'] } }, '+12065550142', false],
    ['only what is allowed', { destinations: { allowed: ['+1206', '+1425'] } }, '+12065550142', true],
    ['nobody else', { destinations: { allowed: ['+1206', '+1425'] } }, '+442071234567', false],
    ['nobody at all', { destinations: { allowed: [] } }, '+12065550142', false],
    ['nobody at all, said the other way', { destinations: { blocked: ['+'] } }, '+12065550142', false],
    ['an emergency number, also behind a blocked beginning', { destinations: { blocked: ['+'], allowed: [] } }, '911', true],
    ['an emergency number, also with its country’s code', { destinations: { blocked: ['+'], allowed: [] } }, '+49112', true],
    ['an emergency number, also where the country’s code is a single 1', { destinations: { blocked: ['+'], allowed: [] } }, '+1911', true],
  ])('%s', (_words, settings, number, may) => {
    expect(blockedNumber(guard(settings), number) === null).toBe(may)
  })
  it.each<[string, PolicySettings, string, boolean]>([
    ['a number with a # behind it', premium, '19005550100#', false],
    ['a number that goes on', premium, '1900555010099', false],
    ['a service of the network with a number in it', premium, '*6719005550100', false],
    ['calls sent on by the network', premium, '*21*+19005550100#', false],
    ['a short code', premium, '1181', true],
    ['a service of the network', premium, '*100#', true],
    ['a long code where every destination is allowed', { guards: { callsPerMinute: 2 } }, '19005550100#', true],
  ])('of what is no phone number, %s', (_words, settings, dialled, may) => {
    expect(blockedCode(guard(settings), dialled) === null).toBe(may)
  })
  it('is told with the rule and who set it; the network hears that it was rejected', () => {
    expect(blockedNumber(guard(premium), '+19005550123')).toEqual({ rule: 'destination', cause: 'declined', words: 'Calls to numbers that begin with +1900 are not allowed. Set by your organisation.' })
    expect(blockedNumber(guard({ destinations: { allowed: ['+1'] } }, 'Sales'), '+442071234567')?.words).toBe('Calls to that number are not allowed: only some destinations are. Set by your organisation for Sales.')
  })
})

describe('how many a line may ring', () => {
  const limits = guard({ guards: { concurrentCalls: 2, callsPerMinute: 3 } })
  it.each<[string, number, number, boolean, string | null]>([
    ['below both limits', 1, 2, true, null],
    ['one too many at once', 2, 0, true, 'concurrent-calls'],
    ['somebody instead of another, at the limit', 2, 0, false, null],
    ['one too many a minute', 0, 3, true, 'calls-per-minute'],
    ['one too many a minute, instead of another', 1, 3, false, 'calls-per-minute'],
  ])('%s', (_words, connected, rang, more, rule) => {
    expect(tooMany(limits, '+12065550142', { connected, rang }, more)?.rule ?? null).toBe(rule)
  })
  it('never holds up an emergency call', () => {
    expect(tooMany(limits, '112', { connected: 9, rang: 9 }, true)).toBeNull()
  })
  it('is told with the limit and who set it; the network hears that it is busy', () => {
    expect(tooMany(limits, '+12065550142', { connected: 2, rang: 0 }, true)).toEqual({ rule: 'concurrent-calls', cause: 'busy', words: 'You can be in 2 calls at once, not more. Set by your organisation.' })
    expect(tooMany(limits, '+12065550142', { connected: 0, rang: 3 }, true)?.words).toBe('You can place 3 calls a minute. Wait a moment, then try again. Set by your organisation.')
    expect(tooMany(guard({}), '+12065550142', { connected: 99, rang: 99 }, true)).toBeNull()
  })
})
