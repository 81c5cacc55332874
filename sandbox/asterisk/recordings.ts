import { addHelper } from './bridges.ts'
import type { Bridge, Channel, Core } from './core.ts'
import type { Track } from './media.ts'
import { isSpeaking, mix, spokenMs } from './media.ts'
import type { Voices } from './voices.ts'
import { wavFile } from './voices.ts'
import type { RecordingWire } from './wire.ts'
import { refuse } from './wire.ts'

/** Asterisk's `beep` sound lasts this long; it is not in the recording (trace voicemail: 3.0 s on the wire, 2 recorded). */
const beepMs = 400

export interface RecordOptions {
  name: string
  format: string
  maxDurationSeconds: number
  maxSilenceSeconds: number
  ifExists: string
  beep: boolean
  terminateOn: string
}

interface Live {
  wire: RecordingWire
  finish: (keep: boolean) => void
}

interface Stored {
  format: string
  seconds: number
  /** Mixed when first asked for; most recordings are asked for once. */
  file: () => Buffer
}

const isBridge = (target: Channel | Bridge): target is Bridge => 'helpers' in target

/** Recordings of what a channel's far end says, or of all that is said in a bridge. */
export const createRecordings = (core: Core, voices: Voices) => {
  const live = new Map<string, Live>()
  const stored = new Map<string, Stored>()
  let recorders = 0

  const start = (target: Channel | Bridge, options: RecordOptions): RecordingWire => {
    const wire: RecordingWire = {
      name: options.name,
      format: options.format,
      state: 'queued',
      target_uri: `${isBridge(target) ? 'bridge' : 'channel'}:${target.id}`,
    }
    const begun = core.clock.now() + (options.beep ? beepMs : 0)
    const tracks: Track[] = []
    const cancels = new Set<() => void>()
    const announce = (type: string) => {
      const event = () => core.emit({ about: target, event: { type, recording: { ...wire } } })
      event()
      // A bridge's recording is told twice: the bridge and the recorder in it both say so (trace recording-across-uplift).
      if (isBridge(target)) event()
    }

    const finish = (keep: boolean) => {
      if (live.get(options.name)?.wire !== wire) return
      live.delete(options.name)
      for (const cancel of cancels) cancel()
      const ended = Math.max(begun, core.clock.now())
      for (const track of tracks) track.to ??= ended
      wire.state = keep ? 'done' : 'canceled'
      wire.duration = Math.floor((ended - begun) / 1000)
      if (options.maxSilenceSeconds > 0) {
        const talking = tracks.reduce((sum, track) => sum + spokenMs(track.speech, Math.max(begun, track.from), track.to ?? ended), 0)
        wire.talking_duration = Math.floor(talking / 1000)
        wire.silence_duration = Math.floor((ended - begun - talking) / 1000)
      }
      if (keep) {
        let file: Buffer | undefined
        stored.set(options.name, {
          format: options.format,
          seconds: (ended - begun) / 1000,
          file: () => file ??= wavFile(mix(voices, tracks, begun, ended)),
        })
      }
      announce('RecordingFinished')
    }

    const followChannel = (channel: Channel) => {
      tracks.push({ speech: channel.speech, from: begun, to: null })
      const left = () => finish(true)
      const heard = (digit: string) => {
        if (options.terminateOn === 'any' || options.terminateOn === digit) finish(true)
      }
      channel.onLeave.add(left)
      channel.onDigit.add(heard)
      cancels.add(() => void channel.onLeave.delete(left))
      cancels.add(() => void channel.onDigit.delete(heard))
      if (options.maxSilenceSeconds <= 0) return
      let stopWaiting = () => {}
      const listen = () => {
        stopWaiting()
        stopWaiting = () => {}
        if (isSpeaking(channel.speech)) return
        const wait = Math.max(0, begun - core.clock.now()) + options.maxSilenceSeconds * 1000
        stopWaiting = core.clock.setTimeout(wait, () => finish(true))
      }
      channel.speech.onChange.add(listen)
      cancels.add(() => {
        stopWaiting()
        channel.speech.onChange.delete(listen)
      })
      listen()
    }
    const followBridge = (bridge: Bridge) => {
      const present = new Map<Channel, Track>()
      let isEmpty = true
      const look = () => {
        const now = core.clock.now()
        // one that begins in an empty bridge waits for somebody; with the last leg it ends by itself (tried on Asterisk 22.10.1)
        const isLeft = !isEmpty && bridge.channels.length === 0
        isEmpty = bridge.channels.length === 0
        for (const [channel, track] of present) {
          if (bridge.channels.includes(channel) && !channel.muted.in) continue
          track.to = now
          present.delete(channel)
        }
        for (const channel of bridge.channels) {
          // whoever is muted towards the bridge is not in the recording
          if (present.has(channel) || channel.muted.in) continue
          const track: Track = { speech: channel.speech, from: now, to: null }
          present.set(channel, track)
          tracks.push(track)
        }
        if (isLeft || !core.bridges.has(bridge.id)) finish(true)
      }
      cancels.add(addHelper(core, bridge, `Recorder/ARI-${(recorders++).toString(16).padStart(8, '0')};2`))
      bridge.onChange.add(look)
      cancels.add(() => void bridge.onChange.delete(look))
      look()
    }

    live.set(options.name, { wire, finish })
    const answer = { ...wire }
    wire.state = 'recording'
    if (isBridge(target)) followBridge(target)
    announce('RecordingStarted')
    if (!isBridge(target)) followChannel(target)
    if (options.maxDurationSeconds > 0) {
      cancels.add(core.clock.setTimeout(begun - core.clock.now() + options.maxDurationSeconds * 1000, () => finish(true)))
    }
    return answer
  }

  const findLive = (name: string): Live => live.get(name) ?? refuse(404, 'Recording not found')
  const findStored = (name: string): Stored => stored.get(name) ?? refuse(404, 'Recording not found')
  return {
    record(target: Channel | Bridge, options: RecordOptions): RecordingWire {
      if (options.name === '') refuse(400, 'Invalid recording name')
      if (options.maxDurationSeconds < 0) refuse(400, 'max_duration_seconds cannot be negative')
      if (options.maxSilenceSeconds < 0) refuse(400, 'max_silence_seconds cannot be negative')
      if (!['', 'none', 'any', '*', '#'].includes(options.terminateOn)) refuse(400, 'terminateOn invalid')
      if (!['', 'fail', 'overwrite', 'append'].includes(options.ifExists)) refuse(400, 'ifExists invalid')
      if (options.format !== 'wav') refuse(422, 'The format specified is unknown on this system')
      const taken = live.has(options.name) || (stored.has(options.name) && options.ifExists !== 'overwrite')
      if (taken) refuse(409, `Recording '${options.name}' already exists and can not be overwritten`)
      return start(target, options)
    },
    live: (name: string): RecordingWire => ({ ...findLive(name).wire }),
    stop: (name: string): void => findLive(name).finish(true),
    cancel: (name: string): void => findLive(name).finish(false),
    stored: (name: string) => ({ name, format: findStored(name).format }),
    list: () => [...stored].map(([name, { format }]) => ({ name, format })),
    file: (name: string): Buffer => findStored(name).file(),
    seconds: (name: string): number | undefined => stored.get(name)?.seconds,
    remove(name: string): void {
      findStored(name)
      stored.delete(name)
    },
  }
}

export type Recordings = ReturnType<typeof createRecordings>
