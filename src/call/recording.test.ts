import { recordedOf } from './recording.ts'
import { feed, incomingCall, kinds, native, teams, type Playing } from './testing/world.ts'
import { viewOf } from './view.ts'

const rule = { on: true, must: false, beside: true }
const answered = (recording = rule): Playing =>
  feed(incomingCall(undefined, { recording }), { type: 'leg-ringing', leg: native }, { type: 'leg-answered', leg: native }, { type: 'leg-answered', leg: 'lena' },
    { type: 'leg-gone', leg: teams, cause: 'elsewhere' }, { type: 'connected', leg: native, bridge: 'b-c' })
const first = 'rec-c-1'
const recorded = (recording = rule) => feed(answered(recording), { type: 'recording-started', name: first })
const ending = (call: Playing) => feed(call, { type: 'leg-gone', leg: 'lena', cause: 'normal' }, { type: 'leg-gone', leg: native, cause: 'normal' })
const effect = (call: Playing, type: string) => call.effects.filter((each) => each.type === type)

describe('a call that is recorded', () => {
  it('begins as soon as they talk, and tells them after that, so that no word is lost in between', () => {
    expect(kinds(answered()).slice(-2)).toEqual(['record-bridge', 'announce-recording'])
    expect(effect(answered(), 'record-bridge')).toEqual([{ type: 'record-bridge', bridge: 'b-c', name: first }])
    expect(viewOf(answered().call).recording).toBeNull()
    expect(viewOf(recorded().call).recording).toBe('on')
  })

  it('is not begun for one that only rings, nor where policy says nothing', () => {
    expect(effect(feed(incomingCall(undefined, { recording: rule }), { type: 'leg-ringing', leg: native }), 'record-bridge')).toEqual([])
    expect(effect(answered({ on: false, must: false, beside: false }), 'record-bridge')).toEqual([])
  })

  it('goes on through a move, a hold and a resume: nothing is asked of it', () => {
    const moved = feed(recorded(), { type: 'move', commandId: 'm', to: 'teams', fresh: 'c-1' }, { type: 'leg-answered', leg: 'c-1-teams' }, { type: 'leg-media', leg: 'c-1-teams' },
      { type: 'connected', leg: 'c-1-teams', bridge: 'b-c' }, { type: 'hold', commandId: 'h' }, { type: 'resume', commandId: 'r' })
    expect(kinds(moved).filter((kind) => kind.includes('record'))).toEqual([])
  })

  it('tells whoever comes later, and the person not again', () => {
    const added = feed(recorded(), { type: 'add', commandId: 'a', to: { number: '+14255550102', name: null }, fresh: 'c-2' }, { type: 'leg-answered', leg: 'c-2-guest' }, { type: 'connected', leg: 'c-2-guest', bridge: 'b-c' })
    expect(effect(added, 'announce-recording')).toHaveLength(1)
    expect(effect(added, 'record-bridge')).toEqual([])
  })

  it('has a part of its own for a consultation, which ends with it', () => {
    const asking = feed(recorded(), { type: 'consult', commandId: 'k', to: { number: '+14255550102', name: null }, fresh: 'c-3' }, { type: 'leg-answered', leg: 'c-3-consulted' }, { type: 'connected', leg: 'c-3-consulted', bridge: 's-c' })
    expect(effect(asking, 'record-bridge')).toEqual([{ type: 'record-bridge', bridge: 's-c', name: 'rec-c-2' }])
    const back = feed(feed(asking, { type: 'recording-started', name: 'rec-c-2' }), { type: 'cancel', commandId: 'b' })
    // before the bridge goes
    expect(kinds(back).filter((kind) => kind === 'stop-recording' || kind === 'close')).toEqual(['stop-recording', 'close'])
  })

  it('has no gap when somebody is consulted again', () => {
    const asked = (call: Playing, fresh: string, part: string) => feed(call, { type: 'consult', commandId: fresh, to: { number: '+14255550102', name: null }, fresh }, { type: 'leg-answered', leg: `${fresh}-consulted` },
      { type: 'connected', leg: `${fresh}-consulted`, bridge: 's-c' }, { type: 'recording-started', name: part }, { type: 'cancel', commandId: `${fresh}-back` }, { type: 'connected', leg: native, bridge: 'b-c' }, { type: 'recording-finished', name: part },
      { type: 'recording-kept', name: part })
    const twice = asked(asked(recorded(), 'c-3', 'rec-c-2'), 'c-4', 'rec-c-3')
    expect(twice.call.recording).toMatchObject({ parts: [{ bridge: 'b-c' }, { bridge: 's-c', status: 'kept', ran: true }, { bridge: 's-c', status: 'kept', ran: true }] })
    expect(recordedOf(twice.call)).toBe('recorded')
  })

  it('is over for people when they leave, and forgotten only once the recording is kept', () => {
    const left = ending(recorded())
    expect(effect(left, 'stop-recording')).toHaveLength(1)
    expect(left.call).toMatchObject({ ended: false, story: { outcome: 'answered' } })
    expect(left.call.story.endedAt).not.toBeNull()
    const stored = feed(left, { type: 'recording-finished', name: first })
    expect(effect(stored, 'keep-recording')).toEqual([{ type: 'keep-recording', name: first }])
    const kept = feed(stored, { type: 'recording-kept', name: first })
    expect(kept.call.ended).toBe(true)
    expect(recordedOf(kept.call)).toBe('recorded')
  })

  it('that can’t be kept yet is asked for until it is, however long the database is away, and ever less often', () => {
    const waits: number[] = []
    let call = feed(ending(recorded()), { type: 'recording-finished', name: first })
    for (let tries = 0; tries < 1_000; tries++) {
      call = feed(call, { type: 'recording-unkept', name: first }, { type: 'timer', timer: 'recording', key: first })
      const timer = call.effects.filter((each) => each.type === 'timer').at(-1)
      waits.push((timer?.type === 'timer' ? timer.at : 0) - call.at)
    }
    expect([waits[0], waits.at(-1)]).toEqual([10_000, 320_000])
    expect(call.call.ended).toBe(false)
    const kept = feed(call, { type: 'recording-kept', name: first })
    expect([kept.call.ended, recordedOf(kept.call)]).toEqual([true, 'recorded'])
  })
})

describe('a recorded call that is parked', () => {
  const given = (): Playing => feed(recorded(), { type: 'park', commandId: 'p', code: '12' }, { type: 'leg-gone', leg: native, cause: 'normal' }, { type: 'hunt-offered', offers: [{ callId: 'o', userId: 'marco', to: { number: '+14255550103', name: 'Marco' } }], again: false, position: null },
    { type: 'hunt-taking', callId: 'o' })
  const left = () => feed(given(), { type: 'recording-finished', name: first })

  it('is recorded to the moment the caller leaves for somebody else’s bridge: that is no break', () => {
    expect(kinds(left())).toEqual(['keep-recording'])
    const taken = feed(left(), { type: 'recording-kept', name: first }, { type: 'hunt-taken', callId: 'o' })
    expect(taken.call).toMatchObject({ ended: true, recording: { broken: 0, parts: [{ status: 'kept' }] } })
    expect(recordedOf(taken.call)).toBe('recorded')
  })

  it('and comes back is recorded again once the caller talks with somebody', () => {
    const back = feed(left(), { type: 'hunt-lost', callId: 'o' }, { type: 'timer', timer: 'hunt', key: 'deadline' })
    expect(effect(back, 'record-bridge')).toEqual([])
    const phone = Object.values(back.call.legs).find(({ side, status }) => side === 'native' && status === 'starting')?.id ?? ''
    const joined = feed(back, { type: 'leg-answered', leg: phone }, { type: 'connected', leg: phone, bridge: 'b-c' })
    expect(effect(joined, 'record-bridge')).toEqual([{ type: 'record-bridge', bridge: 'b-c', name: 'rec-c-2' }])
    expect(recordedOf(feed(joined, { type: 'recording-started', name: 'rec-c-2' }).call)).toBe('recorded')
  })
})

describe('people who could not be told that they are recorded', () => {
  const untold: Parameters<typeof feed>[1] = { type: 'recording-untold', legs: ['lena'] }
  const again: Parameters<typeof feed>[1] = { type: 'timer', timer: 'recording', key: 'tell' }
  const announcement = { type: 'announce-recording', bridge: 'b-c', legs: ['lena'] }

  it('are told again a little later, also whoever came meanwhile', () => {
    const waits = feed(recorded(), untold)
    expect(kinds(waits)).toEqual([])
    expect(effect(feed(waits, again), 'announce-recording')).toEqual([announcement])
    const added = feed(waits, { type: 'add', commandId: 'a', to: { number: '+14255550102', name: null }, fresh: 'c-2' }, { type: 'leg-answered', leg: 'c-2-guest' }, { type: 'connected', leg: 'c-2-guest', bridge: 'b-c' })
    expect(effect(added, 'announce-recording')).toEqual([])
    expect(effect(feed(added, again), 'announce-recording')).toEqual([{ ...announcement, legs: ['lena', 'c-2-guest'] }])
  })

  it('three times are not recorded any longer, and the call says so', () => {
    const unrecorded = feed(feed(recorded(), untold, again, untold, again), untold)
    expect(effect(unrecorded, 'stop-recording')).toEqual([{ type: 'stop-recording', bridge: 'b-c', name: first }])
    expect(viewOf(unrecorded.call)).toMatchObject({ state: 'talking', recording: 'failed', notice: { code: 'not-recorded' } })
    const stored = feed(unrecorded, { type: 'recording-finished', name: first })
    expect(kinds(stored)).toEqual(['keep-recording'])
    expect(recordedOf(stored.call)).toBe('partly')
  })

  it('three times where it must be recorded: the call ends after a word', () => {
    const refused = feed(feed(recorded({ on: true, must: true, beside: false }), untold, again, untold, again), untold)
    expect(kinds(refused)).toEqual(['say-unrecorded', 'stop-recording'])
    expect(effect(feed(refused, { type: 'timer', timer: 'recording', key: 'word' }), 'hangup')).toHaveLength(2)
  })

  it('are told after a crash, which may have come before the word: rather twice than never', () => {
    expect(effect(feed(recorded(), { type: 'recovered' }), 'announce-recording')).toEqual([announcement])
    // the timer went with the process
    expect(effect(feed(recorded(), untold, { type: 'recovered' }), 'announce-recording')).toEqual([announcement])
  })

  it('are told also where the consultation broke too often and the call itself is recorded on', () => {
    const asking = feed(recorded(), { type: 'consult', commandId: 'k', to: { number: '+14255550102', name: null }, fresh: 'c-3' }, { type: 'leg-answered', leg: 'c-3-consulted' }, { type: 'connected', leg: 'c-3-consulted', bridge: 's-c' },
      { type: 'recording-failed', name: 'rec-c-2' }, { type: 'recording-failed', name: 'rec-c-3' }, { type: 'recording-failed', name: 'rec-c-4' })
    expect(asking.call.recording.status).toBe('failed')
    expect(effect(feed(asking, { type: 'complete', commandId: 'o' }, { type: 'connected', leg: 'c-3-consulted', bridge: 'b-c' }, { type: 'recovered' }), 'announce-recording'))
      .toEqual([{ ...announcement, legs: ['lena', 'c-3-consulted'] }])
  })
})

describe('a recording that breaks', () => {
  const broken = (call: Playing, times: number): Playing => {
    let now = call
    for (let part = 1; part <= times; part++) now = feed(now, { type: 'recording-failed', name: `rec-c-${part}` })
    return now
  }

  it('is followed by a further part at once, and what there was is kept', () => {
    const again = broken(recorded(), 1)
    expect(kinds(again)).toEqual(['stop-recording', 'keep-recording', 'record-bridge'])
    expect(recordedOf(again.call)).toBe('recorded')
    expect(recordedOf(feed(again, { type: 'recording-started', name: 'rec-c-2' }).call)).toBe('partly')
  })

  it('that does not begin in time counts as broken', () => {
    expect(kinds(feed(answered(), { type: 'timer', timer: 'recording', key: first }))).toEqual(['stop-recording', 'keep-recording', 'record-bridge'])
  })

  it('three times: the call goes on, and says that it is not recorded', () => {
    const unrecorded = broken(answered(), 3)
    expect(viewOf(unrecorded.call)).toMatchObject({ state: 'talking', recording: 'failed', notice: { code: 'not-recorded' } })
    expect(recordedOf(unrecorded.call)).toBe('unrecorded')
    expect(effect(unrecorded, 'record-bridge')).toEqual([])
  })

  it('three times where it must be: both hear a word and nobody hears them, then it ends', () => {
    const refused = broken(answered({ on: true, must: true, beside: false }), 3)
    expect(effect(refused, 'say-unrecorded')).toEqual([{ type: 'say-unrecorded', bridge: 'b-c', legs: ['lena', native] }])
    expect(viewOf(refused.call).notice?.code).toBe('must-record')
    const over = feed(refused, { type: 'timer', timer: 'recording', key: 'word' })
    expect(effect(over, 'hangup')).toHaveLength(2)
    expect(over.call.story).toMatchObject({ outcome: 'answered', endedBy: null })
  })

  it('after a crash the engine is asked whether it runs: one that does goes on, one that does not gets a further part', () => {
    const back = feed(recorded(), { type: 'recovered' })
    expect(effect(back, 'check-recording')).toEqual([{ type: 'check-recording', bridge: 'b-c', name: first }])
    expect(kinds(feed(back, { type: 'recording-started', name: first }))).toEqual([])
    expect(kinds(feed(back, { type: 'recording-finished', name: first }))).toContain('record-bridge')
  })
})
