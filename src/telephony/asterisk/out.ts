import { sleep, type Clock } from '../../clock.ts'
import type { Cause } from '../../call/model.ts'
import { TelephonyError, type Done, type EngineEffect, type EngineEvent } from '../port.ts'
import type { AriClient } from './client.ts'
import { greetingId } from './in.ts'
import { rtpStatistics } from './wire.ts'

export interface DialStrings {
  /** `{number}` stands for the E.164 number, e.g. PJSIP/{number}@teams. */
  native: string
  teams: string
  outside: string
}

export interface OutSettings {
  app: string
  dial: DialStrings
  /** What a caller hears before the tone, as an ARI media URI. */
  greeting: string
}

/** Seconds a leg may live without being renewed by its owner. */
export const legLifetimeSeconds = 900
const mediaPollMs = 20
const mediaPatienceMs = 6_000

const reasons: Record<Cause, number> = {
  normal: 16, busy: 17, declined: 21, 'no-answer': 19, unreachable: 20, unallocated: 1, elsewhere: 26, lost: 16,
}
export const reasonCode = (cause: Cause): number => reasons[cause]

type Perform = { [T in EngineEffect['type']]: (effect: Extract<EngineEffect, { type: T }>, callId: string) => Promise<Done> }

/** How each effect is carried out over ARI. A request for something that is gone already is no error. */
export const performer = (ari: AriClient, clock: Clock, settings: OutSettings, report: (event: EngineEvent) => void) => {
  const gone = async (request: Promise<unknown>): Promise<void> => {
    try {
      await request
    } catch (error) {
      if (!(error instanceof TelephonyError) || error.code !== 'not-found') throw error
    }
  }

  const endpointOf = (side: string, number: string): string => {
    const pattern = side === 'native' ? settings.dial.native : side === 'teams' ? settings.dial.teams : settings.dial.outside
    return pattern.replace('{number}', number)
  }

  /** Polls until audio arrives: rtp_statistics answers 404 before there is any media. Stops when the leg is gone. */
  const watch = async (leg: string): Promise<void> => {
    for (let waited = 0; waited < mediaPatienceMs; waited += mediaPollMs) {
      try {
        const statistics = rtpStatistics.parse(await ari.request('GET', `/channels/${leg}/rtp_statistics`))
        if (statistics.rxcount > 0) return report({ type: 'leg-media', leg })
      } catch (error) {
        if (!(error instanceof TelephonyError)) throw error
        if (error.message.includes('Channel not found')) return
      }
      await sleep(clock, mediaPollMs)
    }
  }

  const perform: Perform = {
    async ring(effect, callId) {
      try {
        await ari.request('POST', `/channels/${effect.leg}`, {
          endpoint: endpointOf(effect.side, effect.number),
          app: settings.app,
          appArgs: `leg,${effect.side},${callId}`,
          callerId: effect.callerId ?? 'anonymous',
          timeout: Math.ceil(effect.timeoutMs / 1000),
        }, {
          variables: {
            CALLREF: callId,
            LEGROLE: effect.side,
            'TIMEOUT(absolute)': String(legLifetimeSeconds),
            // our own mark, so that this leg is not anchored a second time for the same person
            'PJSIP_HEADER(add,X-Single-Number)': callId,
          },
        })
        return null
      } catch (error) {
        // no answer from the engine: the leg may exist all the same
        if (error instanceof TelephonyError && error.status === 0) await gone(ari.request('DELETE', `/channels/${effect.leg}`)).catch(() => undefined)
        return { type: 'leg-failed', leg: effect.leg }
      }
    },
    async hangup(effect) {
      try {
        await ari.request('DELETE', `/channels/${effect.leg}`, { reason_code: reasonCode(effect.cause) })
        return null
      } catch (error) {
        return error instanceof TelephonyError && error.code === 'not-found' ? { type: 'leg-gone', leg: effect.leg, cause: 'normal' } : null
      }
    },
    async 'indicate-ringing'(effect) {
      await gone(ari.request('POST', `/channels/${effect.leg}/ring`))
      return null
    },
    async connect(effect) {
      const { bridge, leg, together, answer, instead } = effect
      try {
        if (answer !== null) await ari.request('POST', `/channels/${answer}/answer`)
        // dtmf_events keeps one SSRC towards each party for the whole call, whoever enters and leaves
        await ari.request('POST', `/bridges/${bridge}`, { type: 'mixing,dtmf_events', name: bridge })
        await gone(ari.request('DELETE', `/bridges/${bridge}/moh`))
        if (instead !== null) await gone(ari.request('POST', `/channels/${instead}/mute`, { direction: 'both' }))
        else await gone(ari.request('DELETE', `/channels/${leg}/mute`, { direction: 'both' }))
        await ari.request('POST', `/bridges/${bridge}/addChannel`, { channel: [...together, leg].join(',') })
        if (instead !== null) await gone(ari.request('POST', `/bridges/${bridge}/removeChannel`, { channel: instead }).catch(notInBridge))
        return { type: 'connected', leg }
      } catch (error) {
        if (!(error instanceof TelephonyError)) throw error
        return { type: 'connect-failed', leg }
      }
    },
    async watch(effect) {
      void watch(effect.leg)
      return null
    },
    async music(effect) {
      await gone(ari.request('POST', `/bridges/${effect.bridge}/moh`))
      return null
    },
    async quiet(effect) {
      await gone(ari.request('DELETE', `/channels/${effect.leg}/moh`))
      return null
    },
    async greet(effect) {
      try {
        if (effect.answer) await ari.request('POST', `/channels/${effect.leg}/answer`)
        else await gone(ari.request('POST', `/bridges/${effect.bridge}/removeChannel`, { channel: effect.leg }).catch(notInBridge))
        await ari.request('POST', `/channels/${effect.leg}/play`, { media: settings.greeting, playbackId: `${greetingId(effect.leg)}-${clock.now()}` })
        return null
      } catch {
        return { type: 'greet-failed' }
      }
    },
    async record(effect) {
      try {
        await ari.request('POST', `/channels/${effect.leg}/record`, {
          name: effect.name, format: 'wav', beep: 'true', maxDurationSeconds: Math.round(effect.maxMs / 1000),
          maxSilenceSeconds: Math.round(effect.silenceMs / 1000), terminateOn: '#', ifExists: 'overwrite',
        })
        return null
      } catch {
        return { type: 'record-failed' }
      }
    },
    async close(effect) {
      await gone(ari.request('DELETE', `/bridges/${effect.bridge}`))
      return null
    },
  }

  return (callId: string, effect: EngineEffect): Promise<Done> => (perform[effect.type] as (effect: EngineEffect, callId: string) => Promise<Done>)(effect, callId)
}

/** 422: "Channel not in this bridge" — it left by itself, which is what we wanted. */
const notInBridge = (error: unknown): void => {
  if (!(error instanceof TelephonyError) || error.status !== 422) throw error
}
