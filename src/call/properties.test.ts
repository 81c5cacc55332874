import fc from 'fast-check'
import type { Call, HuntRule, Rules } from './model.ts'
import { engineModel, type BareEvent, type EngineModel } from './testing/engine-model.ts'
import { bothAtOnce, lena, line, rules, teamsFirst } from './testing/world.ts'
import { begin } from './transition.ts'
import { viewOf } from './view.ts'

type Command = 'move' | 'cancel' | 'transfer' | 'consult' | 'swap' | 'complete' | 'hold' | 'resume' | 'add' | 'remove' | 'park' | 'hangup'

type RecordingNews = 'recording-started' | 'recording-failed' | 'recording-kept' | 'recording-lost'

/** One thing that happens: what is picked is scaled to what there is. */
type Act =
  | { do: 'deliver' | 'repeat' | 'lose'; pick: number }
  | { do: 'timer' }
  | { do: 'hunt'; pick: number; how: 'hunt-lost' | 'hunt-taking' | 'hunt-taken' }
  | { do: 'called-off' }
  | { do: 'recorder'; how: Parameters<EngineModel['breakRecorder']>[0] }
  | { do: 'crash'; pick: number; to: 'native' | 'teams' }
  | { do: 'phone'; pick: number; act: Parameters<EngineModel['phone']>[1] }
  | { do: 'command'; name: Command; to: 'native' | 'teams' | 'anywhere' }
  | { do: 'junk'; pick: number; type: 'leg-answered' | 'leg-gone' | 'leg-media' | 'connected' | 'connect-failed' | 'greeted' | 'recorded' | 'recovered' | 'recording-untold' | RecordingNews }

/** Weighted so that calls live long enough to be moved and transferred, and every way of dying still comes up. */
const pick = fc.nat(50)
const phone = (weight: number, ...acts: Parameters<EngineModel['phone']>[1][]) =>
  ({ weight, arbitrary: fc.record({ do: fc.constant('phone' as const), pick, act: fc.constantFrom(...acts) }) })
const commands = (weight: number, ...names: Command[]) =>
  ({ weight, arbitrary: fc.record({ do: fc.constant('command' as const), name: fc.constantFrom(...names), to: fc.constantFrom('native' as const, 'teams' as const, 'anywhere' as const) }) })
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ do: fc.constant('deliver' as const), pick }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('repeat' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('lose' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('timer' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('recorder' as const), how: fc.constantFrom('recording-failed' as const, 'recording-finished' as const, 'recording-untold' as const) }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('hunt' as const), pick, how: fc.constantFrom('hunt-lost' as const, 'hunt-lost' as const, 'hunt-taking' as const, 'hunt-taken' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('called-off' as const) }) },
  phone(70, 'ring', 'answer', 'answer', 'answer', 'speak', 'speak', 'speak', 'speak', 'hold', 'resume'),
  phone(6, 'leave', 'decline', 'busy'),
  phone(1, 'fall-silent'),
  commands(25, 'move', 'move', 'move', 'transfer', 'consult', 'consult', 'add', 'add'),
  commands(12, 'swap', 'swap', 'complete', 'hold', 'resume', 'resume', 'remove', 'park'),
  commands(1, 'cancel', 'hangup'),
)
const crash: fc.Arbitrary<Act> = fc.record({ do: fc.constant('crash' as const), pick, to: fc.constantFrom('native' as const, 'teams' as const) })
const junk: fc.Arbitrary<Act> = fc.record({
  do: fc.constant('junk' as const), pick: fc.nat(50),
  type: fc.constantFrom('leg-answered', 'leg-gone', 'leg-media', 'connected', 'connect-failed', 'greeted', 'recorded', 'recovered', 'recording-started', 'recording-failed', 'recording-kept', 'recording-lost', 'recording-untold'),
})

/** Half of the stories begin in the middle of a conversation, where the most can happen. */
const newCall = (kind: string, talking: boolean): EngineModel => {
  const model = ringing(kind)
  if (!talking) return model
  if (kind === 'queue') return model
  const other = kind === 'dialled for' ? 'own' : kind === 'outgoing' ? 'c-outside' : `c-0-${kind === 'teams' ? 'teams' : 'native'}`
  for (const step of ['ring', 'answer'] as const) {
    model.phone(other, step)
    for (let event = model.news.shift(); event; event = model.news.shift()) model.deliver(event)
  }
  return model
}

const recordings: Record<string, Rules['recording']> = { recorded: { on: true, must: false, beside: true }, 'must be recorded': { on: true, must: true, beside: false } }

const queue: HuntRule = { why: 'queue', queueId: 'q', name: 'Support', longestMs: 60_000 }
const group: HuntRule = { why: 'group', name: 'Dana’s colleagues', members: ['marco', 'priya'], together: false, ringMs: 15_000, longestMs: 60_000 }
const marco = { number: '+14255550102', name: 'Marco' }
const ringing = (kind: string): EngineModel => {
  if (kind === 'outgoing') {
    const begun = begin({ type: 'outgoing', at: 0, callId: 'c', leg: 'own', line, rules, from: 'native', to: { number: '+12065550142', name: null } })
    return engineModel(begun, 'own', 0)
  }
  const plan = kind === 'teams' ? teamsFirst : bothAtOnce
  if (kind === 'queue') {
    const begun = begin({ type: 'incoming', at: 0, callId: 'c', leg: 'lena', line, rules: { ...rules, hunt: queue, unanswered: { to: 'party', party: marco, last: true } }, remote: lena, plan: { ring: [], failover: [], timeoutMs: 0 } })
    return engineModel(begun, 'lena', 0)
  }
  if (kind === 'dialled for') {
    const begun = begin({ type: 'incoming', at: 0, callId: 'c', leg: 'lena', line, rules: { ...rules, offeredBy: { callId: 'p', why: 'park', name: 'Dana' } }, remote: lena, plan: { leg: 'own', from: 'native' } })
    return engineModel(begun, 'lena', 0)
  }
  const decided: Rules = kind === 'offered' ? { ...rules, hunt: group, unanswered: { to: 'party', party: marco }, offeredBy: { callId: 'q', why: 'queue', name: 'Support' } } : kind === 'with a group' ? { ...rules, hunt: group } : kind === 'forwarded' ? { ...rules, desk: 'desk-dana', unanswered: { to: 'party', party: marco } } : { ...rules, recording: recordings[kind] ?? rules.recording }
  return engineModel(begin({ type: 'incoming', at: 0, callId: 'c', leg: 'lena', line, rules: decided, remote: lena, plan }), 'lena', 0)
}

let fresh = 0
const command = (name: Command, to: 'native' | 'teams' | 'anywhere', call: Call | null = null): BareEvent & { commandId: string } => {
  const commandId = `k${++fresh}`
  const colleague = { number: '+14255550102', name: null }
  if (name === 'move') return { type: name, commandId, to, fresh: `c-${fresh}` }
  if (name === 'transfer') return { type: name, commandId, to: colleague, fresh: `c-${fresh}`, digits: null }
  if (name === 'consult' || name === 'add') return { type: name, commandId, to: colleague, fresh: `c-${fresh}` }
  if (name === 'park') return { type: name, commandId, code: '12' }
  if (name === 'remove') return { type: name, commandId, leg: (call?.guests.status === 'some' && call.guests.list[0]?.leg) || 'nobody' }
  return { type: name, commandId }
}

const perform = (model: EngineModel, step: Act, taken: Set<string>): void => {
  switch (step.do) {
    case 'deliver': {
      const [event] = model.news.splice(step.pick % Math.max(1, model.news.length), 1)
      return void (event && model.deliver(event))
    }
    case 'repeat': {
      const event = model.news[step.pick % Math.max(1, model.news.length)]
      return void (event && model.deliver(event))
    }
    case 'lose': {
      // a farewell that answers our own hang-up may get lost; one we did not ask for is found by recovery's survey
      const index = model.news.findIndex((event) => event.type === 'leg-gone' && model.call.legs[event.leg]?.status === 'leaving')
      return void (index >= 0 && model.news.splice(index, 1))
    }
    case 'crash': {
      const [event] = model.news.splice(step.pick % Math.max(1, model.news.length), 1)
      return model.crash(event ?? command('move', step.to))
    }
    case 'timer':
      return void model.fireNextTimer()
    case 'hunt': {
      const { hunt } = model.call
      const offers = hunt.status === 'waiting' || hunt.status === 'giving' ? hunt.offered : []
      // somebody says the code of a parked call
      if (offers.length === 0 && hunt.status === 'waiting' && hunt.why === 'park') return void model.deliver({ type: 'hunt-offered', offers: [{ callId: `p${++fresh}`, userId: 'marco', to: marco }], again: false, position: null })
      const offer = offers[step.pick % Math.max(1, offers.length)]
      return void (offer && model.deliver({ type: step.how, callId: offer.callId }))
    }
    case 'called-off':
      return void model.deliver({ type: 'called-off', by: marco })
    case 'recorder':
      return model.breakRecorder(step.how)
    case 'phone': {
      const legs = [...model.alive]
      const leg = legs[step.pick % Math.max(1, legs.length)]
      return void (leg && model.phone(leg, step.act))
    }
    case 'command': {
      const event = command(step.name, step.to, model.call)
      if (model.deliver(event) === null) taken.add(event.commandId)
      return
    }
    case 'junk': {
      const legs = [...Object.keys(model.call.legs), 'nobody']
      const leg = legs[step.pick % legs.length] ?? 'nobody'
      const part = model.call.recording.status === 'idle' ? undefined : model.call.recording.parts.at(step.pick % 3)
      if (step.type === 'recording-untold') return void model.deliver({ type: step.type, legs: [leg] })
      if (step.type.startsWith('recording-')) return void model.deliver({ type: step.type as RecordingNews, name: part?.name ?? 'nothing' })
      const event = step.type === 'leg-gone' ? { type: step.type, leg, cause: 'normal' as const } : 'greeted recorded recovered'.includes(step.type) ? { type: step.type } : { type: step.type, leg }
      return void model.deliver(event as BareEvent)
    }
  }
}

const story = (model: EngineModel) => `\n${model.log.join('\n')}\n${JSON.stringify(viewOf(model.call))}`
const mustHold = (condition: boolean, what: string, model: EngineModel) => {
  if (!condition) throw new Error(`${what}${story(model)}`)
}

const isUsers = (model: EngineModel, leg: string) => ['native', 'teams', 'desk'].includes(model.call.legs[leg]?.side ?? '')
const userLegsInBridge = (model: EngineModel) => [...model.bridge].filter((leg) => isUsers(model, leg))
/** Once nothing is on its way: whoever was answered has somebody, music, or voicemail, and never music over talk. */
const mustBeHeard = (model: EngineModel) => {
  const { call } = model
  if (model.news.length > 0 || call.ended || joining(call)) return
  mustNotWaitInSilence(model)
  if (call.outside.status !== 'talking' || (call.story.answeredAt === null && call.hunt.status === 'idle')) return
  const heard = [...model.bridge].filter((leg) => leg !== call.outside.leg && !model.muted.has(leg))
  const partner = model.bridge.has(call.outside.leg) && heard.length > 0
  const withVoicemail = call.voicemail.status !== 'idle'
  const quieted = call.user.status === 'talking' && call.user.quieted
  const ending = call.user.status === 'done' && call.transfer.status !== 'done'
  const word = call.hunt.status === 'waiting' && call.hunt.saying
  mustHold(partner || model.music || word || withVoicemail || ending, 'the outside party is alone in silence', model)
  // people who were added stay in the bridge while the person holds the call: they hear the music too
  const guests = call.guests.status === 'some'
  mustHold(!(partner && model.music) || quieted || guests, 'music plays over the talk', model)
}
/** A colleague who was consulted talks with the person, or hears music while the person is away. */
const mustNotWaitInSilence = (model: EngineModel) => {
  const { consult, user } = model.call
  if (consult.status === 'swapped') mustHold(model.side.has(consult.leg) && model.sideMusic, 'the colleague waits in silence', model)
  if ((consult.status === 'talking' || consult.status === 'remaining') && user.status === 'consulting') {
    mustHold(model.side.has(consult.leg) && model.side.has(user.leg) && !model.sideMusic, 'the person and the colleague do not hear each other', model)
  }
}
/** Where people talk whose call is to be recorded, something records; or it says that nothing does, or is about to end. */
const mustBeRecorded = (model: EngineModel) => {
  const { call } = model
  const { on, must, beside } = call.rules.recording
  if (!on || model.news.length > 0 || call.ended) return
  const recorded = (bridge: string) => [...model.recorders.values()].includes(bridge)
  const waits = model.timers.some(({ timer }) => timer === 'recording')
  const said = call.recording.status === 'failed' ? (must ? waits || call.user.status === 'done' : viewOf(call).recording === 'failed') : waits && viewOf(call).recording !== 'on'
  const talk = [...model.bridge].filter((leg) => !model.muted.has(leg) && call.legs[leg]?.status === 'up').length >= 2 && call.voicemail.status === 'idle' && !joining(call)
  const aside = beside && call.consult.status === 'talking' && call.user.status === 'consulting'
  if (talk) mustHold(recorded('b-c') || said, 'people talk, and nobody records it or says so', model)
  if (aside) mustHold(recorded('s-c') || said, 'a consultation is neither recorded nor said to be not', model)
}
/** Whoever is recorded has heard so, or is about to: nobody is recorded who does not know. */
const mustBeTold = (model: EngineModel) => {
  const { call } = model
  if (model.news.length > 0 || call.ended || joining(call)) return
  const aboutTo = model.timers.some(({ timer, key }) => timer === 'recording' && key === 'tell')
  const untold = [...model.recorders.values()].flatMap((bridge) => [...(bridge.startsWith('s-') ? model.side : model.bridge)])
    .filter((leg) => !isUsers(model, leg) && call.legs[leg]?.status === 'up' && !model.heard.has(leg))
  mustHold(untold.length === 0 || aboutTo, `${untold.join()} is recorded and was never told`, model)
}
const joining = ({ move, user, transfer, consult, guests, hunt }: Call) =>
  hunt.status === 'giving' || move.status === 'joining' || user.status === 'joining' || transfer.status === 'joining' || consult.status === 'joining' || (guests.status === 'some' && guests.list.some(({ status }) => status === 'joining'))

/** Lets everything that is on its way arrive, and time pass, until nothing more happens. */
const runOut = (model: EngineModel, limit = 400): void => {
  for (let step = 0; step < limit && !model.call.ended; step++) {
    const event = model.news.shift()
    const { hunt } = model.call
    if (event) model.deliver(event)
    // whoever picked up is joined, or is not: that never takes long
    else if (hunt.status === 'giving') model.deliver({ type: step % 2 === 0 ? 'hunt-taken' : 'hunt-lost', callId: hunt.to.callId })
    else if (!model.fireNextTimer()) return
  }
}

const partsOf = ({ recording }: Call) => (recording.status === 'idle' ? [] : recording.parts)

const runs = Number(process.env['PROPERTY_RUNS'] ?? 1_000)

describe.each(['both at once', 'teams', 'forwarded', 'outgoing', 'recorded', 'must be recorded', 'queue', 'offered', 'dialled for', 'with a group'])('a call (%s) under any order of events', (kind) => {
  it('never has two talking user legs, never rings a leg twice, and answers every command once', () => {
    fc.assert(fc.property(fc.tuple(fc.boolean(), fc.array(act, { minLength: 1, maxLength: 160, size: 'max' })), ([talking, steps]) => {
      const model = newCall(kind, talking)
      const taken = new Set<string>()
      for (const step of steps) {
        perform(model, step, taken)
        mustBeHeard(model)
        mustBeRecorded(model)
        mustBeTold(model)
        mustHold(joining(model.call) || model.news.some((event) => event.type === 'connected') || userLegsInBridge(model).length <= 1, 'two user legs talk', model)
      }
      // everybody leaves in the end
      for (const leg of Array.from(model.alive)) model.phone(leg, 'leave')
      runOut(model)
      mustHold(model.call.ended, 'the call never ends', model)
      mustHold(model.alive.size === 0, 'an ended call has a leg left', model)
      mustHold(model.closed === 1, 'the bridge is closed once', model)
      mustHold(model.recorders.size === 0, 'something records on', model)
      mustHold(partsOf(model.call).every(({ status }) => status === 'kept' || status === 'lost'), 'a recording is forgotten', model)
      mustHold(model.call.story.endedAt !== null && model.call.story.outcome !== null, 'the story has no end', model)
      mustHold(model.call.story.journey.every((segment) => segment.to !== null && segment.to >= segment.from), 'the journey has a hole', model)
      for (const id of taken) mustHold(model.results.get(id) === 1, `command ${id} was answered ${model.results.get(id) ?? 0} times`, model)
    }), { numRuns: runs })
  })

  it('ends by itself when the outside party leaves, whatever the phones do not do', () => {
    fc.assert(fc.property(fc.tuple(fc.boolean(), fc.array(act, { maxLength: 160, size: 'max' })), ([talking, steps]) => {
      const model = newCall(kind, talking)
      for (const step of steps) perform(model, step, new Set())
      if (model.call.outside.status !== 'gone') model.phone(model.call.outside.leg, 'leave')
      runOut(model)
      // whom they leave talking with each other may talk on, and it is over when the person leaves
      const { user } = model.call
      if (user.status === 'talking' || user.status === 'consulting') {
        mustHold(model.bridge.size >= 2 || model.side.size === 2, 'the person is left alone', model)
        model.phone(user.leg, 'leave')
        runOut(model)
      }
      mustHold(model.call.ended && model.alive.size === 0, 'something is left behind', model)
    }), { numRuns: runs })
  })

  it('leaves the outside party with somebody, with music or with voicemail once they were answered, or ends', () => {
    fc.assert(fc.property(fc.tuple(fc.boolean(), fc.array(act, { maxLength: 160, size: 'max' })), ([talking, steps]) => {
      const model = newCall(kind, talking)
      for (const step of steps) perform(model, step, new Set())
      runOut(model)
      const { call } = model
      if (call.ended) return
      // what lives on without timers is a conversation: everybody is in a bridge with somebody, or hears music
      const outside = call.outside.status === 'talking' && model.bridge.has(call.outside.leg) && (model.bridge.size >= 2 || model.music)
      const others = call.outside.status === 'gone' && (model.bridge.size >= 2 || model.side.size === 2)
      mustHold(outside || others, 'somebody is left alone for ever', model)
      mustHold([...model.alive].every((leg) => model.bridge.has(leg) || model.side.has(leg)), 'a leg is nowhere', model)
      mustBeHeard(model)
    }), { numRuns: runs })
  })

  it('comes back from kill -9 at any moment: nothing left behind, nobody alone in silence', () => {
    fc.assert(fc.property(fc.tuple(fc.boolean(), fc.array(fc.oneof({ weight: 15, arbitrary: act }, { weight: 1, arbitrary: crash }), { maxLength: 160, size: 'max' })), ([talking, steps]) => {
      const model = newCall(kind, talking)
      for (const step of steps) {
        perform(model, step, new Set())
        mustBeHeard(model)
        mustBeRecorded(model)
        mustBeTold(model)
      }
      for (const leg of Array.from(model.alive)) model.phone(leg, 'leave')
      runOut(model)
      mustHold(model.call.ended && model.alive.size === 0 && model.recorders.size === 0, 'something is left behind', model)
    }), { numRuns: runs })
  })

  it('survives news of things that never happened: total, and it still ends', () => {
    fc.assert(fc.property(fc.tuple(fc.boolean(), fc.array(fc.oneof(act, act, act, junk), { maxLength: 160, size: 'max' })), ([talking, steps]) => {
      const model = newCall(kind, talking)
      for (const step of steps) perform(model, step, new Set())
      model.deliver({ type: 'hangup', commandId: 'last' })
      for (const leg of Array.from(model.alive)) model.phone(leg, 'leave')
      // an engine that is asked again about a leg that is gone says so
      for (let round = 0; round < 20 && !model.call.ended; round++) {
        for (const leg of Object.keys(model.call.legs)) if (!model.alive.has(leg)) model.deliver({ type: 'leg-gone', leg, cause: 'lost' })
        runOut(model)
      }
      mustHold(model.call.ended, 'the call never ends', model)
    }), { numRuns: runs })
  })
})
