import { virtualClock } from '../../../sandbox/clock.ts'
import type { EngineEffect, EngineEvent } from '../port.ts'
import { TelephonyError } from '../port.ts'
import type { AriClient } from './client.ts'
import { performer } from './out.ts'

type Reply = unknown | TelephonyError
/** ARI that answers as told and keeps what was asked of it. */
const setup = (replies: Record<string, Reply | (() => Reply)> = {}) => {
  const asked: string[] = []
  const told: EngineEvent[] = []
  const clock = virtualClock()
  const ari: AriClient = {
    async request(method, path, query) {
      const line = `${method} ${path}`
      asked.push(query && Object.keys(query).length > 0 ? `${line} ${Object.values(query).join(' ')}` : line)
      const set = replies[line]
      const reply = typeof set === 'function' ? (set as () => Reply)() : set
      if (reply instanceof TelephonyError) throw reply
      return reply ?? null
    },
    download: async () => Buffer.alloc(0),
    open: async () => undefined,
    close: async () => undefined,
    connected: true,
  }
  const perform = performer(ari, clock, {
    app: 'single-number', greeting: 'sound:vm-intro', dial: { native: 'PJSIP/{number}@native', teams: 'PJSIP/{number}@teams', outside: 'PJSIP/{number}@operator' },
  }, (event) => told.push(event))
  return { asked, told, clock, perform: (effect: EngineEffect) => perform('c', effect) }
}
const missing = (what: string) => new TelephonyError('not-found', what, 404)

describe('carrying out effects over ARI', () => {
  it('exchanges legs without a gap and without an echo: mute the old, take in the new, take out the old', async () => {
    const { asked, perform } = setup()
    expect(await perform({ type: 'connect', bridge: 'b-c', leg: 'new', together: ['lena'], answer: null, instead: 'old' })).toEqual({ type: 'connected', leg: 'new' })
    const order = ['POST /channels/old/mute both', 'POST /bridges/b-c/addChannel lena,new', 'POST /bridges/b-c/removeChannel old']
    expect(asked.filter((line) => order.includes(line))).toEqual(order)
  })

  it('says when the bridge did not take a leg in', async () => {
    const { perform } = setup({ 'POST /bridges/b-c/addChannel': new TelephonyError('refused', 'Channel not in Stasis application', 422) })
    expect(await perform({ type: 'connect', bridge: 'b-c', leg: 'new', together: ['lena'], answer: null, instead: null })).toEqual({ type: 'connect-failed', leg: 'new' })
  })

  it('a leg nobody can be rung for has failed', async () => {
    const { perform } = setup({ 'POST /channels/l': new TelephonyError('away', 'Allocation failed', 500) })
    expect(await perform({ type: 'ring', leg: 'l', side: 'teams', number: '+14255550101', callerId: null, timeoutMs: 30_000 })).toEqual({ type: 'leg-failed', leg: 'l' })
  })

  it('no answer from the engine: the leg may exist all the same, so it is hung up', async () => {
    const { asked, perform } = setup({ 'POST /channels/l': new TelephonyError('away', 'no answer', 0) })
    await perform({ type: 'ring', leg: 'l', side: 'native', number: '+14255550101', callerId: null, timeoutMs: 30_000 })
    expect(asked).toContain('DELETE /channels/l')
  })

  it('hanging up what is gone already counts as a farewell', async () => {
    const { perform } = setup({ 'DELETE /channels/l': missing('Channel not found') })
    expect(await perform({ type: 'hangup', leg: 'l', cause: 'elsewhere' })).toEqual({ type: 'leg-gone', leg: 'l', cause: 'normal' })
  })

  it('tells a fork’s losers that it was answered elsewhere', async () => {
    const { asked, perform } = setup()
    await perform({ type: 'hangup', leg: 'l', cause: 'elsewhere' })
    expect(asked).toEqual(['DELETE /channels/l 26'])
  })

  it('hears the first audio: there are no statistics before there is media', async () => {
    let asks = 0
    const { told, clock, perform } = setup({ 'GET /channels/l/rtp_statistics': () => (++asks < 3 ? missing('RTP info not found') : { rxcount: asks < 5 ? 0 : 1 }) })
    await perform({ type: 'watch', leg: 'l' })
    await clock.advanceAsync(60)
    expect(told).toEqual([])
    await clock.advanceAsync(60)
    expect(told).toEqual([{ type: 'leg-media', leg: 'l' }])
  })

  it('stops listening when the leg is gone', async () => {
    const { asked, clock, perform } = setup({ 'GET /channels/l/rtp_statistics': missing('Channel not found') })
    await perform({ type: 'watch', leg: 'l' })
    await clock.advanceAsync(1_000)
    expect(asked).toHaveLength(1)
  })
})
