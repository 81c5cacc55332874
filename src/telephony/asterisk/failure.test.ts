import { readdirSync, readFileSync } from 'node:fs'
import { failure, isLegGone, noAnswer } from './failure.ts'

/** Every refusal in the traffic recorded from Asterisk 22, told apart. */
const folder = new URL('../../../sandbox/asterisk/fixtures/traces/', import.meta.url)
const refusals = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n').filter((text) => text !== ''))
  .map((text) => JSON.parse(text) as { response?: { status: number; body: unknown } })
  .flatMap(({ response }) => (response !== undefined && response.status >= 400 ? [failure('asked', response.status, JSON.stringify(response.body))] : []))

describe('what Asterisk refuses, and why', () => {
  it('the recorded refusals are of these kinds', () => {
    expect([...new Set(refusals.map(({ status, reason, code }) => `${status} ${reason}: ${code}`))].sort()).toEqual([
      '400 Channel not found: not-found',
      '404 Bridge not found: not-found',
      '404 Channel not found: not-found',
      '404 RTP info not found: not-found',
      '409 Channel with given unique ID already exists: refused',
      '422 Channel not in Stasis application: refused',
      '500 Allocation failed: away',
    ])
  })

  it('a leg that is gone is told from one without audio yet', () => {
    expect(isLegGone(failure('asked', 404, '{"message":"Channel not found"}'))).toBe(true)
    expect(isLegGone(failure('asked', 404, '{"message":"RTP info not found"}'))).toBe(false)
    expect(isLegGone(noAnswer('GET /channels/l', new Error('Channel not found')))).toBe(false)
  })

  it('words that are not ARI’s are kept as they stand', () => {
    expect(failure('asked', 502, '<h1>Bad gateway</h1>')).toMatchObject({ code: 'away', status: 502, reason: '<h1>Bad gateway</h1>', message: 'asked: 502 <h1>Bad gateway</h1>' })
    expect(failure('asked', 403, '').reason).toBe('')
  })
})
