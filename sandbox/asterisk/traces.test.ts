import { virtualClock } from '../clock.ts'
import type { Dialplan } from './dialplan.ts'
import { createEngine } from './engine.ts'
import type { TraceLine } from './traces.ts'
import { normalBody, readTrace, streams } from './traces.ts'
import type { AriEvent, AriRequest } from './wire.ts'

/** The dialplan of the recording: every context goes to the application, also after `continue`. */
const labDialplan: Dialplan = (channel, moment) =>
  moment === 'stasis-failed'
    ? { run: 'hangup', cause: 16 }
    : { run: 'stasis', app: 'uplift', args: [channel.position.context, channel.position.exten] }

type RequestLine = Extract<TraceLine, { request: AriRequest }>

const registered = ['ims', 'teams', 'pstn', 'third']

/** An engine as it was in the recording, with phones that do what the trace's events say they did. */
const createLab = () => {
  const clock = virtualClock()
  const engine = createEngine({ clock, dialplan: labDialplan, contextOf: (resource) => `from-${resource}` })
  engine.connect({
    reachable: (resource) => registered.includes(resource),
    invite: (leg) => engine.legs.ringing(leg.id),
    notify: (id, event) => {
      if (event.type === 'answered') engine.legs.speak(id, 'caller')
    },
  })
  const events: AriEvent[] = []
  const listen = () => engine.subscribe('uplift', true, (event) => events.push(event))
  listen()

  /** Asterisk named incoming channels itself: the trace's name -> ours, and back. */
  const ours = new Map<string, string>()
  const theirs = new Map<string, string>()
  const incoming = new Set<string>()
  const substitute = (text: string) => [...ours].reduce((sum, [from, to]) => sum.replaceAll(from, to), text)

  const send = (request: AriRequest) => engine.request(JSON.parse(substitute(JSON.stringify(request))) as AriRequest)

  /** What a phone must have done for this event to be. */
  const act = (event: AriEvent) => {
    const channel = event.channel
    if (event.type === 'ApplicationReplaced') return void listen()
    if (!channel) return
    const id = ours.get(channel.id) ?? channel.id
    if (event.type === 'ChannelCreated' && channel.state === 'Ring') {
      const { context, exten } = channel.dialplan
      const made = engine.incoming({ resource: channel.name.replace(/^PJSIP\/|-[0-9a-f]+$/g, ''), context, exten, caller: channel.caller })
      ours.set(channel.id, made)
      theirs.set(made, channel.id)
      incoming.add(channel.id)
    } else if (event.type === 'ChannelStateChange' && channel.state === 'Up' && !incoming.has(channel.id)) {
      engine.legs.answer(id)
      engine.legs.speak(id, 'callee')
    } else if (event.type === 'ChannelHangupRequest' && !event['soft']) {
      if (channel.state === 'Up' || incoming.has(channel.id)) engine.legs.hangUp(id)
      else engine.legs.reject(id, Number(event['tech_cause']))
    } else if (event.type === 'ChannelHold') {
      engine.legs.hold(id)
    } else if (event.type === 'ChannelUnhold') {
      engine.legs.resume(id)
    }
  }

  const occurred = (like: AriEvent) => events.some((event) =>
    event.type === like.type && (event.channel?.id ?? '') === (ours.get(like.channel?.id ?? '') ?? like.channel?.id ?? ''))

  /**
   * Requests in the trace came when their sender had seen something; the stand-in's own pauses differ by milliseconds.
   * So time moves on until the application's start, the playback's end, and, for a request answered 404, the channel's
   * end that stand before it in the trace have happened here too.
   */
  const catchUp = (before: TraceLine[], status: number) => {
    for (const line of before) {
      if (!('event' in line)) continue
      const { type } = line.event
      const awaited = type === 'StasisStart' || type === 'PlaybackFinished' || (type === 'ChannelDestroyed' && status === 404)
      for (let tries = 0; awaited && !occurred(line.event) && tries < 50; tries++) clock.advance(1)
    }
  }

  const replay = (lines: TraceLine[]) => {
    events.length = 0
    const start = clock.now()
    const done = new Set<TraceLine>()
    const answers: Array<{ request: string, expected: unknown, got: unknown }> = []
    const perform = (line: RequestLine) => {
      done.add(line)
      const got = send(line.request)
      answers.push({
        request: `${line.request.method} ${line.request.path}`,
        expected: { status: line.response.status, body: normalBody(line.response.body, (id) => id) },
        got: { status: got.status, body: normalBody(got.body, (id) => theirs.get(id) ?? id) },
      })
    }
    for (const [index, line] of lines.entries()) {
      clock.advance(Math.max(0, start + line.ms - clock.now()))
      if ('request' in line) {
        if (done.has(line)) continue
        catchUp(lines.slice(0, index), line.response.status)
        perform(line)
        continue
      }
      // The answer to an originate may stand after the new channel's first events: it is sent when those begin.
      const { event } = line
      if (event.type === 'ChannelCreated' && event.channel?.state === 'Down') {
        const cause = lines.find((other) => 'request' in other && !done.has(other) && other.response.status === 200
          && other.request.method === 'POST' && other.request.path === `/channels/${event.channel?.id}`)
        if (cause && 'request' in cause) perform(cause)
      }
      act(event)
    }
    // The last line of a trace may be a request whose consequences were no longer recorded.
    clock.advance(2)
    return {
      answers,
      expected: streams(lines.flatMap((line) => 'event' in line ? [line.event] : []), (id) => id),
      got: streams(events, (id) => theirs.get(id) ?? id),
    }
  }
  return { replay, clock }
}

const compare = ({ answers, expected, got }: ReturnType<ReturnType<typeof createLab>['replay']>) => {
  for (const { request, expected: answer, got: ours } of answers) expect({ request, ...ours as object }).toEqual({ request, ...answer as object })
  expect(got).toEqual(expected)
}

const alone = [
  'blind-transfer', 'caller-gives-up', 'cancel-while-ringing', 'consultative-transfer', 'fork', 'hand-back-to-dialplan',
  'hold-and-resume-by-phone', 'late-commands', 'media-and-mute', 'move-declined', 'no-answer-timeout', 'originate-to-nobody',
  'outgoing-from-native', 'recording-across-uplift', 'same-id-twice', 'socket-replaced', 'target-declines', 'uplift', 'voicemail',
]

describe('the stand-in does as Asterisk 22 did', () => {
  it.each(alone)('%s', (name) => {
    compare(createLab().replay(readTrace(name)))
  })

  it('move-old-leg-hangs-up-while-target-rings, then move-outside-leaves-while-target-rings', () => {
    const lab = createLab()
    const first = lab.replay(readTrace('move-old-leg-hangs-up-while-target-rings'))
    // This recording was cut off right after its last answer (422), before the leg's way into the application was told.
    const target = Object.keys(first.expected).find((stream) => stream.startsWith('channel t')) ?? ''
    first.got[target] = first.got[target]?.slice(0, first.expected[target]?.length) ?? []
    compare(first)
    lab.clock.advance(400)
    compare(lab.replay(readTrace('move-outside-leaves-while-target-rings')))
  })
})
