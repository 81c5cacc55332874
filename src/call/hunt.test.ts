import type { Effect } from './effect.ts'
import type { HuntRule, Rules } from './model.ts'
import { feed, hungUp, incomingCall, kinds, line, lena, native, rules, rung, talkingOnNative, type Playing } from './testing/world.ts'
import { begin } from './transition.ts'
import { viewOf } from './view.ts'

/** Lena called a queue; nobody is rung yet. */
const support: HuntRule = { why: 'queue', queueId: 'support', name: 'Support', longestMs: 60_000 }
const nowhere = { ring: [], failover: [], timeoutMs: 0 }
const waiting = (changes: Partial<Rules> = {}): Playing => incomingCall(nowhere, { hunt: support, unanswered: { to: 'nobody' }, ...changes })
const inside = (): Playing => feed(waiting(), { type: 'leg-answered', leg: 'lena' }, { type: 'connected', leg: 'lena', bridge: 'b-c' })
const [marco, priya] = ['marco', 'priya'].map((userId) => ({ callId: `on-${userId}`, userId, to: { number: '+14255550102', name: userId } })) as [{ callId: string; userId: string; to: { number: string; name: string } }, { callId: string; userId: string; to: { number: string; name: string } }]
const offered = (...offers: (typeof marco)[]) => ({ type: 'hunt-offered' as const, offers, again: true, position: 1 })
const callsOff = ({ effects }: Playing) => effects.filter((effect): effect is Extract<Effect, { type: 'call-off' }> => effect.type === 'call-off').map(({ offers, by }) => ({ off: offers.map(({ userId }) => userId), by: typeof by === 'string' ? by : by?.name ?? null }))

/** The same caller on Marco's line. */
const onMarco = (): Playing => {
  const at = 1_000_000
  const begun = begin({ type: 'incoming', at, callId: 'c', leg: 'lena', line, remote: lena, plan: { ring: ['native', 'teams'], failover: [], timeoutMs: 20_000 }, rules: { ...rules, offeredBy: { callId: 'queue-call', why: 'queue', name: 'Support' } } })
  return { call: begun.call, effects: begun.effects, refused: null, at }
}

describe('a caller in a queue', () => {
  it('is answered, brought into the bridge and hears music while somebody is looked for', () => {
    expect(kinds(waiting())).toEqual(['indicate-ringing', 'connect', 'hunt'])
    expect(waiting().effects[1]).toMatchObject({ type: 'connect', bridge: 'b-c', leg: 'lena', together: [], answer: 'lena' })
    expect(kinds(feed(waiting(), { type: 'leg-answered', leg: 'lena' }))).toEqual(['music'])
  })

  it('is not written down anew with every look that finds nobody', () => {
    const nobody = feed(inside(), offered())
    const again = feed(nobody, { type: 'timer', timer: 'hunt', key: 'next' })
    expect(again.call).toBe(nobody.call)
    expect(feed(again, offered()).call).toBe(nobody.call)
  })

  it('is looked for again while nobody is free', () => {
    const nobody = feed(inside(), offered())
    expect(nobody.effects).toContainEqual({ type: 'timer', timer: 'hunt', key: 'next', at: nobody.at + 2_000 })
    expect(kinds(feed(nobody, { type: 'timer', timer: 'hunt', key: 'next' }))).toEqual(['hunt'])
  })

  it('stops the others from ringing as soon as one picks up, and is theirs once they are joined', () => {
    const taking = feed(feed(inside(), offered(marco, priya)), { type: 'hunt-taking', callId: priya.callId })
    expect(callsOff(taking)).toEqual([{ off: ['marco'], by: 'priya' }])
    const taken = feed(taking, { type: 'hunt-taken', callId: priya.callId })
    expect(hungUp(taken)).toEqual([])
    expect(taken.call).toMatchObject({ ended: true, story: { outcome: 'forwarded', forwardedTo: { name: 'priya' } } })
    expect(kinds(taken)).toContain('close')
  })

  it('comes back into the bridge when whoever picked up could not be joined', () => {
    const lost = feed(feed(inside(), offered(priya), { type: 'hunt-taking', callId: priya.callId }), { type: 'hunt-lost', callId: priya.callId })
    expect(lost.effects[0]).toMatchObject({ type: 'connect', bridge: 'b-c', leg: 'lena' })
    expect(kinds(lost)).toContain('hunt')
  })

  it('whose phone only stopped because another picked up is there when that comes to nothing', () => {
    const lost = feed(feed(inside(), offered(marco, priya), { type: 'hunt-taking', callId: priya.callId }), { type: 'hunt-lost', callId: priya.callId })
    expect(lost.call.hunt).toMatchObject({ status: 'waiting', tried: { priya: expect.any(Number) as unknown } })
    expect(Object.keys((lost.call.hunt as { tried: object }).tried)).toEqual(['priya'])
  })

  it('hears their place when it changes, instead of music and not too often', () => {
    const third = feed(inside(), { ...offered(), position: 3 })
    expect(third.effects).toContainEqual({ type: 'say-position', bridge: 'b-c', position: 3 })
    expect(third.effects).toContainEqual({ type: 'music', bridge: 'b-c', on: false })
    const said = feed(third, { type: 'timer', timer: 'hunt', key: 'said' })
    expect(said.effects).toContainEqual({ type: 'music', bridge: 'b-c', on: true })
    expect(kinds(feed(said, { ...offered(), position: 2 }))).not.toContain('say-position')
    expect(kinds(feed({ ...said, at: said.at + 30_000 }, { ...offered(), position: 2 }))).toContain('say-position')
    // whoever is first is told nothing: they are rung for next
    expect(kinds(feed(inside(), { ...offered(), position: 1 }))).not.toContain('say-position')
  })

  it('goes on after the longest wait: to the number, with music, and then is let go', () => {
    const harbor = { number: '+12065550177', name: null }
    const late = feed(feed(waiting({ unanswered: { to: 'party', party: harbor, last: true } }), { type: 'leg-answered', leg: 'lena' }, offered(marco)), { type: 'timer', timer: 'hunt', key: 'deadline' })
    expect(callsOff(late)).toEqual([{ off: ['marco'], by: null }])
    expect(rung(late)).toEqual(['c-forward-target'])
    const refused = feed(late, { type: 'leg-gone', leg: 'c-forward-target', cause: 'busy' })
    expect(kinds(refused)).not.toContain('greet')
    expect(hungUp(refused)).toEqual(['lena'])
  })

  it('who hangs up takes the ringing along', () => {
    expect(callsOff(feed(feed(inside(), offered(marco)), { type: 'leg-gone', leg: 'lena', cause: 'normal' }))).toEqual([{ off: ['marco'], by: 'them' }])
  })

  it('after a restart the lines that ring are looked after, and nobody is rung twice', () => {
    const back = feed(feed(inside(), offered(marco)), { type: 'recovered' })
    expect(kinds(back)).toEqual(['connect', 'check-offers', 'music'])
  })
})

describe('a caller who was lent', () => {
  it('is not hung up when the person declines', () => {
    const declined = feed(onMarco(), { type: 'leg-ringing', leg: 'c-0-native' }, { type: 'leg-gone', leg: 'c-0-native', cause: 'declined' }, { type: 'leg-gone', leg: 'c-0-teams', cause: 'normal' })
    expect(hungUp(declined)).not.toContain('lena')
    expect(declined.call).toMatchObject({ ended: true, story: { outcome: 'declined' } })
  })

  it('was not missed when a colleague took them', () => {
    const gone = feed(onMarco(), { type: 'leg-ringing', leg: 'c-0-native' }, { type: 'called-off', by: { number: '+14255550103', name: 'Priya' } })
    expect(hungUp(gone)).toEqual(['c-0-native', 'c-0-teams'])
    expect(gone.call.story).toMatchObject({ outcome: 'elsewhere', forwardedTo: { name: 'Priya' } })
  })

  it('once talked to, is never let go without a word: parked and rung back in vain, they may leave a message', () => {
    const talking = feed(onMarco(), { type: 'leg-answered', leg: native }, { type: 'connected', leg: native, bridge: 'b-c' })
    const back = feed(talking, { type: 'park', commandId: 'k', code: '12' }, { type: 'timer', timer: 'hunt', key: 'deadline' })
    const phones = rung(back).slice(-2)
    const lost = feed(back, ...phones.map((leg) => ({ type: 'leg-gone', leg, cause: 'no-answer' }) as const))
    expect(hungUp(lost)).not.toContain('lena')
    expect(kinds(lost)).toContain('greet')
  })

  it('who went on elsewhere did not hang up; one who hung up did', () => {
    const ended = (by: 'them' | null) => feed(onMarco(), { type: 'called-off', by }, ...rung(onMarco()).map((leg) => ({ type: 'leg-gone', leg, cause: 'normal' }) as const)).call.story
    expect(ended(null)).toMatchObject({ outcome: 'missed', endedBy: null })
    expect(ended('them')).toMatchObject({ outcome: 'missed', endedBy: 'them' })
    const waited = feed(inside(), offered(marco))
    expect(callsOff(feed(waited, { type: 'leg-gone', leg: 'lena', cause: 'normal' }))).toEqual([{ off: ['marco'], by: 'them' }])
    expect(callsOff(feed(waited, { type: 'timer', timer: 'hunt', key: 'deadline' }))).toEqual([{ off: ['marco'], by: null }])
  })

  it('is the person’s own once they are joined: moved, and hung up with the call', () => {
    const joined = feed(onMarco(), { type: 'leg-answered', leg: 'c-0-native' }, { type: 'leg-gone', leg: 'c-0-teams', cause: 'elsewhere' }, { type: 'connected', leg: 'c-0-native', bridge: 'b-c' })
    expect(joined.call.legs['lena']).not.toHaveProperty('lent')
    expect(viewOf(joined.call)).toMatchObject({ state: 'talking', via: { why: 'queue', name: 'Support' }, actions: expect.arrayContaining(['move-to-teams', 'park']) })
    expect(feed(joined, { type: 'called-off', by: 'them' }).call).toEqual(joined.call)
    expect(hungUp(feed(joined, { type: 'hangup', commandId: 'h' }))).toContain('lena')
  })
})

describe('a parked call', () => {
  const parked = () => feed(talkingOnNative(), { type: 'park', commandId: 'p', code: '42' })
  it('lets the person go; the other party hears music, and a code says which call it is', () => {
    expect(hungUp(parked())).toEqual(['c-0-native'])
    expect(parked().effects).toContainEqual({ type: 'music', bridge: 'b-c', on: true })
    expect(viewOf(parked().call)).toMatchObject({ state: 'parked', parked: { code: '42' }, actions: ['cancel'] })
  })
  it('rings back after three minutes, and may be parked again', () => {
    const back = feed(parked(), { type: 'leg-gone', leg: 'c-0-native', cause: 'normal' }, { type: 'timer', timer: 'hunt', key: 'deadline' })
    expect(rung(back)).toHaveLength(2)
    const [leg = ''] = rung(back)
    const talking = feed(back, { type: 'leg-answered', leg }, { type: 'connected', leg, bridge: 'b-c' })
    expect(feed(talking, { type: 'park', commandId: 'q', code: '43' }).refused).toBeNull()
  })
  const dialledFor = (): Playing => {
    const at = 1_000
    return { ...begin({ type: 'incoming', at, callId: 'c', leg: 'lena', line, remote: lena, plan: { leg: 'own', from: 'native' }, rules: { ...rules, offeredBy: { callId: 'parked-call', why: 'park', name: 'Dana' } } }), at }
  }
  it('is on the phone with which a colleague dials for it, at once', () => {
    expect(dialledFor().effects).toEqual([{ type: 'connect', bridge: 'b-c', leg: 'own', together: ['lena'], answer: 'own', instead: null }])
    const joined = feed(dialledFor(), { type: 'leg-answered', leg: 'own' }, { type: 'connected', leg: 'own', bridge: 'b-c' })
    expect(viewOf(joined.call)).toMatchObject({ state: 'talking', remote: lena, via: { why: 'park', name: 'Dana' }, actions: expect.arrayContaining(['move-to-teams']) })
    expect(hungUp(feed(joined, { type: 'leg-gone', leg: 'own', cause: 'normal' }))).toContain('lena')
  })
  it('stays parked when the colleague who dialled for it hangs up before they are joined', () => {
    const left = feed(dialledFor(), { type: 'leg-gone', leg: 'own', cause: 'normal' })
    expect(hungUp(left)).toEqual([])
    expect(left.call).toMatchObject({ ended: true, legs: { lena: { status: 'gone', lent: true } } })
  })
  it('can’t be parked while something else is under way', () => {
    expect(feed(talkingOnNative(), { type: 'move', commandId: 'm', to: 'teams', fresh: 'c-1' }, { type: 'park', commandId: 'p', code: '42' }).refused).toBe('move-open')
    expect(feed(parked(), { type: 'park', commandId: 'q', code: '43' }).refused).toBe('not-talking')
  })
})
