import { z } from 'zod/v4'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import { TelephonyError, type EngineEvent, type SurveyedLeg, type Telephony } from '../port.ts'
import { ariClient, type AriClient, type AriSettings } from './client.ts'
import { arrivalOf, readEvent, stasisArgs } from './in.ts'
import { legLifetimeSeconds, performer, reasonCode, type OutSettings } from './out.ts'
import { bridge, channel, type Channel } from './wire.ts'

export interface AsteriskSettings extends AriSettings, Omit<OutSettings, 'app'> {}

const states: Record<string, SurveyedLeg['state']> = { Up: 'up', Ringing: 'ringing', Ring: 'arrived', Down: 'starting' }

/** The engine: Asterisk 22 over ARI. */
export const asterisk = (settings: AsteriskSettings, log: Logger, clock: Clock, ari: AriClient = ariClient(settings, log)): Telephony => {
  let listener: (event: EngineEvent) => void = () => undefined
  const perform = performer(ari, clock, settings, (event) => listener(event))

  const surveyed = (found: Channel): SurveyedLeg | null => {
    const args = stasisArgs(found, settings.app)
    const callId = found.channelvars?.['CALLREF'] || null
    // a channel outside our application (in the fallback, or another's) is none of ours; one we rang is not in it before its answer
    if (args === null && callId === null) return null
    return { leg: found.id, state: states[found.state] ?? 'starting', callId, arrival: args && arrivalOf(found, args) }
  }

  const quietly = async (request: Promise<unknown>): Promise<void> => {
    try {
      await request
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error
      if (error.code !== 'not-found') log.warn({ err: error.message }, 'the engine did not do it')
    }
  }

  return {
    async start(onEvent) {
      listener = onEvent
      await ari.open({
        event: (event) => {
          const read = readEvent(event)
          if (read?.type === 'replaced') void ari.close()
          if (read !== null) listener(read)
        },
        opened: () => listener({ type: 'connected' }),
        closed: () => listener({ type: 'disconnected' }),
      })
    },
    stop: () => ari.close(),
    get connected() {
      return ari.connected
    },
    async perform(callId, effect) {
      try {
        return await perform(callId, effect)
      } catch (error) {
        log.warn({ callId, effect: effect.type, err: error instanceof Error ? error.message : error }, 'an effect failed')
        return null
      }
    },
    async adopt(leg, callId) {
      await quietly(ari.request('POST', `/channels/${leg}/variable`, { variable: 'CALLREF', value: callId }))
      await quietly(ari.request('POST', `/channels/${leg}/variable`, { variable: 'TIMEOUT(absolute)', value: legLifetimeSeconds }))
    },
    handBack: (leg) => quietly(ari.request('POST', `/channels/${leg}/continue`, { context: 'native-fallback' })),
    refuse: (leg, cause) => quietly(ari.request('DELETE', `/channels/${leg}`, { reason_code: reasonCode(cause) })),
    renew: (leg) => quietly(ari.request('POST', `/channels/${leg}/variable`, { variable: 'TIMEOUT(absolute)', value: legLifetimeSeconds })),
    async survey() {
      const channels = z.array(channel).parse(await ari.request('GET', '/channels'))
      const bridges = z.array(bridge).parse(await ari.request('GET', '/bridges'))
      return { legs: channels.map(surveyed).filter((leg) => leg !== null), bridges: bridges.map(({ id }) => id) }
    },
    sweepLeg: (leg) => quietly(ari.request('DELETE', `/channels/${leg}`)),
    sweepBridge: (id) => quietly(ari.request('DELETE', `/bridges/${id}`)),
    recording: (name) => ari.download(`/recordings/stored/${name}/file`),
    deleteRecording: (name) => quietly(ari.request('DELETE', `/recordings/stored/${name}`)),
  }
}
