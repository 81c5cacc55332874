import { bothAtOnce, feed, hungUp, incomingCall, kinds, native, outgoingCall, rules, rung, talkingOnNative, teams, type Playing } from './testing/world.ts'
import { viewOf } from './view.ts'

/** What people do within a call: hold it, ask a colleague, add people, move it further; and what is done for them. */
const to = { number: '+14255550102', name: 'Marco' }
const marco = 'c-3-consulted'
const consult = { type: 'consult', commandId: 'k', to, fresh: 'c-3' } as const
const guest = 'c-4-guest'
const add = { type: 'add', commandId: 'a', to, fresh: 'c-4' } as const
const move = { type: 'move', commandId: 'm', to: 'teams', fresh: 'c-1' } as const
const hold = { type: 'hold', commandId: 'h' } as const
const resume = { type: 'resume', commandId: 'r' } as const

const music = (on: boolean, bridge = 'b-c') => ({ type: 'music', bridge, on })
const result = (commandId: string, ok: boolean, code: string) => ({ type: 'result', commandId, ok, code })
const asked = (): Playing => feed(talkingOnNative(), consult)
/** Dana talks with Marco beside the call, Lena hears music. */
const consulting = (): Playing => feed(asked(), { type: 'connected', leg: native, bridge: 's-c' }, { type: 'leg-answered', leg: marco }, { type: 'connected', leg: marco, bridge: 's-c' })
const swapped = (): Playing => feed(consulting(), { type: 'swap', commandId: 's' }, { type: 'connected', leg: native, bridge: 'b-c' })
const withGuest = (): Playing => feed(talkingOnNative(), add, { type: 'leg-answered', leg: guest }, { type: 'connected', leg: guest, bridge: 'b-c' })

describe('hold', () => {
  it('gives the other party music and takes the person out of earshot, until they resume', () => {
    const held = feed(talkingOnNative(), hold)
    expect(held.effects).toEqual(expect.arrayContaining([{ type: 'mute', leg: native, on: true }, music(true), result('h', true, 'on-hold')]))
    expect(viewOf(held.call)).toMatchObject({ state: 'held', actions: ['resume', 'consult', 'transfer', 'hangup'] })
    const back = feed(held, resume)
    expect(back.effects).toEqual(expect.arrayContaining([{ type: 'mute', leg: native, on: false }, music(false), result('r', true, 'resumed')]))
    expect(viewOf(back.call).state).toBe('talking')
  })

  it('that the phone itself began can only be ended there', () => {
    const byPhone = feed(talkingOnNative(), { type: 'leg-held', leg: native })
    expect(viewOf(byPhone.call)).toMatchObject({ state: 'held' })
    expect(viewOf(byPhone.call).actions).not.toContain('resume')
    expect(feed(byPhone, hold).refused).toBe('phone-holds')
    expect(feed(byPhone, resume).refused).toBe('phone-holds')
    expect(viewOf(feed(byPhone, { type: 'leg-resumed', leg: native }).call).state).toBe('talking')
  })

  it('that both began is resumed here once the phone has let go', () => {
    const both = feed(talkingOnNative(), hold, { type: 'leg-held', leg: native })
    expect(viewOf(both.call).actions).not.toContain('resume')
    expect(feed(both, resume).refused).toBe('phone-holds')
    const released = feed(both, { type: 'leg-resumed', leg: native })
    expect(viewOf(released.call).actions).toContain('resume')
    expect(feed(released, resume).refused).toBeNull()
  })

  it('comes before a move, not during one', () => {
    expect(feed(talkingOnNative(), hold, move).refused).toBe('on-hold')
    expect(feed(talkingOnNative(), move, hold).refused).toBe('move-open')
    expect(feed(talkingOnNative(), resume).refused).toBe('not-on-hold')
  })

  it('goes on after a restart: joined again, and muted again', () => {
    const back = feed(feed(talkingOnNative(), hold), { type: 'recovered' })
    expect(back.effects).toEqual(expect.arrayContaining([{ type: 'mute', leg: native, on: true }, music(true)]))
  })
})

describe('asking a colleague first', () => {
  it('takes the person beside the call, where they hear ringing, and the other party music', () => {
    expect(rung(asked())).toEqual([marco])
    expect(asked().effects).toEqual(expect.arrayContaining([
      { type: 'connect', bridge: 's-c', leg: native, together: [], answer: null, instead: null }, { type: 'tone', bridge: 's-c', on: true }, music(true),
    ]))
    expect(viewOf(asked().call)).toMatchObject({ state: 'consulting', consult: { to, phase: 'ringing' }, actions: ['complete', 'cancel'] })
    expect(consulting().effects).toContainEqual(result('k', true, 'consult-talking'))
  })

  it('to and fro: whoever is not talked with hears music', () => {
    expect(swapped().effects).toEqual(expect.arrayContaining([music(false), music(true, 's-c')]))
    const again = feed(swapped(), { type: 'swap', commandId: 's2' })
    expect(again.effects).toEqual(expect.arrayContaining([music(true), music(false, 's-c')]))
    expect(viewOf(again.call)).toMatchObject({ state: 'consulting', consult: { phase: 'talking' } })
  })

  it('hands the call over: the colleague joins the other party, and the person is out', () => {
    const over = feed(consulting(), { type: 'complete', commandId: 'o' })
    expect(over.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: marco, together: ['lena'], answer: null, instead: null })
    expect(hungUp(over)).toEqual([native])
    const done = feed(over, { type: 'connected', leg: marco, bridge: 'b-c' })
    expect(done.effects).toContainEqual(result('o', true, 'transferred'))
    expect(done.call.story).toMatchObject({ outcome: 'transferred', transferredTo: to })
  })

  it('handed over while it still rings, it goes on as a blind transfer', () => {
    const over = feed(asked(), { type: 'complete', commandId: 'o' })
    expect(over.effects).toContainEqual(result('k', true, 'transferring'))
    expect(viewOf(over.call)).toMatchObject({ state: 'transferring', consult: null })
    const declined = feed(over, { type: 'leg-gone', leg: marco, cause: 'busy' })
    expect(rung(declined)).toEqual(['c-3-back-native', 'c-3-back-teams'])
  })

  it.each([
    ['declines', { type: 'leg-gone', leg: marco, cause: 'busy' }, 'consult-declined'],
    ['can’t be reached', { type: 'leg-failed', leg: marco }, 'consult-unreachable'],
    ['does not answer', { type: 'timer', timer: 'consult', key: marco }, 'consult-no-answer'],
  ] as const)('a colleague who %s: the person is back with the other party, and nothing was lost', (_what, event, code) => {
    const back = feed(asked(), event)
    expect(back.effects).toEqual(expect.arrayContaining([result('k', false, code), { type: 'connect', bridge: 'b-c', leg: native, together: ['lena'], answer: null, instead: null }, music(false)]))
    expect(back.call).toMatchObject({ consult: { status: 'idle' }, user: { status: 'talking' } })
    expect(hungUp(back)).not.toContain(native)
  })

  it('cancelled: the colleague is let go, the person is back', () => {
    const back = feed(consulting(), { type: 'cancel', commandId: 'x' })
    expect(hungUp(back)).toEqual([marco])
    expect(back.effects).toContainEqual(result('x', true, 'consult-cancelled'))
    expect(viewOf(back.call)).toMatchObject({ state: 'talking', consult: null })
  })

  it('the person hangs up: that hands the call over, as on a desk phone', () => {
    const left = feed(consulting(), { type: 'leg-gone', leg: native, cause: 'normal' })
    expect(left.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: marco, together: ['lena'], answer: null, instead: null })
  })

  it('the person hangs up on the way to the colleague: nobody is lost, it goes on as a blind transfer', () => {
    const left = feed(asked(), { type: 'connect-failed', leg: native, bridge: 's-c' }, { type: 'leg-gone', leg: native, cause: 'normal' })
    expect(viewOf(left.call)).toMatchObject({ state: 'transferring' })
    expect(hungUp(left)).toEqual([native])
    expect(feed(left, { type: 'leg-answered', leg: marco }).effects).toContainEqual(expect.objectContaining({ type: 'connect', bridge: 'b-c', leg: marco }))
  })

  it('the other party hangs up: the two talk on, and the call ends with them', () => {
    const two = feed(consulting(), { type: 'leg-gone', leg: 'lena', cause: 'normal' })
    expect(viewOf(two.call)).toMatchObject({ state: 'consulting', consult: { phase: 'remaining' }, actions: ['hangup'] })
    expect(hungUp(two)).toEqual([])
    const over = feed(two, { type: 'leg-gone', leg: marco, cause: 'normal' })
    expect(hungUp(over)).toEqual([native])
    expect(feed(over, { type: 'leg-gone', leg: native, cause: 'normal' }).call.ended).toBe(true)
  })

  it('the other party hangs up while the colleague waits: the person is brought to the colleague', () => {
    const two = feed(swapped(), { type: 'leg-gone', leg: 'lena', cause: 'normal' })
    expect(two.effects).toContainEqual({ type: 'connect', bridge: 's-c', leg: native, together: [], answer: null, instead: null })
  })

  it('is refused where it makes no sense, in a word', () => {
    expect(feed(consulting(), consult).refused).toBe('consult-open')
    expect(feed(consulting(), hold).refused).toBe('consult-open')
    expect(feed(withGuest(), consult).refused).toBe('with-guests')
    expect(feed(talkingOnNative(), { type: 'swap', commandId: 's' }).refused).toBe('no-consult')
    expect(feed(talkingOnNative(), { type: 'complete', commandId: 'o' }).refused).toBe('no-consult')
  })
})

describe('adding people', () => {
  it('rings them while the talk goes on, and lets them in when they answer', () => {
    const ringing = feed(talkingOnNative(), add)
    expect(rung(ringing)).toEqual([guest])
    expect(kinds(ringing)).not.toContain('music')
    expect(viewOf(ringing.call)).toMatchObject({ state: 'talking', guests: [{ id: guest, to, phase: 'ringing' }] })
    expect(withGuest().effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: guest, together: ['lena'], answer: null, instead: null })
    expect(viewOf(withGuest().call)).toMatchObject({ guests: [{ phase: 'in' }] })
    expect(viewOf(withGuest().call).actions).toContain('remove')
  })

  it('who declines does not disturb the call', () => {
    const declined = feed(feed(talkingOnNative(), add), { type: 'leg-gone', leg: guest, cause: 'busy' })
    expect(declined.effects).toContainEqual(result('a', false, 'add-declined'))
    expect(declined.call).toMatchObject({ guests: { status: 'none' }, user: { status: 'talking' } })
  })

  it('who is removed leaves alone', () => {
    const removed = feed(withGuest(), { type: 'remove', commandId: 'x', leg: guest })
    expect(hungUp(removed)).toEqual([guest])
    expect(removed.effects).toContainEqual(result('x', true, 'guest-removed'))
    expect(feed(talkingOnNative(), { type: 'remove', commandId: 'x', leg: guest }).refused).toBe('no-guest')
  })

  it('the other party hangs up: the rest talk on, and the last guest to leave ends it', () => {
    const rest = feed(withGuest(), { type: 'leg-gone', leg: 'lena', cause: 'normal' })
    expect(hungUp(rest)).toEqual([])
    expect(viewOf(rest.call)).toMatchObject({ state: 'talking', actions: ['remove', 'hangup'], notice: { code: 'caller-left' } })
    expect(hungUp(feed(rest, { type: 'leg-gone', leg: guest, cause: 'normal' }))).toEqual([native])
  })

  it('goes up to five', () => {
    const five = feed(talkingOnNative(), ...[1, 2, 3, 4, 5].map((n) => ({ ...add, commandId: `a${n}`, fresh: `c-4${n}` })))
    expect(five.refused).toBeNull()
    expect(feed(five, add).refused).toBe('too-many')
  })

  it('a move takes the person along and touches nobody else', () => {
    const moved = feed(withGuest(), move, { type: 'leg-answered', leg: 'c-1-teams' }, { type: 'leg-media', leg: 'c-1-teams' }, { type: 'connected', leg: 'c-1-teams', bridge: 'b-c' })
    expect(hungUp(moved)).toEqual([native])
    expect(viewOf(moved.call)).toMatchObject({ endpoint: 'teams', guests: [{ phase: 'in' }] })
  })
})

describe('moving to wherever the person answers first', () => {
  const withDesk = (): Playing => feed(incomingCall(bothAtOnce, { desk: 'desk-dana' }), { type: 'leg-answered', leg: native }, { type: 'leg-answered', leg: 'lena' }, { type: 'leg-gone', leg: teams, cause: 'elsewhere' }, { type: 'connected', leg: native, bridge: 'b-c' })
  const everywhere = { ...move, to: 'anywhere' } as const

  it('rings every place but the one they are at; the first answer stops the others', () => {
    const ringing = feed(withDesk(), everywhere)
    expect(rung(ringing)).toEqual(['c-1-teams', 'c-1-desk'])
    expect(ringing.effects).toContainEqual(expect.objectContaining({ type: 'ring', leg: 'c-1-desk', number: 'desk-dana' }))
    const answered = feed(ringing, { type: 'leg-ringing', leg: 'c-1-teams' }, { type: 'leg-answered', leg: 'c-1-desk' })
    expect(answered.effects).toContainEqual({ type: 'hangup', leg: 'c-1-teams', cause: 'elsewhere' })
    const moved = feed(answered, { type: 'leg-media', leg: 'c-1-desk' }, { type: 'connected', leg: 'c-1-desk', bridge: 'b-c' })
    expect(moved.effects).toContainEqual(result('m', true, 'moved-to-desk'))
  })

  it('one place that can’t be reached leaves the others ringing; the last one ends it, and the call stays', () => {
    const one = feed(withDesk(), everywhere, { type: 'leg-failed', leg: 'c-1-desk' })
    expect(one.call.move.status).toBe('ringing')
    const none = feed(one, { type: 'leg-gone', leg: 'c-1-teams', cause: 'no-answer' })
    expect(none.effects).toContainEqual(result('m', false, 'move-no-answer'))
    expect(none.call.user).toMatchObject({ status: 'talking', leg: native })
  })

  it('a person who declines means all of their phones', () => {
    const declined = feed(withDesk(), everywhere, { type: 'leg-ringing', leg: 'c-1-teams' }, { type: 'leg-ringing', leg: 'c-1-desk' }, { type: 'leg-gone', leg: 'c-1-desk', cause: 'busy' })
    expect(hungUp(declined)).toEqual(['c-1-teams'])
    expect(declined.effects).toContainEqual(result('m', false, 'move-declined'))
  })

  it('to a desk phone nobody has is refused', () => expect(feed(talkingOnNative(), { ...move, to: 'desk' }).refused).toBe('no-desk'))
})

describe('a call nobody answers', () => {
  const forwards = { unanswered: { to: 'party', party: to } } as const
  const target = 'c-forward-target'
  const forwarding = (): Playing => feed(incomingCall(bothAtOnce, forwards), { type: 'timer', timer: 'offer', key: 'c-0' })

  it('goes on to whom the person chose, and the caller is answered when they do', () => {
    expect(rung(forwarding())).toEqual([target])
    expect(viewOf(forwarding().call)).toMatchObject({ state: 'forwarding', actions: [] })
    const answered = feed(forwarding(), { type: 'leg-answered', leg: target })
    expect(answered.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: target, together: ['lena'], answer: 'lena', instead: null })
    expect(feed(answered, { type: 'connected', leg: target, bridge: 'b-c' }).call.story).toMatchObject({ outcome: 'forwarded', forwardedTo: to })
  })

  it('and nobody there either: the caller may leave a message', () => {
    const nobody = feed(forwarding(), { type: 'leg-gone', leg: target, cause: 'no-answer' })
    expect(kinds(nobody)).toContain('greet')
    expect(rung(nobody)).toEqual([])
  })
})

describe('the person’s phone falls silent', () => {
  const silent = (): Playing => feed(talkingOnNative(), { type: 'leg-gone', leg: native, cause: 'silent' })
  const again = 'c-rescue3-teams'

  it('they are rung on their other side; the other party hears a word, then music, and is never hung up on', () => {
    expect(rung(silent())).toEqual([again])
    expect(kinds(silent())).toEqual(expect.arrayContaining(['announce', 'music']))
    expect(hungUp(silent())).not.toContain('lena')
    const back = feed(silent(), { type: 'leg-answered', leg: again }, { type: 'connected', leg: again, bridge: 'b-c' })
    expect(back.effects).toContainEqual(music(false))
    expect(viewOf(back.call)).toMatchObject({ state: 'talking', endpoint: 'teams' })
  })

  it('and don’t answer: an incoming caller may leave a message, a person they called is let go', () => {
    expect(kinds(feed(silent(), { type: 'leg-gone', leg: again, cause: 'no-answer' }))).toContain('greet')
    const own = feed(outgoingCall(), { type: 'leg-answered', leg: 'c-outside' }, { type: 'leg-answered', leg: 'dana-own' }, { type: 'connected', leg: 'dana-own', bridge: 'b-c' }, { type: 'leg-gone', leg: 'dana-own', cause: 'silent' })
    const [ring] = own.call.offer.status === 'ringing' ? own.call.offer.legs : []
    expect(hungUp(feed(own, { type: 'leg-gone', leg: ring ?? '', cause: 'no-answer' }))).toContain('c-outside')
  })

  it('while a colleague is asked, that is a farewell like any other', () => {
    const left = feed(consulting(), { type: 'leg-gone', leg: native, cause: 'silent' })
    expect(rung(left)).toEqual([])
    expect(left.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: marco, together: ['lena'], answer: null, instead: null })
  })

  it('with nobody but the lost side to ring, that side is rung', () => {
    const only = { ...rules, back: { ...bothAtOnce, ring: ['native' as const] } }
    const lost = feed(incomingCall(bothAtOnce, only), { type: 'leg-answered', leg: native }, { type: 'connected', leg: native, bridge: 'b-c' }, { type: 'leg-gone', leg: native, cause: 'silent' })
    expect(rung(lost)).toHaveLength(1)
    expect(rung(lost)[0]).toMatch(/-native$/)
  })
})
