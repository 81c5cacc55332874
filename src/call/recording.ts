import type { Effect } from './effect.ts'
import { bridgeOf, limits, sideBridgeOf, type Call, type LegId, type Recording, type RecordingPart } from './model.ts'
import type { Of } from './signal.ts'
import { go, ignore, ignored, type Step, type Table } from './table.ts'

/**
 * Compliance recording. What is to be recorded is one rule over the whole call (`followRecording`), not a habit of each
 * cell: wherever people talk there is a part that runs, so moves, holds and transfers need do nothing for it. The cells
 * say what became of a part. One that breaks is followed by a further one; when that is of no use, the call goes on and
 * says that it is not recorded, or, where it must be, everybody hears a word and the call ends. So it is when people can't
 * be told: nobody is recorded who does not know.
 */
export type RecordingEvent =
  | 'recording-started' | 'recording-finished' | 'recording-failed' | 'recording-kept' | 'recording-lost' | 'recording-unkept' | 'recording-untold' | 'timer' | 'recovered'

type Begun = Exclude<Recording, { status: 'idle' }>

/** The timer of the word that everybody hears before a call ends that must be recorded and can't be. */
const word = 'word'
/** Whether the engine's recording of this name is a part of a recorded call. */
export const isRecordingName = (name: string): boolean => name.startsWith('rec-')

/** The timer after which those are told who could not be. */
const tell = 'tell'
const timer = (key: string, at: number): Effect => ({ type: 'timer', timer: 'recording', key, at })
const stop = (key: string): Effect => ({ type: 'cancel-timer', timer: 'recording', key })

const isActive = ({ status }: RecordingPart) => status === 'starting' || status === 'running'
const isPending = ({ status }: RecordingPart) => status !== 'kept' && status !== 'lost'

/** A part still runs, or waits to be kept: the call is not to be forgotten. */
export const pendingRecording = ({ recording }: Readonly<Call>): boolean => recording.status !== 'idle' && recording.parts.some(isPending)

/** How a call was recorded, for people and for the history; null for one that was not to be. */
export const recordedOf = ({ recording }: Readonly<Call>): Recorded | null => {
  if (recording.status === 'idle') return null
  const ran = recording.parts.filter((part) => part.ran)
  // one that ended as everybody left at once is no gap: nobody talked after it; nor is a further consultation, in the same bridge
  const hasGap = recording.status === 'failed' || ran.some(({ status, broke, bridge }, index) => status === 'lost' || (broke && ran.slice(index + 1).some((part) => part.bridge === bridge)))
  if (ran.some(({ status }) => status !== 'lost')) return hasGap ? 'partly' : 'recorded'
  return hasGap || recording.broken > 0 ? 'unrecorded' : null
}
/** `partly`: there is a gap, or an end is missing. */
export type Recorded = 'recorded' | 'partly' | 'unrecorded'

/** What is so right now: `failed` says that people talk and nobody records it, though policy wants it. */
export const recordingNow = ({ recording }: Readonly<Call>): 'on' | 'failed' | null =>
  // with a part that has not begun yet, not all that is said is recorded
  recording.status === 'failed' ? 'failed' : recording.status === 'on' && recording.parts.some(({ status }) => status === 'running') && !recording.parts.some(({ status }) => status === 'starting') ? 'on' : null

interface Talk {
  bridge: string
  /** Everybody in it. */
  legs: LegId[]
  /** Of these, whoever is not the person whose line it is, and has to be told. */
  others: LegId[]
}

const talk = (call: Readonly<Call>, bridge: string, others: (LegId | null)[], own: LegId | null): Talk => {
  const isThere = (leg: LegId | null): leg is LegId => leg !== null && call.legs[leg] !== undefined && call.legs[leg].status !== 'leaving' && call.legs[leg].status !== 'gone'
  const there = others.filter(isThere)
  return { bridge, others: there, legs: [...there, ...[own].filter(isThere)] }
}

/** Where people talk on this line, from the first word to the last; a consultation only where all calls are recorded. */
const talksOf = (call: Readonly<Call>): Talk[] => {
  const { outside, user, transfer, consult, guests, voicemail, story, rules } = call
  // a message is a recording already
  const begun = (story.answeredAt !== null || transfer.status === 'done') && voicemail.status === 'idle'
  const added = guests.status === 'some' ? guests.list.filter(({ status }) => status === 'in').map(({ leg }) => leg) : []
  const main = talk(call, bridgeOf(call), [outside.status === 'talking' ? outside.leg : null, transfer.status === 'done' ? transfer.leg : null, ...added], user.status === 'talking' ? user.leg : null)
  const asked = consult.status === 'talking' || consult.status === 'swapped' || consult.status === 'remaining' ? consult.leg : null
  const beside = talk(call, sideBridgeOf(call), [rules.recording.beside ? asked : null], user.status === 'consulting' ? user.leg : null)
  return [...(begun ? [main] : []), ...(rules.recording.beside && asked !== null ? [beside] : [])].filter(({ legs }) => legs.length > 0)
}

const isUntellable = (recording: Recording) => recording.status !== 'idle' && recording.untold !== undefined && recording.untold.times >= limits.tellTries

/** Brings the recording in line with who talks where. Run after each event. */
export const followRecording = (call: Readonly<Call>, at: number): { recording: Recording; effects: Effect[] } => {
  const { recording, rules } = call
  const talks = rules.recording.on && !isUntellable(recording) ? talksOf(call) : []
  if (recording.status === 'idle' && talks.length === 0) return { recording, effects: [] }
  const now: Begun = recording.status === 'idle' ? { status: 'on', parts: [], told: [], broken: 0 } : recording
  const effects: Effect[] = []
  const over = now.parts.filter((part) => isActive(part) && !talks.some(({ bridge }) => bridge === part.bridge))
  for (const { bridge, name } of over) effects.push({ type: 'stop-recording', bridge, name }, timer(name, at + limits.sweepMs))
  const parts = now.parts.map((part): RecordingPart => (over.includes(part) ? { ...part, status: 'stopping' } : part))
  let told = now.told
  for (const { bridge, others, legs: { length } } of talks) {
    if (!parts.some((part) => isActive(part) && part.bridge === bridge)) {
      // who is alone, with music, talks with nobody: one that runs goes on, but none is begun for them
      if (now.status === 'failed' || length === 1) continue
      const name = `rec-${call.id}-${parts.length + 1}`
      parts.push({ name, bridge, from: at, status: 'starting', ran: false, tries: 0 })
      effects.push({ type: 'record-bridge', bridge, name }, timer(name, at + limits.recordingStartMs))
    }
    // asked for after the recording, so that no word falls between the two
    const legs = now.untold?.waits ? [] : others.filter((leg) => !told.includes(leg))
    if (legs.length > 0) effects.push({ type: 'announce-recording', bridge, legs })
    told = [...told, ...legs]
  }
  return effects.length === 0 ? { recording, effects } : { recording: { ...now, parts, told }, effects }
}

const changed = <R extends Begun>(region: R, name: string, change: Partial<RecordingPart>): R =>
  ({ ...region, parts: region.parts.map((part) => (part.name === name ? { ...part, ...change } : part)) })
const find = (region: Begun, name: string) => region.parts.find((part) => part.name === name)

/** Asked for again until it is kept, or the engine says that there is none: at first soon, then every few minutes. */
const keep = (name: string, at: number, tries = 0): Effect[] => [{ type: 'keep-recording', name }, timer(name, at + limits.storeRetryMs * 2 ** Math.min(tries, 6))]

/** Nothing helps: it is said, and where the call must be recorded it ends after a word. */
const fail = (region: Begun, call: Readonly<Call>, at: number, effects: Effect[]): Step<Recording> => {
  const failed: Recording = { ...region, status: 'failed' }
  if (!call.rules.recording.must) return go<Recording>(failed, [{ type: 'notice', code: 'not-recorded' }], effects)
  const say = talksOf(call).map(({ bridge, legs }): Effect => ({ type: 'say-unrecorded', bridge, legs }))
  return go<Recording>(failed, [{ type: 'notice', code: 'must-record' }], [...effects, ...say, timer(word, at + limits.unrecordedWordMs)])
}

/**
 * A part ended that nobody had asked to: what there is of it is kept, and `followRecording` starts a further one. Asterisk
 * also ends one by itself once the last leg has left its bridge (tried on 22.10.1), and the news of that may come first.
 */
const broke = (region: Begun, { name, bridge }: RecordingPart, call: Readonly<Call>, at: number): Step<Recording> => {
  const next = { ...changed(region, name, { status: 'storing', broke: true }), broken: region.broken + 1 }
  // one that was given up must not run on unseen
  const effects: Effect[] = [{ type: 'stop-recording', bridge, name }, ...keep(name, at)]
  return next.status === 'on' && next.broken >= limits.recordingBreaks ? fail(next, call, at, effects) : go<Recording>(next, [], effects)
}

/** Whoever does not know is told now. */
const tellNow = <R extends Begun>(region: R): R => (region.untold === undefined ? region : { ...region, untold: { ...region.untold, waits: false } })

const unknown = () => ignored('no part of this recording')

/** A recording that failed still has parts to look after. */
const cells: { [E in RecordingEvent]: (region: Begun, event: Of<E>, call: Readonly<Call>) => Step<Recording> } = {
  'recording-started': (region, event) => {
    const part = find(region, event.name)
    if (part === undefined || part.ran) return unknown()
    return part.status === 'starting' ? go<Recording>(changed(region, event.name, { status: 'running', ran: true }), [], [stop(event.name)]) : go<Recording>(changed(region, event.name, { ran: true }))
  },
  'recording-finished': (region, event, call) => {
    const part = find(region, event.name)
    if (part === undefined) return unknown()
    // it ends by itself as the caller leaves for the bridge of whoever picked up
    const isGiven = call.hunt.status === 'giving' && isActive(part)
    if (isActive(part) && !isGiven) return broke(region, part, call, event.at)
    return part.status === 'stopping' || isGiven ? go<Recording>(changed(region, event.name, { status: 'storing' }), [], keep(event.name, event.at)) : ignored('it is being kept')
  },
  'recording-failed': (region, event, call) => {
    const part = find(region, event.name)
    if (part === undefined) return unknown()
    if (isActive(part)) return broke(region, part, call, event.at)
    return part.status === 'stopping' ? go<Recording>({ ...changed(region, event.name, { status: 'storing' }), broken: region.broken + 1 }, [], keep(event.name, event.at)) : ignored('it is being kept')
  },
  'recording-kept': (region, event) => (find(region, event.name)?.status === 'storing' ? go<Recording>(changed(region, event.name, { status: 'kept' }), [], [stop(event.name)]) : unknown()),
  'recording-lost': (region, event) => (find(region, event.name)?.status === 'storing' ? go<Recording>(changed(region, event.name, { status: 'lost' }), [], [stop(event.name)]) : unknown()),
  'recording-unkept': ignore('the timer asks again'),
  'recording-untold': (region, event, call) => {
    const times = (region.untold?.times ?? 0) + 1
    const next = { ...region, told: region.told.filter((leg) => !event.legs.includes(leg)), untold: { times, waits: times < limits.tellTries } }
    if (next.untold.waits) return go<Recording>(next, [], [timer(tell, event.at + limits.tellAgainMs)])
    return next.status === 'on' ? fail(next, call, event.at, []) : go<Recording>(next)
  },
  timer: (region, event, call) => {
    if (event.key === tell) return go<Recording>(tellNow(region))
    if (event.key === word) return go<Recording>(region, [{ type: 'end', outcome: null, by: null }])
    const part = find(region, event.key)
    if (part === undefined) return unknown()
    switch (part.status) {
      case 'starting': return broke(region, part, call, event.at)
      case 'stopping': return go<Recording>(changed(region, part.name, { status: 'storing' }), [], keep(part.name, event.at))
      case 'storing':
        return go<Recording>(changed(region, part.name, { tries: part.tries + 1 }), [], keep(part.name, event.at, part.tries + 1))
      case 'running':
      case 'kept':
      case 'lost': return ignored('it is not waited for')
    }
  },
  // whether it still runs is the engine's to say: started when it does, finished when it does not; whether the word was said
  // nobody knows, and rather twice than never
  recovered: (region, event, call) => {
    const effects = region.parts.flatMap(({ name, bridge, status }): Effect[] => {
      switch (status) {
        case 'starting': return [{ type: 'check-recording', bridge, name }, timer(name, event.at + limits.recordingStartMs)]
        case 'running': return [{ type: 'check-recording', bridge, name }]
        case 'stopping': return [{ type: 'stop-recording', bridge, name }, timer(name, event.at + limits.sweepMs)]
        case 'storing': return [timer(name, event.at)]
        case 'kept':
        case 'lost': return []
      }
    })
    return go<Recording>({ ...tellNow(region), told: [] }, [], region.status === 'failed' && call.rules.recording.must ? [...effects, timer(word, event.at)] : effects)
  },
}

const nothing = ignore('nothing is recorded')

export const recordingTable: Table<Recording, RecordingEvent> = {
  idle: {
    'recording-started': nothing, 'recording-finished': nothing, 'recording-failed': nothing, 'recording-kept': nothing, 'recording-lost': nothing,
    'recording-unkept': nothing, 'recording-untold': nothing, timer: nothing, recovered: nothing,
  },
  on: cells,
  failed: cells,
}
