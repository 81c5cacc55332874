import { addHelper } from './bridges.ts'
import type { Bridge, Channel, Core } from './core.ts'
import type { PlaybackWire } from './wire.ts'
import { refuse } from './wire.ts'

interface Playback {
  wire: PlaybackWire
  /** What is still to be heard, one media address after the other. */
  media: string[]
  target: Channel | Bridge
  begin: () => void
  stop: (state: 'done' | 'failed') => void
}

/** Seconds a sound lasts; `recording` answers for `recording:` addresses. */
export interface SoundLengths {
  sounds: Record<string, number>
  recording: (name: string) => number | undefined
  /** Fetches a sound that has an http address, as res_http_media_cache does; undefined where it can't be had or read. */
  fetched: (url: string) => Promise<number | undefined>
}

const otherSound = 1.5
const perCharacter = 0.6

/** Seconds, Infinity for a tone without end, undefined for what can't be played. */
const lengthOf = (uri: string, lengths: SoundLengths): number | undefined => {
  const colon = uri.indexOf(':')
  const kind = uri.slice(0, colon)
  const what = uri.slice(colon + 1)
  if (colon < 0 || what === '') return undefined
  switch (kind) {
    case 'sound': return lengths.sounds[what] ?? otherSound
    case 'recording': return lengths.recording(what)
    case 'number':
    case 'digits':
    case 'characters': return what.length * perCharacter
    case 'tone': {
      const known = lengths.sounds[uri]
      if (known !== undefined) return known
      // `!` before a part of a tone list plays it once; without it the list goes round for ever (indications.conf).
      const parts = what.split(',')
      return parts.every((part) => part.startsWith('!'))
        ? parts.reduce((sum, part) => sum + Number(part.split('/')[1] ?? 0) / 1000, 0)
        : Infinity
    }
    default: return undefined
  }
}

const remote = /^sound:(https?:.*)$/

const isBridge = (target: Channel | Bridge): target is Bridge => 'helpers' in target

/** Sounds played to a channel or a bridge: one at a time for each, in the order asked for. */
export const createPlaybacks = (core: Core, lengths: SoundLengths) => {
  const playbacks = new Map<string, Playback>()
  const queues = new Map<Channel | Bridge, Playback[]>()

  const announce = (playback: Playback, type: string) =>
    core.emit({ about: playback.target, event: { type, playback: { ...playback.wire } } })

  const next = (target: Channel | Bridge) => {
    const queue = queues.get(target) ?? []
    queue.shift()
    const following = queue[0]
    if (following) following.begin()
    else queues.delete(target)
  }

  const create = (target: Channel | Bridge, options: { id: string, media: string[], language: string }): Playback => {
    let cancel = () => {}
    let release = () => {}
    const abandon = () => playback.stop('failed')
    const playback: Playback = {
      wire: {
        id: options.id,
        media_uri: options.media[0] ?? '',
        target_uri: `${isBridge(target) ? 'bridge' : 'channel'}:${target.id}`,
        language: options.language,
        state: 'queued',
      },
      media: [...options.media],
      target,
      begin() {
        if (!isBridge(target)) target.playing = true
        else release = addHelper(core, target, `Announcer/ARI-${options.id.slice(0, 8)};2`)
        const hear = () => {
          const uri = playback.media.shift()
          if (uri === undefined) return playback.stop('done')
          playback.wire.media_uri = uri
          const [, url] = remote.exec(uri) ?? []
          if (url !== undefined) return fetchAndHear(url)
          const seconds = lengthOf(uri, lengths)
          if (seconds === undefined) return playback.stop('failed')
          playback.wire.state = 'playing'
          announce(playback, 'PlaybackStarted')
          cancel = seconds === Infinity ? () => {} : core.clock.setTimeout(seconds * 1000, hear)
        }
        // It is told as playing while it is being fetched (res_stasis_playback); what can't be had ends as failed.
        const fetchAndHear = (url: string) => {
          playback.wire.state = 'playing'
          announce(playback, 'PlaybackStarted')
          let over = false
          cancel = () => { over = true }
          void lengths.fetched(url).catch(() => undefined).then((seconds) => {
            if (over) return
            if (seconds === undefined) return playback.stop('failed')
            cancel = core.clock.setTimeout(seconds * 1000, hear)
          })
        }
        hear()
      },
      stop(state) {
        if (!playbacks.delete(playback.wire.id)) return
        const wasPlaying = queues.get(target)?.[0] === playback
        cancel()
        release()
        if (!isBridge(target) && wasPlaying) target.playing = false
        if (isBridge(target)) target.onChange.delete(abandonWithBridge)
        else target.onLeave.delete(abandon)
        playback.wire.state = state
        announce(playback, 'PlaybackFinished')
        if (wasPlaying) next(target)
        else queues.set(target, (queues.get(target) ?? []).filter((other) => other !== playback))
      },
    }
    const abandonWithBridge = () => {
      if (!core.bridges.has(target.id)) abandon()
    }
    if (isBridge(target)) target.onChange.add(abandonWithBridge)
    else target.onLeave.add(abandon)
    return playback
  }

  return {
    /** POST .../play: answers `queued`; PlaybackStarted and PlaybackFinished follow. */
    play(target: Channel | Bridge, options: { id: string, media: string[], language: string }): PlaybackWire {
      if (options.media.length === 0) refuse(400, 'Media must be specified')
      if (playbacks.has(options.id)) refuse(409, 'Playback with given ID already exists')
      const playback = create(target, options)
      const answer = { ...playback.wire }
      playbacks.set(options.id, playback)
      const queue = queues.get(target) ?? []
      queues.set(target, queue)
      queue.push(playback)
      if (queue.length === 1) playback.begin()
      return answer
    },
    get: (id: string): PlaybackWire => ({ ...(playbacks.get(id) ?? refuse(404, 'Playback not found')).wire }),
    stop: (id: string): void => (playbacks.get(id) ?? refuse(404, 'Playback not found')).stop('done'),
  }
}

export type Playbacks = ReturnType<typeof createPlaybacks>
