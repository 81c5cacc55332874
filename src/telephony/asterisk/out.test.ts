import { virtualClock } from '../../../sandbox/clock.ts'
import { createLog } from '../../log.ts'
import type { EngineEffect, EngineEvent } from '../port.ts'
import { TelephonyError } from '../port.ts'
import type { AriClient } from './client.ts'
import { failure } from './failure.ts'
import { performer } from './out.ts'

type Reply = unknown
/** ARI that answers as told and keeps what was asked of it. */
const setup = (replies: Record<string, Reply | (() => Reply)> = {}) => {
  const asked: string[] = []
  const sent: unknown[] = []
  const told: EngineEvent[] = []
  const warned: unknown[] = []
  const log = Object.assign(createLog('silent'), { warn: (...words: unknown[]) => void warned.push(words) })
  const clock = virtualClock()
  const ari: AriClient = {
    async request(method, path, query, body) {
      const line = `${method} ${path}`
      asked.push(query && Object.keys(query).length > 0 ? `${line} ${Object.values(query).join(' ')}` : line)
      if (body !== undefined) sent.push(body)
      const set = replies[line]
      const reply = typeof set === 'function' ? (set as () => Reply)() : set
      if (reply instanceof Error) throw reply
      return reply ?? null
    },
    download: async () => Buffer.alloc(0),
    open: async () => undefined,
    close: async () => undefined,
    connected: true,
  }
  const perform = performer(ari, clock, {
    app: 'single-number', greeting: 'sound:vm-intro', lostAudio: 'sound:wait', recordingAnnouncement: 'sound:conf-now-recording', unrecordedWord: 'sound:im-sorry', dial: { native: 'PJSIP/{number}@native', teams: 'PJSIP/{number}@teams', outside: 'PJSIP/{number}@operator', desk: 'PJSIP/{number}' },
  }, log, (event) => told.push(event))
  return { asked, sent, told, warned, clock, perform: (effect: EngineEffect) => perform('c', effect) }
}
const answer = (status: number, message: string) => failure('what was asked', status, JSON.stringify({ message }))
const missing = (what: string) => answer(404, what)
const exchange: EngineEffect = { type: 'connect', bridge: 'b-c', leg: 'new', together: ['lena'], answer: null, instead: 'old' }
const ring = (side: 'native' | 'teams' | 'outside' | 'target'): EngineEffect => ({ type: 'ring', leg: 'l', side, number: '+14255550101', callerId: { number: null, name: null }, timeoutMs: 30_000 })

describe('carrying out effects over ARI', () => {
  it('exchanges legs without a gap and without an echo: mute the old, take in the new, take out the old', async () => {
    const { asked, perform } = setup()
    expect(await perform(exchange)).toEqual({ type: 'connected', leg: 'new', bridge: 'b-c' })
    const order = ['POST /channels/old/mute both', 'POST /bridges/b-c/addChannel lena,new', 'POST /bridges/b-c/removeChannel old']
    expect(asked.filter((line) => order.includes(line))).toEqual(order)
  })

  it('asserts a hidden number to the network, which shows it to nobody else', async () => {
    const { asked, sent, perform } = setup()
    const callerId = { number: '+14255550101', name: null, hidden: true }
    await perform({ ...ring('outside'), callerId } as EngineEffect)
    await perform({ ...ring('outside'), callerId: { ...callerId, hidden: false } } as EngineEffect)
    expect(asked.every((line) => line.includes('+14255550101'))).toBe(true)
    expect(sent[0]).toMatchObject({ variables: { 'CONNECTEDLINE(num-pres,i)': 'prohib' } })
    expect(JSON.stringify(sent[1])).not.toContain('pres')
  })

  it.each([
    ['is gone', answer(400, 'Channel not found')],
    ['has left the bridge', answer(422, 'Channel not in this bridge')],
    ['and the bridge are gone', answer(404, 'Bridge not found')],
    ['stays for now, because the engine does not answer', new TelephonyError('away', 'no answer')],
    ['stays for now, because something else broke', new TypeError('terminated')],
  ])('the phone ended the old call because Teams was taken on it: the move has succeeded, though the old leg %s', async (_what, reply) => {
    const { perform } = setup({ 'POST /bridges/b-c/removeChannel': reply })
    expect(await perform(exchange)).toEqual({ type: 'connected', leg: 'new', bridge: 'b-c' })
  })

  it.each([
    ['is hanging up', answer(409, 'Channel not in Stasis application')],
    ['is gone', missing('Channel not found')],
  ])('an old leg that %s needs no mute', async (_what, reply) => {
    const { perform } = setup({ 'POST /channels/old/mute': reply })
    expect(await perform(exchange)).toEqual({ type: 'connected', leg: 'new', bridge: 'b-c' })
  })

  it('an old leg that can’t be muted is not exchanged: the two would hear each other', async () => {
    const { asked, perform } = setup({ 'POST /channels/old/mute': new TelephonyError('away', 'no answer') })
    expect(await perform(exchange)).toEqual({ type: 'connect-failed', leg: 'new', bridge: 'b-c' })
    expect(asked.filter((line) => line.includes('addChannel'))).toEqual([])
  })

  const broken: [EngineEffect, unknown][] = [
    [ring('native'), { type: 'leg-failed', leg: 'l' }],
    [exchange, { type: 'connect-failed', leg: 'new', bridge: 'b-c' }],
    [{ type: 'greet', leg: 'l', bridge: 'b-c', answer: true }, { type: 'greet-failed' }],
    [{ type: 'record', leg: 'l', name: 'r', maxMs: 1_000, silenceMs: 1_000 }, { type: 'record-failed' }],
    [{ type: 'announce-recording', bridge: 'b-c', legs: ['lena'] }, { type: 'recording-untold', legs: ['lena'] }],
    [{ type: 'hangup', leg: 'l', cause: 'normal' }, null],
    [{ type: 'indicate-ringing', leg: 'l' }, null],
    [{ type: 'music', bridge: 'b-c', on: true }, null],
    [{ type: 'quiet', leg: 'l' }, null],
    [{ type: 'close', bridge: 'b-c' }, null],
  ]
  it.each(broken.map(([effect, outcome]) => ({ effect, outcome })))('whatever breaks, “$effect.type” ends in its own outcome', async ({ effect, outcome }) => {
    const error = new TypeError('something nobody thought of')
    const { perform } = setup({
      'POST /channels/l': error, 'POST /bridges/b-c': error, 'POST /channels/l/answer': error, 'POST /channels/l/record': error, 'DELETE /channels/l': error,
      'POST /channels/l/ring': error, 'POST /bridges/b-c/moh': error, 'POST /bridges/b-c/play': error, 'DELETE /channels/l/moh': error, 'DELETE /bridges/b-c': error,
    })
    expect(await perform(effect)).toEqual(outcome)
  })

  it.each(['native', 'teams'] as const)('a leg to the person’s own endpoint (%s) carries our mark', async (side) => {
    const { sent, perform } = setup()
    await perform(ring(side))
    expect(sent).toEqual([{ variables: expect.objectContaining({ 'PJSIP_HEADER(add,X-Single-Number)': 'c' }) }])
  })

  it.each(['outside', 'target'] as const)('nobody else learns of us (%s)', async (side) => {
    const { sent, perform } = setup()
    await perform(ring(side))
    expect(JSON.stringify(sent)).toContain('CALLREF')
    expect(JSON.stringify(sent)).not.toContain('X-Single-Number')
  })

  it('a call’s bridge is made once: Asterisk refuses to make it again, and tells who is inside when asked', async () => {
    const { asked, perform } = setup({
      'POST /bridges/b-c': answer(409, 'Bridge with id \'b-c\' already exists'), 'GET /bridges/b-c': { id: 'b-c', channels: ['lena', 'old'] },
    })
    expect(await perform(exchange)).toEqual({ type: 'connected', leg: 'new', bridge: 'b-c' })
    expect(asked).toContain('POST /bridges/b-c/addChannel new')
  })

  it('plays the person\'s own greeting from its address, and what callers of their own number hear', async () => {
    const { asked, perform } = setup()
    const greet: EngineEffect = { type: 'greet', leg: 'l', bridge: 'b-c', answer: true }
    await perform(greet)
    await perform({ ...greet, play: { url: 'https://app/greeting.wav', instead: 'usual' } })
    await perform({ ...greet, answer: false, play: { prompt: 'record-greeting' } })
    expect(asked.filter((line) => line.includes('/play')).map((line) => line.split(' ')[2])).toEqual(['sound:vm-intro', 'sound:https://app/greeting.wav', 'sound:vm-rec-unv'])
  })

  it('plays the usual greeting when the own one is refused, unless the caller left', async () => {
    const greet: EngineEffect = { type: 'greet', leg: 'l', bridge: 'b-c', answer: true, play: { url: 'https://app/greeting.wav', instead: 'usual' } }
    let asks = 0
    const { asked, perform } = setup({ 'POST /channels/l/play': () => (asks++ === 0 ? answer(400, 'no such media') : null) })
    expect(await perform(greet)).toBeNull()
    expect(asked.at(-1)).toContain('sound:vm-intro')
    const left = setup({ 'POST /channels/l/play': missing('Channel not found') })
    expect(await left.perform(greet)).toEqual({ type: 'greet-failed' })
    expect(left.asked.filter((line) => line.includes('/play'))).toHaveLength(1)
  })

  it('music begins and ends', async () => {
    const { asked, perform } = setup()
    await perform({ type: 'music', bridge: 'b-c', on: true })
    await perform({ type: 'music', bridge: 'b-c', on: false })
    expect(asked).toEqual(['POST /bridges/b-c/moh', 'DELETE /bridges/b-c/moh'])
  })

  it.each([answer(409, 'Bridge isn\'t playing music'), missing('Bridge not found')])('music that does not play has ended ($reason)', async (reply) => {
    const { perform, warned } = setup({ 'DELETE /bridges/b-c/moh': reply })
    expect(await perform({ type: 'music', bridge: 'b-c', on: false })).toBeNull()
    expect(warned).toEqual([])
  })

  it('leaves whoever is in the bridge in it: the outside party never goes out for the new leg to come in', async () => {
    const inside = { id: 'b-c', channels: ['lena', 'old'] }
    const { asked, perform } = setup({ 'POST /bridges/b-c': inside, 'GET /bridges/b-c': inside })
    await perform({ type: 'connect', bridge: 'b-c', leg: 'new', together: ['lena'], answer: null, instead: 'old' })
    expect(asked).toContain('POST /bridges/b-c/addChannel new')
    await perform({ type: 'connect', bridge: 'b-c', leg: 'old', together: ['lena'], answer: null, instead: null })
    expect(asked.filter((line) => line.includes('addChannel'))).toHaveLength(1)
  })

  it('says when the bridge did not take a leg in', async () => {
    const { perform } = setup({ 'POST /bridges/b-c/addChannel': answer(422, 'Channel not in Stasis application') })
    expect(await perform({ type: 'connect', bridge: 'b-c', leg: 'new', together: ['lena'], answer: null, instead: null })).toEqual({ type: 'connect-failed', leg: 'new', bridge: 'b-c' })
  })

  it('a leg nobody can be rung for has failed', async () => {
    const { perform } = setup({ 'POST /channels/l': new TelephonyError('away', 'Allocation failed', 500) })
    expect(await perform(ring('teams'))).toEqual({ type: 'leg-failed', leg: 'l' })
  })

  it('no answer from the engine: the leg may exist all the same, so it is hung up', async () => {
    const { asked, perform } = setup({ 'POST /channels/l': new TelephonyError('away', 'no answer', 0) })
    await perform(ring('native'))
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
    await clock.advanceAsync(30)
    expect(told).toEqual([])
    await clock.advanceAsync(30)
    expect(told).toEqual([{ type: 'leg-media', leg: 'l' }])
  })

  it('stops listening when the leg is gone', async () => {
    const { asked, clock, perform } = setup({ 'GET /channels/l/rtp_statistics': missing('Channel not found') })
    await perform({ type: 'watch', leg: 'l' })
    await clock.advanceAsync(1_000)
    expect(asked).toHaveLength(1)
  })

  it('goes on listening through an answer that breaks off or makes no sense', async () => {
    const answers: unknown[] = [new TelephonyError('away', 'terminated'), new TypeError('terminated'), { packets: 'many' }, null, { rxcount: 1 }]
    const { told, clock, perform } = setup({ 'GET /channels/l/rtp_statistics': () => answers.shift() })
    await perform({ type: 'watch', leg: 'l' })
    await clock.advanceAsync(100)
    expect(told).toEqual([{ type: 'leg-media', leg: 'l' }])
  })

  it('listens for six seconds, however slowly the engine answers', async () => {
    const { asked, clock, perform } = setup({ 'GET /channels/l/rtp_statistics': () => {
      clock.advance(1_000)
      return { rxcount: 0 }
    } })
    await perform({ type: 'watch', leg: 'l' })
    await clock.advanceAsync(60_000)
    expect(asked).toHaveLength(6)
  })
})
