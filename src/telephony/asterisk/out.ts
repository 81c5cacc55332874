import { sleep, type Clock } from '../../clock.ts'
import type { Cause, Party, Shown } from '../../call/model.ts'
import type { Logger } from '../../log.ts'
import { TelephonyError, type Done, type EngineEffect, type EngineEvent, type Sound } from '../port.ts'
import type { AriClient } from './client.ts'
import { isLegGone, wordsOf } from './failure.ts'
import { greetingId, ownGreetingId } from './in.ts'
import { recordingPerformer, type RecordingSettings } from './out-recording.ts'
import { bridge as bridgeShape, rtpStatistics } from './wire.ts'

export interface DialStrings {
  /** `{number}` stands for the E.164 number, e.g. PJSIP/{number}@teams. */
  native: string
  teams: string
  outside: string
  /** `{number}` stands for the desk phone's name at the anchor. */
  desk: string
}

export interface OutSettings extends RecordingSettings {
  app: string
  dial: DialStrings
  /** A word to the other party when the person's audio was lost, as an ARI media URI. */
  lostAudio: string
  /** What a caller hears before the tone, as an ARI media URI. */
  greeting: string
}

/** Seconds a leg may live without being renewed by its owner. */
export const legLifetimeSeconds = 900
const mediaPollMs = 10
const mediaPatienceMs = 6_000

const reasons: Record<Cause, number> = {
  normal: 16, busy: 17, declined: 21, 'no-answer': 19, unreachable: 20, unallocated: 1, elsewhere: 26, silent: 16, lost: 16,
}
export const reasonCode = (cause: Cause): number => reasons[cause]

/** Of Asterisk's core sounds (core-sounds-en.txt): "After the tone say your unavailable message, and then press the pound key." */
const prompts = { 'record-greeting': 'sound:vm-rec-unv', goodbye: 'sound:vm-goodbye' } as const

/** Of Asterisk's core sounds: "Your call is now first in line…", or "You are currently caller number", the number, "waiting to speak with a representative". */
const placeInQueue = (position: number): string => (position === 1 ? 'sound:queue-youarenext' : `sound:queue-thereare,number:${position},sound:queue-callswaiting`)

/** res_http_media_cache fetches what has an http address, and plays the rest of an `&` as another file. */
const mediaOf = (sound: Sound): string => ('url' in sound ? `sound:${sound.url}` : prompts[sound.prompt])

/** Plays the greeting that is everybody's. */
export const usualGreeting = (ari: AriClient, clock: Clock, settings: Pick<OutSettings, 'greeting'>) => async (leg: string): Promise<void> => {
  await ari.request('POST', `/channels/${leg}/play`, { media: settings.greeting, playbackId: `${greetingId(leg)}-${clock.now()}` })
}

type Perform = { [T in EngineEffect['type']]: (effect: Extract<EngineEffect, { type: T }>, callId: string) => Promise<Done> }

/** What an effect that could not be carried out reports at once; null where nobody waits for an outcome. */
const failed = (effect: EngineEffect): Done => {
  switch (effect.type) {
    case 'ring':
      return { type: 'leg-failed', leg: effect.leg }
    case 'connect':
      return { type: 'connect-failed', leg: effect.leg, bridge: effect.bridge }
    case 'greet':
      return { type: 'greet-failed' }
    case 'record':
      return { type: 'record-failed' }
    case 'record-bridge':
    case 'check-recording':
      return { type: 'recording-failed', name: effect.name }
    case 'announce-recording':
      return { type: 'recording-untold', legs: effect.legs }
    // the owner's timers ask again for a farewell and end a silence; the rest is comfort
    case 'hangup':
    case 'indicate-ringing':
    case 'watch':
    case 'music':
    case 'mute':
    case 'tone':
    case 'announce':
    case 'say-position':
    case 'say-unrecorded':
    case 'stop-recording':
    case 'digits':
    case 'quiet':
    case 'close':
      return null
  }
}

/**
 * How each effect is carried out over ARI. A request for something that is gone already is no error; any other error is
 * the effect's failure. Never rejects.
 */
export const performer = (ari: AriClient, clock: Clock, settings: OutSettings, log: Logger, report: (event: EngineEvent) => void) => {
  const gone = async (request: Promise<unknown>): Promise<void> => {
    try {
      await request
    } catch (error) {
      if (!(error instanceof TelephonyError) || error.code !== 'not-found') throw error
    }
  }

  const playUsual = usualGreeting(ari, clock, settings)

  /** What can't be played at all is told at once; what can't be fetched is told later, as a playback that failed. */
  const play = async (leg: string, sound: Sound): Promise<void> => {
    const orUsual = 'url' in sound && sound.instead === 'usual'
    try {
      await ari.request('POST', `/channels/${leg}/play`, { media: mediaOf(sound), playbackId: `${(orUsual ? ownGreetingId : greetingId)(leg)}-${clock.now()}` })
    } catch (error) {
      if (!orUsual || (error instanceof TelephonyError && error.code === 'not-found')) throw error
      log.warn({ leg, err: wordsOf(error) }, 'a personal greeting could not be played; the usual one is')
      await playUsual(leg)
    }
  }

  /** Legs this process has rung and never muted: nothing need be asked of them before they join. */
  const neverMuted = new Set<string>()
  /** Bridges this process has made. */
  const made = new Set<string>()

  const endpointOf = (side: string, number: string): string => {
    const { dial } = settings
    const pattern = side === 'native' ? dial.native : side === 'teams' ? dial.teams : side === 'desk' ? dial.desk : dial.outside
    return pattern.replace('{number}', number)
  }

  /** Polls until audio arrives: rtp_statistics answers 404 before there is any media. Stops when the leg is gone. Never rejects. */
  const watch = async (leg: string): Promise<void> => {
    const deadline = clock.now() + mediaPatienceMs
    while (clock.now() < deadline) {
      try {
        const statistics = rtpStatistics.safeParse(await ari.request('GET', `/channels/${leg}/rtp_statistics`))
        if (statistics.success && statistics.data.rxcount > 0) return report({ type: 'leg-media', leg })
      } catch (error) {
        // whatever else went wrong may go right the next time
        if (isLegGone(error)) return
      }
      await sleep(clock, mediaPollMs)
    }
  }

  /**
   * Makes the call's bridge, or finds it: gives who is inside. Making it again answers 409 (measured on Asterisk 22.10.1).
   * dtmf_events keeps one SSRC towards each party for the whole call, whoever enters and leaves.
   */
  const openBridge = async (bridge: string): Promise<Set<string>> => {
    let found: unknown = null
    try {
      if (made.has(bridge)) found = await ari.request('GET', `/bridges/${bridge}`)
      else found = await ari.request('POST', `/bridges/${bridge}`, { type: 'mixing,dtmf_events', name: bridge })
      made.add(bridge)
    } catch (error) {
      conflict(error)
      found = await ari.request('GET', `/bridges/${bridge}`)
    }
    const read = bridgeShape.safeParse(found)
    return new Set(read.success ? read.data.channels : [])
  }

  /**
   * The new leg is in: whatever becomes of this, the exchange has succeeded. A phone that took the call in Teams may have
   * ended the old one by itself (400: a channel named in the query is gone, trace late-commands). One that stays is
   * muted both ways and is hung up next.
   */
  const takeOut = async (bridge: string, old: string, callId: string): Promise<void> => {
    try {
      await gone(ari.request('POST', `/bridges/${bridge}/removeChannel`, { channel: old }).catch(notInBridge))
    } catch (error) {
      log.warn({ callId, leg: old, err: wordsOf(error) }, 'the old leg could not be taken out of the bridge')
    }
  }

  const perform: Perform = {
    ...recordingPerformer(ari, settings),
    async ring(effect, callId) {
      neverMuted.add(effect.leg)
      try {
        await ari.request('POST', `/channels/${effect.leg}`, {
          endpoint: endpointOf(effect.side, effect.number),
          app: settings.app,
          appArgs: `leg,${effect.side},${callId}`,
          callerId: callerIdOf(effect.callerId),
          timeout: Math.ceil(effect.timeoutMs / 1000),
        }, {
          variables: {
            CALLREF: callId,
            LEGROLE: effect.side,
            'TIMEOUT(absolute)': String(legLifetimeSeconds),
            ...markOf(effect.side, callId),
            ...privacyOf(effect.callerId),
            ...(effect.side === 'teams' ? { 'PJSIP_TRANSFER_HANDLING()': 'ari-only' } : {}),
          },
        })
        return null
      } catch (error) {
        // no answer from the engine: the leg may exist all the same
        if (error instanceof TelephonyError && error.status === 0) await gone(ari.request('DELETE', `/channels/${effect.leg}`)).catch(() => undefined)
        throw error
      }
    },
    async hangup(effect) {
      neverMuted.delete(effect.leg)
      try {
        await ari.request('DELETE', `/channels/${effect.leg}`, { reason_code: reasonCode(effect.cause) })
        return null
      } catch (error) {
        if (!(error instanceof TelephonyError) || error.code !== 'not-found') throw error
        return { type: 'leg-gone', leg: effect.leg, cause: 'normal' }
      }
    },
    async 'indicate-ringing'(effect) {
      await gone(ari.request('POST', `/channels/${effect.leg}/ring`))
      return null
    },
    async connect(effect, callId) {
      const { bridge, leg, together, answer, instead } = effect
      // whoever is in stays in: adding them again would take them out for a moment
      const [inside] = await Promise.all([openBridge(bridge), answer === null ? null : ari.request('POST', `/channels/${answer}/answer`)])
      if (instead !== null) {
        neverMuted.delete(instead)
        await gone(ari.request('POST', `/channels/${instead}/mute`, { direction: 'both' }).catch(conflict))
      } else if (!neverMuted.has(leg)) await gone(ari.request('DELETE', `/channels/${leg}/mute`, { direction: 'both' }))
      const missing = [...together, leg].filter((each) => !inside.has(each))
      if (missing.length > 0) await ari.request('POST', `/bridges/${bridge}/addChannel`, { channel: missing.join(',') })
      if (instead !== null) await takeOut(bridge, instead, callId)
      return { type: 'connected', leg, bridge }
    },
    async watch(effect) {
      void watch(effect.leg)
      return null
    },
    async music(effect) {
      await gone(ari.request(effect.on ? 'POST' : 'DELETE', `/bridges/${effect.bridge}/moh`).catch(conflict))
      return null
    },
    async mute(effect) {
      neverMuted.delete(effect.leg)
      await gone(ari.request(effect.on ? 'POST' : 'DELETE', `/channels/${effect.leg}/mute`, { direction: 'both' }).catch(conflict))
      return null
    },
    async tone(effect) {
      const playback = `tone-${effect.bridge}`
      // asked for again after a restart it may still play: 409
      if (effect.on) await gone(ari.request('POST', `/bridges/${effect.bridge}/play/${playback}`, { media: 'tone:ring' }).catch(conflict))
      else await gone(ari.request('DELETE', `/playbacks/${playback}`))
      return null
    },
    async announce(effect) {
      await gone(ari.request('POST', `/bridges/${effect.bridge}/play`, { media: settings.lostAudio }))
      return null
    },
    async 'say-position'(effect) {
      await gone(ari.request('POST', `/bridges/${effect.bridge}/play`, { media: placeInQueue(effect.position) }))
      return null
    },
    async digits(effect) {
      await gone(ari.request('POST', `/channels/${effect.leg}/dtmf`, { dtmf: effect.digits, before: 2000, between: 150, duration: 200 }))
      return null
    },
    async quiet(effect) {
      await gone(ari.request('DELETE', `/channels/${effect.leg}/moh`))
      return null
    },
    async greet(effect) {
      if (effect.answer) await ari.request('POST', `/channels/${effect.leg}/answer`)
      else await gone(ari.request('POST', `/bridges/${effect.bridge}/removeChannel`, { channel: effect.leg }).catch(notInBridge))
      await (effect.play === undefined ? playUsual(effect.leg) : play(effect.leg, effect.play))
      return null
    },
    async record(effect) {
      await ari.request('POST', `/channels/${effect.leg}/record`, {
        name: effect.name, format: 'wav', beep: 'true', maxDurationSeconds: Math.round(effect.maxMs / 1000),
        maxSilenceSeconds: Math.round(effect.silenceMs / 1000), terminateOn: '#', ifExists: 'overwrite',
      })
      return null
    },
    async close(effect) {
      made.delete(effect.bridge)
      await gone(ari.request('DELETE', `/bridges/${effect.bridge}`))
      return null
    },
  }

  return async (callId: string, effect: EngineEffect): Promise<Done> => {
    try {
      return await (perform[effect.type] as (effect: EngineEffect, callId: string) => Promise<Done>)(effect, callId)
    } catch (error) {
      log.warn({ callId, effect: effect.type, ...('leg' in effect ? { leg: effect.leg } : {}), err: wordsOf(error) }, 'an effect failed')
      return failed(effect)
    }
  }
}

/** `"Name" <number>`; empty makes Asterisk send a proper anonymous one (anonymous@anonymous.invalid; tried on 22.10.1). */
const callerIdOf = ({ number, name }: Party): string => (number === null ? '' : name === null ? number : `"${name.replaceAll(/["\\<>\p{Cc}]/gu, '')}" <${number}>`)

/**
 * A hidden number is asserted to the network all the same: From is anonymous, P-Asserted-Identity has the number and
 * `Privacy: id` (RFC 3325) says that nobody else may see it. Tried on 22.10.1, where CALLERID(pres) does nothing on an
 * originated channel.
 */
const privacyOf = (callerId: Party | Shown): Record<string, string> => ('hidden' in callerId && callerId.hidden ? { 'CONNECTEDLINE(num-pres,i)': 'prohib' } : {})

/**
 * Our own mark, on a leg to one of the person's own endpoints and on no other: an outside party learns nothing of us.
 * The network's side has to read it, and hand an INVITE that carries it straight to the phone instead of bringing it
 * back to us: that is the work of the dialplan and the operator's routing, not of this program.
 */
const markOf = (side: string, callId: string): Record<string, string> =>
  side === 'native' || side === 'teams' ? { 'PJSIP_HEADER(add,X-Single-Number)': callId } : {}

/** 422: "Channel not in this bridge" — it left by itself, which is what we wanted. */
const notInBridge = (error: unknown): void => {
  if (!(error instanceof TelephonyError) || error.status !== 422) throw error
}

/**
 * 409 where what was asked for is so already: "Bridge with id … already exists", "Bridge isn't playing music" (both measured
 * on Asterisk 22.10.1), and "Channel not in Stasis application" of a leg that is hanging up and is heard no more.
 */
const conflict = (error: unknown): void => {
  if (!(error instanceof TelephonyError) || error.status !== 409) throw error
}
