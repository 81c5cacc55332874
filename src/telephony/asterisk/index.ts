import { z } from 'zod/v4'
import type { Clock } from '../../clock.ts'
import type { Logger } from '../../log.ts'
import { TelephonyError, type EngineEvent, type SurveyedLeg, type Telephony } from '../port.ts'
import { ariClient, type AriClient } from './client.ts'
import { wordsOf } from './failure.ts'
import { arrivalOf, readEvent, stasisArgs, unplayable } from './in.ts'
import { legLifetimeSeconds, performer, reasonCode, usualGreeting, type OutSettings } from './out.ts'
import type { AriSettings } from './settings.ts'
import { bridge, channel, type Channel } from './wire.ts'

export interface AsteriskSettings extends AriSettings, Omit<OutSettings, 'app'> {}

const states: Record<string, SurveyedLeg['state']> = { Up: 'up', Ringing: 'ringing', Ring: 'arrived', Down: 'starting' }

/** The engine: Asterisk 22 over ARI. */
export const asterisk = (settings: AsteriskSettings, log: Logger, clock: Clock, ari: AriClient = ariClient(settings, log)): Telephony => {
  let listener: (event: EngineEvent) => void = () => undefined
  /** A listener that throws must not take the line, or a poll, down with it. */
  const tell = (event: EngineEvent): void => {
    try {
      listener(event)
    } catch (error) {
      log.error({ event: event.type, err: error }, 'news of the engine could not be handled')
    }
  }
  const perform = performer(ari, clock, settings, log, tell)

  const surveyed = (found: Channel): SurveyedLeg | null => {
    const args = stasisArgs(found, settings.app)
    const callId = found.channelvars?.['CALLREF'] || null
    // a channel outside our application (in the fallback, or another's) is none of ours; one we rang is not in it before its answer
    if (args === null && callId === null) return null
    return { leg: found.id, state: states[found.state] ?? 'starting', callId, arrival: args && arrivalOf(found, args) }
  }

  const isGone = (error: unknown): boolean => error instanceof TelephonyError && error.code === 'not-found'

  /** False when what it is about is gone. Never rejects: nobody waits for these, and the next survey sees what they missed. */
  const quietly = async (request: Promise<unknown>): Promise<boolean> => {
    try {
      await request
      return true
    } catch (error) {
      if (isGone(error)) return false
      log.warn({ err: wordsOf(error) }, 'the engine did not do it')
      return true
    }
  }

  const setLifetime = (leg: string): Promise<boolean> =>
    quietly(ari.request('POST', `/channels/${leg}/variable`, { variable: 'TIMEOUT(absolute)', value: legLifetimeSeconds }))

  const playUsual = usualGreeting(ari, clock, settings)
  /** Nobody loses their message to a greeting that can't be played: with none at all the tone comes at once. */
  const greetInstead = async (leg: string): Promise<void> => {
    try {
      await playUsual(leg)
    } catch (error) {
      if (isGone(error)) return
      log.warn({ leg, err: wordsOf(error) }, 'no greeting could be played')
      tell({ type: 'greeted', leg })
    }
  }

  const list = async <T>(path: string, item: z.ZodType<T>): Promise<T[]> => {
    const read = z.array(item).safeParse(await ari.request('GET', path))
    if (!read.success) throw new TelephonyError('away', `GET ${path}: an answer of an unknown shape: ${z.prettifyError(read.error)}`)
    return read.data
  }

  return {
    async start(onEvent) {
      listener = onEvent
      await ari.open({
        event: (event) => {
          const ungreeted = unplayable(event)
          if (ungreeted !== null) return void greetInstead(ungreeted)
          const read = readEvent(event)
          if (read?.type === 'replaced') void ari.close()
          if (read !== null) tell(read)
        },
        opened: () => tell({ type: 'connected' }),
        closed: () => tell({ type: 'disconnected' }),
      })
    },
    stop: () => ari.close(),
    get connected() {
      return ari.connected
    },
    perform,
    async adopt(leg, callId) {
      await quietly(ari.request('POST', `/channels/${leg}/variable`, { variable: 'CALLREF', value: callId }))
      await setLifetime(leg)
    },
    async handBack(leg) {
      await quietly(ari.request('POST', `/channels/${leg}/continue`, { context: 'native-fallback' }))
    },
    async answerReferral(leg, taken) {
      await quietly(ari.request('POST', `/channels/${leg}/transfer_progress`, { states: taken ? 'channel_progress' : 'channel_declined' }))
    },
    async refuse(leg, cause) {
      await quietly(ari.request('DELETE', `/channels/${leg}`, { reason_code: reasonCode(cause) }))
    },
    renew: setLifetime,
    async survey() {
      const channels = await list('/channels', channel)
      const bridges = await list('/bridges', bridge)
      return { legs: channels.map(surveyed).filter((leg) => leg !== null), bridges: bridges.map(({ id }) => id) }
    },
    async sweepLeg(leg) {
      await quietly(ari.request('DELETE', `/channels/${leg}`))
    },
    async sweepBridge(id) {
      await quietly(ari.request('DELETE', `/bridges/${id}`))
    },
    async mustRecord(digits, on) {
      await ari.request('POST', '/asterisk/variable', { variable: `MUST_RECORD_${digits}`, value: on ? '1' : '0' })
    },
    recordings: async () => z.array(z.object({ name: z.string() })).parse(await ari.request('GET', '/recordings/stored')).map(({ name }) => name),
    recording: (name) => ari.download(`/recordings/stored/${name}/file`),
    async deleteRecording(name) {
      try {
        await ari.request('DELETE', `/recordings/stored/${name}`)
      } catch (error) {
        if (!isGone(error)) throw error
      }
    },
  }
}
