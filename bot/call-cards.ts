import type { Calls } from '../src/service/calls.ts'
import type { Clock } from '../src/clock.ts'
import type { Logger } from '../src/log.ts'
import type { CallView } from '../src/call/view.ts'
import type { PersonId, Store } from '../src/store/port.ts'
import { callCard, callSummary, supersededCard, type CallCardContent } from './cards/call-card.ts'
import type { Card, Show } from './cards/card.ts'
import type { Channel, Message } from './channel.ts'

export interface CallCards {
  /** Brings the call's card in line where it stands. A call that has none gets one if `mayBegin`. */
  show(person: PersonId, callId: string, mayBegin: boolean): Promise<void>
  /** Sends the card of a live call that has none yet. */
  begin(person: PersonId, call: CallView): Promise<void>
  /** Sends the card of a live call at the end of the chat; the one before it turns into a short hint. */
  bringDown(person: PersonId, call: CallView): Promise<void>
  /** The card as it is now, for whoever just pressed a button on it; null when the call is gone without a trace. */
  current(person: PersonId, callId: string, show: Show): Promise<Card | null>
  /** Whether this activity is the one that is kept up to date. */
  isCurrent(person: PersonId, callId: string, activityId: string | null): Promise<boolean>
}

export interface CallCardPorts {
  channel: Channel
  calls: Pick<Calls, 'find'>
  store: Pick<Store, 'callCard' | 'putCallCard' | 'historyEntry'>
  clock: Clock
  log: Logger
  showFor(timeZone: string | null): Show
}

/** An answer to a button and an edit can cross on their way: this long after, the card is looked at once more. */
const settleMs = 1_500

export const createCallCards = ({ channel, calls, store, clock, log, showFor }: CallCardPorts): CallCards => {
  /** One after another for each call's card: which message it is, is read and written within a turn, so a call never gets two. */
  const queues = new Map<string, Promise<unknown>>()
  const settling = new Set<string>()

  const inTurn = <T>(person: PersonId, callId: string, work: () => Promise<T>): Promise<T> => {
    const key = `${person.tenantId}:${person.userId}:${callId}`
    const run = (queues.get(key) ?? Promise.resolve()).then(work, work)
    queues.set(key, run)
    const forget = () => void (queues.get(key) === run && queues.delete(key))
    run.then(forget, forget)
    return run
  }

  const contentOf = async (person: PersonId, callId: string): Promise<CallCardContent | null> => {
    const call = calls.find(person, callId)
    if (call !== null) return { call }
    const entry = await store.historyEntry(person, callId)
    return entry === null ? null : { entry }
  }

  const message = (content: CallCardContent) => (timeZone: string | null): Message => {
    const show = showFor(timeZone)
    return { card: callCard(content, show), summary: callSummary(content, show) }
  }

  /** Sends the card, or edits it at `activityId`, and keeps where it is. False when the person can't be written to. */
  const put = async (person: PersonId, callId: string, content: CallCardContent, activityId: string | null): Promise<boolean> => {
    const sent = await channel.send(person, message(content), activityId)
    if (sent !== null) await store.putCallCard({ ...person, callId, activityId: sent, shown: JSON.stringify(content) })
    return sent !== null
  }

  const settle = (person: PersonId, callId: string, answered: string): void => {
    const key = `${person.userId}:${callId}`
    if (settling.has(key)) return
    settling.add(key)
    clock.setTimeout(settleMs, () => {
      settling.delete(key)
      void inTurn(person, callId, async () => {
        const [content, kept] = [await contentOf(person, callId), await store.callCard(person, callId)]
        if (content === null || kept === null || JSON.stringify(content) === answered) return
        await put(person, callId, content, kept.activityId)
      }).catch((error: unknown) => log.info({ callId, err: error instanceof Error ? error.message : error }, 'a call card was not looked at again'))
    })
  }

  return {
    show: (person, callId, mayBegin) => inTurn(person, callId, async () => {
      const kept = await store.callCard(person, callId)
      if (kept === null && !mayBegin) return
      const content = await contentOf(person, callId)
      if (content === null || kept?.shown === JSON.stringify(content)) return
      await put(person, callId, content, kept?.activityId ?? null)
    }),
    begin: (person, call) => inTurn(person, call.id, async () => {
      if ((await store.callCard(person, call.id)) !== null) return
      await put(person, call.id, (await contentOf(person, call.id)) ?? { call }, null)
    }),
    bringDown: (person, call) => inTurn(person, call.id, async () => {
      const before = await store.callCard(person, call.id)
      // as it is when its turn comes, not as it was when it was asked for
      const content = (await contentOf(person, call.id)) ?? { call }
      const sent = await put(person, call.id, content, null)
      if (!sent || before === null) return
      await channel.send(person, (timeZone) => ({ card: supersededCard(call.remote, showFor(timeZone)), summary: 'Further down' }), before.activityId, 'leave')
    }),
    async current(person, callId, show) {
      const content = await contentOf(person, callId)
      if (content === null) return null
      settle(person, callId, JSON.stringify(content))
      return callCard(content, show)
    },
    async isCurrent(person, callId, activityId) {
      const kept = await store.callCard(person, callId)
      return kept === null || kept.activityId === activityId
    },
  }
}
