import { begin } from './transition.ts'
import { hungUp, incomingCall, kinds, lena, line, native, outgoingCall, rules, rung, talkingOnNative, teams, teamsFirst, feed } from './testing/world.ts'
import { viewOf } from './view.ts'

const move = { type: 'move', commandId: 'm', to: 'teams', fresh: 'c-1' } as const
const target = 'c-1-teams'
const transfer = { type: 'transfer', commandId: 't', to: { number: '+14255550102', name: 'Marco' }, fresh: 'c-2', digits: null } as const
const marco = 'c-2-target'

describe('whoever is rung for the person', () => {
  const shown = { number: '+14255550100', name: 'Northwind', hidden: true }
  const to = { number: '+14255550102', name: 'Marco' }
  const talking = feed(incomingCall(undefined, { shown }), { type: 'leg-answered', leg: native }, { type: 'connected', leg: native, bridge: 'b-c' })
  it.each(['consult', 'add'] as const)('sees of them what they show: %s', (type) => {
    expect(feed(talking, { type, commandId: 'k', to, fresh: 'c-9' }).effects).toContainEqual(expect.objectContaining({ type: 'ring', callerId: shown }))
  })
})

describe('a call comes in', () => {
  it('rings the native dialer and Teams at once, and the caller hears ringing', () => {
    const call = incomingCall()
    expect(rung(call)).toEqual([native, teams])
    expect(kinds(call)).toContain('indicate-ringing')
  })

  it('goes to whoever answers first; the other stops and sees it was answered elsewhere', () => {
    const answered = feed(incomingCall(), { type: 'leg-ringing', leg: teams }, { type: 'leg-answered', leg: teams })
    expect(answered.effects).toContainEqual({ type: 'hangup', leg: native, cause: 'elsewhere' })
    expect(answered.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: teams, together: ['lena'], answer: 'lena', instead: null })
  })

  it('that rings nowhere goes on at once, and the caller hears ringing all the same', () => {
    const nowhere = { ring: [], failover: [], timeoutMs: 0 }
    const forwarded = incomingCall(nowhere, { unanswered: { to: 'party', party: { number: '+14255550102', name: 'Marco' } } })
    expect(rung(forwarded)).toEqual(['c-forward-target'])
    expect(kinds(forwarded)).toContain('indicate-ringing')
    expect(kinds(incomingCall(nowhere))).toContain('greet')
  })

  it('hangs up a phone that was answered a moment too late', () => {
    const late = feed(feed(incomingCall(), { type: 'leg-answered', leg: teams }), { type: 'leg-answered', leg: native })
    expect(hungUp(late)).toEqual([native])
    expect(late.call.user).toEqual({ status: 'joining', leg: teams })
  })

  it('rings the native dialer only when Teams cannot be reached at all', () => {
    const first = incomingCall(teamsFirst)
    expect(rung(first)).toEqual([teams])
    expect(rung(feed(first, { type: 'leg-failed', leg: teams }))).toEqual([native])
  })

  it('does not fail over when Teams rang and nobody answered', () => {
    const lost = feed(incomingCall(teamsFirst), { type: 'leg-ringing', leg: teams }, { type: 'leg-gone', leg: teams, cause: 'no-answer' })
    expect(rung(lost)).toEqual([])
    expect(kinds(lost)).toContain('greet')
  })

  it('a caller who hangs up just as they are joined was answered, and the call did not fail', () => {
    const late = feed(incomingCall(), { type: 'leg-answered', leg: native }, { type: 'leg-answered', leg: 'lena' }, { type: 'connect-failed', leg: native, bridge: 'b-c' })
    const over = feed(late, ...['lena', native, teams].map((leg) => ({ type: 'leg-gone', leg, cause: 'normal' }) as const))
    expect(over.call.story).toMatchObject({ outcome: 'answered', endedBy: 'them' })
  })

  it('an engine too slow to join them is asked again, before the call is given up', () => {
    const slow = feed(incomingCall(), { type: 'leg-answered', leg: native }, { type: 'connect-failed', leg: native, bridge: 'b-c' })
    const [join] = feed(incomingCall(), { type: 'leg-answered', leg: native }).effects.filter(({ type }) => type === 'connect')
    const again = { type: 'timer', timer: 'user', key: native } as const
    expect(feed(slow, again).effects).toEqual([join])
    expect(feed(slow, again, { type: 'connected', leg: native, bridge: 'b-c' }).call.user).toEqual({ status: 'talking', leg: native, quieted: false, onHold: false })
    const failing = [again, { type: 'connect-failed', leg: native, bridge: 'b-c' }] as const
    expect(hungUp(feed(slow, ...failing, ...failing))).not.toContain('lena')
    const over = feed(slow, ...failing, ...failing, ...failing)
    expect(over.effects).toContainEqual({ type: 'hangup', leg: 'lena', cause: 'unreachable' })
    expect(over.call.story.outcome).toBe('failed')
  })

  it('people who talk talk on when the engine fails to join them anew after a restart; a phone that has left ends the call as any', () => {
    const failed = feed(talkingOnNative(), { type: 'recovered' }, { type: 'connect-failed', leg: native, bridge: 'b-c' })
    expect(hungUp(failed)).toEqual([])
    expect(viewOf(failed.call).state).toBe('talking')
    const over = feed(failed, { type: 'leg-gone', leg: native, cause: 'normal' })
    expect(over.effects).toContainEqual({ type: 'hangup', leg: 'lena', cause: 'normal' })
    expect(over.call.story).toMatchObject({ outcome: 'answered', endedBy: 'us' })
  })

  it('a caller who leaves at the very moment of the answer was not missed', () => {
    const left = feed(incomingCall(), { type: 'leg-answered', leg: native }, { type: 'leg-gone', leg: 'lena', cause: 'normal' })
    const over = feed(left, { type: 'leg-gone', leg: native, cause: 'normal' }, { type: 'leg-gone', leg: teams, cause: 'normal' })
    expect(over.call).toMatchObject({ ended: true, story: { outcome: 'answered', answeredAt: null, journey: [] } })
  })

  it('a phone that is busy without ringing does not stop the other', () => {
    const busy = feed(incomingCall(), { type: 'leg-gone', leg: native, cause: 'busy' })
    expect(busy.call.offer.status).toBe('ringing')
    expect(hungUp(busy)).toEqual([])
  })

  it('a person who declines stops every phone, and the caller may leave a message', () => {
    const declined = feed(incomingCall(), { type: 'leg-ringing', leg: native }, { type: 'leg-gone', leg: native, cause: 'busy' })
    expect(hungUp(declined)).toEqual([teams])
    expect(kinds(declined)).toContain('greet')
    expect(declined.call.story.outcome).toBe('declined')
  })

  it('the caller gives up: every phone stops, one missed entry', () => {
    const gaveUp = feed(incomingCall(), { type: 'leg-gone', leg: 'lena', cause: 'normal' })
    expect(hungUp(gaveUp).sort()).toEqual([native, teams])
    const over = feed(gaveUp, { type: 'leg-gone', leg: native, cause: 'normal' }, { type: 'leg-gone', leg: teams, cause: 'normal' })
    expect(over.call).toMatchObject({ ended: true, story: { outcome: 'missed' } })
    expect(kinds(over)).toContain('close')
  })

  it('nobody answers: greeting, recording, kept', () => {
    const greeting = feed(incomingCall(), { type: 'timer', timer: 'offer', key: 'c-0' })
    expect(greeting.effects).toContainEqual({ type: 'greet', leg: 'lena', bridge: 'b-c', answer: true })
    const recording = feed(greeting, { type: 'greeted' })
    expect(kinds(recording)).toContain('record')
    const left = feed(recording, { type: 'leg-gone', leg: native, cause: 'normal' }, { type: 'leg-gone', leg: teams, cause: 'normal' }, { type: 'leg-gone', leg: 'lena', cause: 'normal' })
    expect(left.call.ended).toBe(false)
    const kept = feed(left, { type: 'recorded' }, { type: 'stored', voicemailId: 'v' })
    expect(kept.call).toMatchObject({ ended: true, story: { outcome: 'voicemail', voicemailId: 'v' } })
  })

  it('a greeting that can\'t be played does not cost the caller their message', () => {
    const recording = feed(incomingCall(), { type: 'timer', timer: 'offer', key: 'c-0' }, { type: 'greet-failed' })
    expect(kinds(recording)).toContain('record')
    const kept = feed(recording, { type: 'recorded' }, { type: 'stored', voicemailId: 'v' })
    expect(kept.call.story).toMatchObject({ outcome: 'voicemail', voicemailId: 'v' })
  })

  it('a caller who leaves during the greeting has only missed', () => {
    const left = feed(incomingCall(), { type: 'timer', timer: 'offer', key: 'c-0' }, { type: 'leg-gone', leg: native, cause: 'normal' },
      { type: 'leg-gone', leg: teams, cause: 'normal' }, { type: 'leg-gone', leg: 'lena', cause: 'normal' })
    expect(left.call).toMatchObject({ ended: true, story: { outcome: 'missed', voicemailId: null } })
  })

  it('goes straight to voicemail when nothing can be rung', () => {
    const begun = begin({ type: 'incoming', at: 1, callId: 'c', leg: 'lena', line, remote: lena, rules, plan: { ring: [], failover: [], timeoutMs: 1 } })
    expect(begun.effects.map((effect) => effect.type)).toContain('greet')
  })
})

describe('a call goes out', () => {
  it('rings the other party, joins both, and is over when one hangs up', () => {
    const ringing = outgoingCall('teams')
    expect(rung(ringing)).toEqual(['c-outside'])
    const answered = feed(ringing, { type: 'leg-ringing', leg: 'c-outside' }, { type: 'leg-answered', leg: 'c-outside' })
    expect(answered.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: 'dana-own', together: ['c-outside'], answer: 'dana-own', instead: null })
    const over = feed(answered, { type: 'leg-answered', leg: 'dana-own' }, { type: 'connected', leg: 'dana-own', bridge: 'b-c' }, { type: 'leg-gone', leg: 'c-outside', cause: 'normal' })
    expect(hungUp(over)).toContain('dana-own')
    expect(feed(over, { type: 'leg-gone', leg: 'dana-own', cause: 'normal' }).call).toMatchObject({ ended: true, story: { outcome: 'answered', journey: [{ endpoint: 'teams' }] } })
  })

  it.each([['busy', 'busy'], ['no-answer', 'unanswered'], ['unallocated', 'failed'], ['unreachable', 'failed']] as const)('%s at the far end is told as %s', (cause, outcome) => {
    const over = feed(outgoingCall(), { type: 'leg-gone', leg: 'c-outside', cause }, { type: 'leg-gone', leg: 'dana-own', cause: 'normal' })
    expect(over.call.story.outcome).toBe(outcome)
    expect(hungUp(over)).toEqual(['dana-own'])
  })

  it('a number that is nobody\'s: the phone hears what the network said', () => {
    const failed = feed(outgoingCall(), { type: 'leg-gone', leg: 'c-outside', cause: 'unallocated' })
    expect(failed.effects).toContainEqual({ type: 'hangup', leg: 'dana-own', cause: 'unallocated' })
  })

  it('the person gives up before the answer', () => {
    const over = feed(outgoingCall(), { type: 'leg-gone', leg: 'dana-own', cause: 'normal' }, { type: 'leg-gone', leg: 'c-outside', cause: 'normal' })
    expect(over.call).toMatchObject({ ended: true, story: { outcome: 'cancelled' } })
  })
})

describe('uplift', () => {
  it('lets the old leg go only after the new one carries audio and is in the bridge', () => {
    const ringing = feed(talkingOnNative(), move)
    expect(rung(ringing)).toEqual([target])
    const answered = feed(ringing, { type: 'leg-ringing', leg: target }, { type: 'leg-answered', leg: target })
    expect(kinds(answered)).toEqual(['watch'])
    const heard = feed(answered, { type: 'leg-media', leg: target })
    expect(kinds(heard)).toEqual(['connect'])
    expect(heard.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: target, together: ['lena'], answer: null, instead: native })
    const moved = feed(heard, { type: 'connected', leg: target, bridge: 'b-c' })
    expect(hungUp(moved)).toEqual([native])
    expect(moved.effects).toContainEqual({ type: 'result', commandId: 'm', ok: true, code: 'moved-to-teams' })
    expect(viewOf(moved.call)).toMatchObject({ endpoint: 'teams', actions: ['move-to-native', 'hold', 'consult', 'transfer', 'add', 'park', 'meet', 'hangup'], journey: [{ endpoint: 'native' }, { endpoint: 'teams', to: null }] })
  })

  it('and back again', () => {
    const onTeams = feed(talkingOnNative(), move, { type: 'leg-answered', leg: target }, { type: 'leg-media', leg: target }, { type: 'connected', leg: target, bridge: 'b-c' },
      { type: 'leg-gone', leg: native, cause: 'normal' })
    const back = feed(onTeams, { type: 'move', commandId: 'b', to: 'native', fresh: 'c-9' }, { type: 'leg-answered', leg: 'c-9-native' }, { type: 'leg-media', leg: 'c-9-native' }, { type: 'connected', leg: 'c-9-native', bridge: 'b-c' })
    expect(viewOf(back.call)).toMatchObject({ endpoint: 'native', notice: { code: 'moved-to-native' } })
  })

  it.each([
    ['declined', { type: 'leg-gone', leg: target, cause: 'declined' }, 'move-declined'],
    ['not reachable', { type: 'leg-failed', leg: target }, 'move-unreachable'],
    ['not answered', { type: 'timer', timer: 'move', key: 'c-1' }, 'move-no-answer'],
    ['cancelled', { type: 'cancel', commandId: 'x' }, 'move-cancelled'],
  ] as const)('%s: the call stays exactly where it was', (_name, event, code) => {
    const before = talkingOnNative()
    const after = feed(feed(before, move), event)
    expect(after.call.user).toEqual(before.call.user)
    expect(after.call.move.status).toBe('idle')
    expect(hungUp(after)).not.toContain(native)
    expect(after.effects).toContainEqual({ type: 'result', commandId: 'm', ok: false, code })
  })

  it('answered without audio: refused, the target is hung up, the old leg was never touched', () => {
    const after = feed(feed(talkingOnNative(), move, { type: 'leg-answered', leg: target }), { type: 'timer', timer: 'move', key: target })
    expect(hungUp(after)).toEqual([target])
    expect(kinds(after)).not.toContain('connect')
    expect(after.call.story.notice?.code).toBe('move-no-audio')
  })

  it('the same phone holds the old call when the Teams call is taken: no hold music for the other party, and the move goes on', () => {
    const held = feed(feed(talkingOnNative(), move, { type: 'leg-answered', leg: target }), { type: 'leg-held', leg: native })
    expect(held.effects).toContainEqual({ type: 'quiet', leg: 'lena' })
    expect(feed(held, { type: 'leg-media', leg: target }, { type: 'connected', leg: target, bridge: 'b-c' }).call.user).toMatchObject({ status: 'talking', leg: target })
  })

  it('the same phone held the old call and the move failed: the hold music comes back until the person resumes', () => {
    const failed = feed(feed(talkingOnNative(), move, { type: 'leg-answered', leg: target }, { type: 'leg-held', leg: native }), { type: 'timer', timer: 'move', key: target })
    expect(failed.effects).toContainEqual({ type: 'music', bridge: 'b-c', on: true })
    expect(feed(failed, { type: 'leg-resumed', leg: native }).effects).toContainEqual({ type: 'music', bridge: 'b-c', on: false })
  })

  it('the phone ends the old call while Teams rings: the other party hears music until Teams answers', () => {
    const waiting = feed(feed(talkingOnNative(), move), { type: 'leg-gone', leg: native, cause: 'normal' })
    expect(kinds(waiting)).toContain('music')
    expect(viewOf(waiting.call).state).toBe('waiting')
    const joined = feed(waiting, { type: 'leg-answered', leg: target }, { type: 'leg-media', leg: target })
    expect(joined.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: target, together: ['lena'], answer: null, instead: null })
    expect(feed(joined, { type: 'connected', leg: target, bridge: 'b-c' }).call.user).toMatchObject({ status: 'talking', leg: target })
  })

  it('the phone ends the old call just as Teams is being joined: no music plays over their talk', () => {
    const joining = feed(talkingOnNative(), move, { type: 'leg-answered', leg: target }, { type: 'leg-media', leg: target })
    const left = feed(joining, { type: 'leg-gone', leg: native, cause: 'normal' })
    expect(kinds(left)).toEqual([])
    expect(feed(left, { type: 'connected', leg: target, bridge: 'b-c' }).call.user).toMatchObject({ status: 'talking', leg: target })
    expect(kinds(feed(left, { type: 'connect-failed', leg: target, bridge: 'b-c' }))).toContain('greet')
  })

  it('the phone ended the old call and Teams never answers: an incoming caller may leave a message', () => {
    const lost = feed(feed(talkingOnNative(), move, { type: 'leg-gone', leg: native, cause: 'normal' }), { type: 'timer', timer: 'move', key: 'c-1' })
    expect(lost.effects).toContainEqual({ type: 'greet', leg: 'lena', bridge: 'b-c', answer: false })
  })

  it('the target leaves at the very moment it joins: the old leg is joined again', () => {
    const joining = feed(talkingOnNative(), move, { type: 'leg-answered', leg: target }, { type: 'leg-media', leg: target })
    const lost = feed(joining, { type: 'leg-gone', leg: target, cause: 'normal' })
    expect(lost.effects).toContainEqual({ type: 'connect', bridge: 'b-c', leg: native, together: ['lena'], answer: null, instead: null })
    expect(feed(lost, { type: 'connect-failed', leg: target, bridge: 'b-c' }, { type: 'connected', leg: native, bridge: 'b-c' }).call.user).toMatchObject({ status: 'talking', leg: native })
  })

  it('the other party leaves meanwhile: everything ends, and the command says so', () => {
    const over = feed(feed(talkingOnNative(), move), { type: 'leg-gone', leg: 'lena', cause: 'normal' })
    expect(hungUp(over).sort()).toEqual([native, target].sort())
    expect(over.effects).toContainEqual({ type: 'result', commandId: 'm', ok: false, code: 'move-call-ended' })
  })

  it('refuses what makes no sense, in a word', () => {
    expect(feed(talkingOnNative(), { ...move, to: 'native' }).refused).toBe('already-there')
    expect(feed(talkingOnNative(), move, { ...move, commandId: 'again' }).refused).toBe('move-open')
    expect(feed(talkingOnNative(), move, transfer).refused).toBe('move-open')
    expect(feed(incomingCall(), move).refused).toBe('not-talking')
    expect(feed(talkingOnNative(), { type: 'cancel', commandId: 'x' }).refused).toBe('nothing-to-cancel')
  })
})

describe('blind transfer', () => {
  it('lets the person go once the colleague rings, and is done when they answer', () => {
    const calling = feed(talkingOnNative(), transfer)
    expect(rung(calling)).toEqual([marco])
    expect(hungUp(calling)).toEqual([])
    const ringing = feed(calling, { type: 'leg-ringing', leg: marco })
    expect(hungUp(ringing)).toEqual([native])
    expect(kinds(ringing)).toContain('music')
    const done = feed(ringing, { type: 'leg-gone', leg: native, cause: 'normal' }, { type: 'leg-answered', leg: marco }, { type: 'connected', leg: marco, bridge: 'b-c' })
    expect(done.call).toMatchObject({ ended: false, story: { outcome: 'transferred', transferredTo: { name: 'Marco' } } })
    const over = feed(done, { type: 'leg-gone', leg: marco, cause: 'normal' })
    expect(hungUp(over)).toEqual(['lena'])
    expect(feed(over, { type: 'leg-gone', leg: 'lena', cause: 'normal' }).call.ended).toBe(true)
  })

  it('a number that cannot be reached costs nothing: the person still talks', () => {
    const failed = feed(feed(talkingOnNative(), transfer), { type: 'leg-gone', leg: marco, cause: 'unallocated' })
    expect(failed.call.user.status).toBe('talking')
    expect(failed.effects).toContainEqual({ type: 'result', commandId: 't', ok: false, code: 'transfer-unreachable' })
  })

  it('a colleague who declines: the person is rung back, and a ring-back nobody takes ends in voicemail', () => {
    const back = feed(feed(talkingOnNative(), transfer, { type: 'leg-ringing', leg: marco }), { type: 'leg-gone', leg: marco, cause: 'busy' })
    expect(rung(back)).toEqual(['c-2-back-native', 'c-2-back-teams'])
    expect(viewOf(back.call).state).toBe('returning')
    const again = feed(back, { type: 'leg-answered', leg: 'c-2-back-teams' }, { type: 'connected', leg: 'c-2-back-teams', bridge: 'b-c' })
    expect(again.call.user).toMatchObject({ status: 'talking', leg: 'c-2-back-teams' })
    expect(kinds(feed(back, { type: 'timer', timer: 'offer', key: 'c-2-back' }))).toContain('greet')
  })

  it('a target that answers without ringing is joined: no music is left playing', () => {
    const joining = feed(talkingOnNative(), transfer, { type: 'leg-answered', leg: marco })
    expect(kinds(joining)).not.toContain('music')
    expect(kinds(feed(joining, { type: 'connected', leg: marco, bridge: 'b-c' }))).not.toContain('music')
  })

  it('a target that is lost while it joins: the other party hears music while the person is rung back', () => {
    const joining = feed(talkingOnNative(), transfer, { type: 'leg-ringing', leg: marco }, { type: 'leg-answered', leg: marco })
    const lost = feed(joining, { type: 'connect-failed', leg: marco, bridge: 'b-c' })
    expect(lost.effects).toContainEqual({ type: 'music', bridge: 'b-c', on: true })
    const back = feed(lost, { type: 'leg-answered', leg: 'c-2-back-native' }, { type: 'connected', leg: 'c-2-back-native', bridge: 'b-c' })
    expect(back.effects).toContainEqual({ type: 'music', bridge: 'b-c', on: false })
  })

  it('can be cancelled while it rings', () => {
    const back = feed(feed(talkingOnNative(), transfer, { type: 'leg-ringing', leg: marco }), { type: 'cancel', commandId: 'x' })
    expect(hungUp(back)).toEqual([marco])
    expect(rung(back)).toHaveLength(2)
  })
})

describe('hanging up from the tab or the bot', () => {
  it('ends the call with all its legs', () => {
    const over = feed(talkingOnNative(), { type: 'hangup', commandId: 'h' })
    expect(hungUp(over).sort()).toEqual([native, 'lena'].sort())
  })

  it('while it rings it declines', () => {
    const declined = feed(incomingCall(), { type: 'hangup', commandId: 'h' })
    expect(declined.effects).toContainEqual({ type: 'result', commandId: 'h', ok: true, code: 'declined' })
    expect(kinds(declined)).toContain('greet')
  })

  it('asks the engine again when a farewell is lost', () => {
    const over = feed(talkingOnNative(), { type: 'hangup', commandId: 'h' })
    expect(hungUp(feed(over, { type: 'timer', timer: 'leg', key: native }))).toEqual([native])
  })
})

describe('coming back after a restart', () => {
  it('a talking call goes on, joined and unmuted once more in case the crash came in between', () => {
    const before = talkingOnNative()
    const after = feed(before, { type: 'recovered' })
    expect(kinds(after)).toEqual(['connect', 'music'])
    expect(after.effects).toContainEqual({ type: 'music', bridge: 'b-c', on: false })
    expect(after.call.user).toEqual(before.call.user)
  })

  it('a move that was being joined is joined again; no ring is ever repeated', () => {
    const joining = feed(talkingOnNative(), move, { type: 'leg-answered', leg: target }, { type: 'leg-media', leg: target })
    expect(kinds(feed(joining, { type: 'recovered' }))).toEqual(['connect', 'music'])
    expect(kinds(feed(feed(talkingOnNative(), move), { type: 'recovered' }))).toEqual(['connect', 'music'])
  })

  it('a move that was answered gets its time for audio anew', () => {
    const checking = feed(talkingOnNative(), move, { type: 'leg-answered', leg: target })
    const back = feed({ ...checking, at: checking.at + 60_000 }, { type: 'recovered' })
    expect(kinds(back)).toEqual(['connect', 'watch', 'music'])
    expect(back.effects).toContainEqual({ type: 'timer', timer: 'move', key: target, at: back.at + 4_000 })
  })

  it('legs that are gone end the call', () => {
    const after = feed(talkingOnNative(), { type: 'leg-gone', leg: native, cause: 'lost' }, { type: 'leg-gone', leg: 'lena', cause: 'lost' }, { type: 'recovered' })
    expect(after.call.ended).toBe(true)
  })
})

describe('a consultation whose person leaves as it begins', () => {
  it('goes on as a blind transfer: that their leg could not be put aside is no end of the call', () => {
    const asked = feed(talkingOnNative(), { type: 'consult', commandId: 'a', to: { number: '+14255550102', name: 'Marco' }, fresh: 'c-9' }, { type: 'leg-ringing', leg: 'c-9-consulted' })
    const left = feed(asked, { type: 'connect-failed', leg: native, bridge: 's-c' }, { type: 'leg-gone', leg: native, cause: 'normal' })
    expect(left.call).toMatchObject({ ended: false, transfer: { status: 'ringing' }, consult: { status: 'idle' }, user: { status: 'absent' } })
    const taken = feed(left, { type: 'leg-answered', leg: 'c-9-consulted' }, { type: 'connected', leg: 'c-9-consulted', bridge: 'b-c' })
    expect(taken.call.story).toMatchObject({ outcome: 'transferred' })
  })
})
