import { useCallback, useEffect, useRef, useState } from 'react'
import type { AudioLink } from '../../../src/api/voicemails.ts'
import { asApiError } from '../../api.ts'
import { useServices } from '../../services.tsx'

export const speeds = [1, 1.5, 2] as const
export type Speed = (typeof speeds)[number]

export interface Player {
  state: 'stopped' | 'loading' | 'playing' | 'paused' | 'failed'
  /** Where in the message, in milliseconds. */
  positionMs: number
  speed: Speed
  /** Why it does not play; null while it does. */
  problem: string | null
  toggle: () => void
  seek: (ms: number) => void
  setSpeed: (speed: Speed) => void
  pause: () => void
}

/** An address is fetched again when it has less than this to live. */
const marginMs = 5_000

const unplayable = 'This can’t be played here right now.'

/** The small form where the browser plays it; WAV, which all of them play, where there is none or it would not play. */
const sourceOf = (link: AudioLink, audio: HTMLAudioElement, plain: boolean): string =>
  link.compressed !== null && !plain && audio.canPlayType('audio/ogg; codecs=opus') !== '' ? link.compressed : link.url

/**
 * Plays one sound. The signed address is only asked for when play is pressed, and again when it has run out. `getLink`
 * must be the same function while it means the same sound.
 */
export const usePlayer = (getLink: () => Promise<AudioLink>, durationMs: number): Player => {
  const { createAudio, now } = useServices()
  const [state, setState] = useState<Player['state']>('stopped')
  const [positionMs, setPositionMs] = useState(0)
  const [speed, setSpeedState] = useState<Speed>(1)
  const [problem, setProblem] = useState<string | null>(null)
  const audio = useRef<HTMLAudioElement | null>(null)
  const expiresAt = useRef(0)
  const position = useRef(0)
  const wantedSpeed = useRef<Speed>(1)
  // While a start is under way, it alone says where the player is and what it does.
  const starting = useRef(false)
  // Where it broke off last. There again, another address does not help.
  const brokeAt = useRef<number | null>(null)
  // A pause pressed while the address is still on its way must win.
  const wantsToPlay = useRef(false)

  const moveTo = useCallback((ms: number) => {
    position.current = ms
    setPositionMs(ms)
  }, [])

  const hasRunOut = useCallback(() => expiresAt.current - now() < marginMs, [now])

  const fail = useCallback((words: string) => {
    wantsToPlay.current = false
    setState('failed')
    setProblem(words)
  }, [])

  const start = useCallback(async (retried: boolean): Promise<void> => {
    wantsToPlay.current = true
    starting.current = true
    setState('loading')
    setProblem(null)
    try {
      let player = audio.current
      if (!player) {
        player = createAudio()
        audio.current = player
        const own = player
        own.addEventListener('timeupdate', () => { if (!own.paused && !starting.current) moveTo(own.currentTime * 1000) })
        own.addEventListener('playing', () => setState('playing'))
        own.addEventListener('pause', () => { if (!own.ended && !starting.current) setState('paused') })
        own.addEventListener('ended', () => {
          wantsToPlay.current = false
          moveTo(0)
          setState('stopped')
        })
        // a piece that was not there yet can't be fetched: most often its address has run out
        own.addEventListener('error', () => {
          if (starting.current) return
          expiresAt.current = 0
          if (!wantsToPlay.current) return
          if (brokeAt.current === position.current) return fail(unplayable)
          brokeAt.current = position.current
          void start(true)
        })
      }
      if (hasRunOut() || player.error) {
        const link = await getLink()
        expiresAt.current = Date.parse(link.expiresAt)
        player.src = sourceOf(link, player, retried)
      }
      if (!wantsToPlay.current) return setState('paused')
      player.currentTime = position.current / 1000
      player.playbackRate = wantedSpeed.current
      await player.play()
      setState('playing')
    } catch (error) {
      // A pause during loading rejects play() with AbortError; that is no failure.
      if (!wantsToPlay.current) return setState('paused')
      const isMedia = error instanceof Error && error.name !== 'ApiError'
      if (isMedia && !retried) {
        expiresAt.current = 0
        return await start(true)
      }
      fail(isMedia ? unplayable : asApiError(error).message)
    } finally {
      starting.current = false
    }
  }, [createAudio, fail, getLink, hasRunOut, moveTo])

  const pause = useCallback(() => {
    wantsToPlay.current = false
    audio.current?.pause()
  }, [])

  const toggle = useCallback(() => {
    if (state === 'playing' || state === 'loading') pause()
    else void start(false)
  }, [pause, start, state])

  const seek = useCallback((ms: number) => {
    const inside = Math.min(Math.max(ms, 0), durationMs)
    moveTo(inside)
    if (!audio.current) return
    if (!hasRunOut()) {
      audio.current.currentTime = inside / 1000
    } else if (wantsToPlay.current && !starting.current) {
      // what is there plays on in the old place until the new address has come
      audio.current.pause()
      void start(false)
    }
  }, [durationMs, hasRunOut, moveTo, start])

  const setSpeed = useCallback((next: Speed) => {
    wantedSpeed.current = next
    setSpeedState(next)
    if (audio.current) audio.current.playbackRate = next
  }, [])

  useEffect(() => () => {
    wantsToPlay.current = false
    audio.current?.pause()
    audio.current?.removeAttribute('src')
    audio.current = null
  }, [])

  return { state, positionMs, speed, problem, toggle, seek, setSpeed, pause }
}
