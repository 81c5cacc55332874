import type { Effect } from './effect.ts'
import { bridgeOf, limits, type Call, type Voicemail } from './model.ts'
import { go, ignore, type Table } from './table.ts'

/** Voicemail: greeting, tone, recording, keeping. The caller may leave at any point; what was said is kept. */
export type VoicemailEvent =
  | 'to-voicemail' | 'greeted' | 'greet-failed' | 'recorded' | 'record-failed' | 'stored' | 'store-failed' | 'timer' | 'end' | 'recovered'

export const recordingName = (call: Readonly<Call>) => `vm-${call.id}`

const timer = (at: number, key: string): Effect => ({ type: 'timer', timer: 'voicemail', key, at })
const stop: Effect = { type: 'cancel-timer', timer: 'voicemail', key: 'voicemail' }
const key = 'voicemail'

const greet = (call: Readonly<Call>): Effect => ({ type: 'greet', leg: call.outside.leg, bridge: bridgeOf(call), answer: call.outside.status === 'arriving' })
const record = (call: Readonly<Call>): Effect => ({
  type: 'record', leg: call.outside.leg, name: recordingName(call), maxMs: limits.messageMs, silenceMs: limits.messageSilenceMs,
})
const store = (call: Readonly<Call>): Effect => ({ type: 'store', name: recordingName(call) })

/** The caller is let go first: fetching and keeping the message is none of their time. */
const startStoring = (at: number) => go<Voicemail>({ status: 'storing', deadline: at, tries: 0 }, [{ type: 'end', outcome: null, by: null }], [timer(at, key)])
const giveUp = () => go<Voicemail>({ status: 'done' }, [{ type: 'end', outcome: null, by: null }], [stop])

/** The tone and the recording. Also after a greeting that failed: what the caller came to say is worth more than it. */
const startRecording = (_region: unknown, event: { at: number }, call: Readonly<Call>) => {
  const deadline = event.at + limits.messageMs + 10_000
  return go<Voicemail>({ status: 'recording', deadline }, [], [record(call), timer(deadline, key)])
}

const notYet = ignore('voicemail has not begun')
const over = ignore('voicemail is over')
const begun = ignore('voicemail has begun')

export const voicemailTable: Table<Voicemail, VoicemailEvent> = {
  idle: {
    'to-voicemail': (_region, event, call) => {
      if (call.outside.status === 'gone') return go<Voicemail>({ status: 'done' }, [{ type: 'end', outcome: null, by: null }])
      const deadline = event.at + limits.greetingMs
      return go<Voicemail>({ status: 'greeting', deadline }, [], [greet(call), timer(deadline, key)])
    },
    greeted: notYet,
    'greet-failed': notYet,
    recorded: notYet,
    'record-failed': notYet,
    stored: notYet,
    'store-failed': notYet,
    timer: notYet,
    end: () => go<Voicemail>({ status: 'done' }),
    recovered: notYet,
  },
  greeting: {
    'to-voicemail': begun,
    greeted: startRecording,
    'greet-failed': startRecording,
    recorded: ignore('nothing is recorded yet'),
    'record-failed': ignore('nothing is recorded yet'),
    stored: ignore('nothing is recorded yet'),
    'store-failed': ignore('nothing is recorded yet'),
    timer: giveUp,
    end: () => go<Voicemail>({ status: 'done' }, [], [stop]),
    // the greeting starts again: the engine does not say how far it got
    recovered: (region, _event, call) => go<Voicemail>(region, [], [greet(call), timer(region.deadline, key)]),
  },
  recording: {
    'to-voicemail': begun,
    greeted: begun,
    'greet-failed': begun,
    recorded: (_region, event) => startStoring(event.at),
    'record-failed': giveUp,
    stored: ignore('nothing was stored yet'),
    'store-failed': ignore('nothing was stored yet'),
    timer: (_region, event) => startStoring(event.at),
    // the engine closes the recording by itself when the caller hangs up, and says so
    end: (region, event) => go<Voicemail>({ ...region, deadline: event.at + limits.sweepMs }, [], [timer(event.at + limits.sweepMs, key)]),
    // whether it still runs is not known: when the caller is there the timer decides, when they left it is fetched
    recovered: (region, event, call) =>
      call.outside.status === 'gone' ? startStoring(event.at) : go<Voicemail>(region, [], [timer(region.deadline, key)]),
  },
  storing: {
    'to-voicemail': begun,
    greeted: begun,
    'greet-failed': begun,
    recorded: ignore('it is being kept'),
    'record-failed': ignore('it is being kept'),
    stored: (_region, event) =>
      go<Voicemail>({ status: 'done' }, [...(event.voicemailId === null ? [] : [{ type: 'message-kept', voicemailId: event.voicemailId } as const]), { type: 'end', outcome: null, by: null }], [stop]),
    'store-failed': (region) => (region.tries >= limits.storeTries ? giveUp() : go<Voicemail>(region)),
    timer: (region, event, call) => {
      if (region.tries >= limits.storeTries) return giveUp()
      const deadline = event.at + limits.storeRetryMs
      return go<Voicemail>({ status: 'storing', deadline, tries: region.tries + 1 }, [], [store(call), timer(deadline, key)])
    },
    end: ignore('what they said is being kept'),
    recovered: (region, event) => go<Voicemail>(region, [], [timer(event.at, key)]),
  },
  done: {
    'to-voicemail': over, greeted: over, 'greet-failed': over, recorded: over, 'record-failed': over, stored: over, 'store-failed': over,
    timer: over, end: over, recovered: over,
  },
}
