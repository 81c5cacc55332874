import type { Calls } from '../src/service/calls.ts'
import type { CallCardContent } from '../src/service/chat.ts'
import type { Clock } from '../src/clock.ts'
import type { Logger } from '../src/log.ts'
import type { CallView } from '../src/call/view.ts'
import type { PersonId, Store } from '../src/store/port.ts'
import { callCard, callSummary, supersededCard } from './cards/call-card.ts'
import type { Card, Show } from './cards/card.ts'
import type { Channel, Message } from './channel.ts'

export interface CallCards {
  /** Sends the call's card, or edits it where it stands. */
  show(person: PersonId, content: CallCardContent, activityId: string | null): Promise<string | null>
  /** Sends the card of a live call at the end of the chat; the one before it turns into a short hint. */
  bringDown(person: PersonId, call: CallView): Promise<void>
  /** The card as it is now, for whoever just pressed a button on it; null when the call is gone without a trace. */
  current(person: PersonId, callId: string, show: Show): Promise<Card | null>
  /** Whether this activity is the one that is kept up to date. */
  isCurrent(person: PersonId, callId: string, activityId: string | null): Promise<boolean>
  hasCard(person: PersonId, callId: string): Promise<boolean>
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
const rememberedMoves = 1_000

export const createCallCards = ({ channel, calls, store, clock, log, showFor }: CallCardPorts): CallCards => {
  /** One after another for each call's card. */
  const queues = new Map<string, Promise<unknown>>()
  /** Where a card went that was sent again: a background edit under way may still name the old one. */
  const movedTo = new Map<string, string>()
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

  const follow = (activityId: string): string => {
    let id = activityId
    for (let next = movedTo.get(id); next !== undefined; next = movedTo.get(id)) id = next
    return id
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
        const activityId = await channel.send(person, message(content), kept.activityId)
        if (activityId !== null) await store.putCallCard({ ...person, callId, activityId, shown: JSON.stringify(content) })
      }).catch((error: unknown) => log.info({ callId, err: error instanceof Error ? error.message : error }, 'a call card was not looked at again'))
    })
  }

  return {
    show: (person, content, activityId) => {
      const callId = 'call' in content ? content.call.id : content.entry.id
      return inTurn(person, callId, () => channel.send(person, message(content), activityId === null ? null : follow(activityId)))
    },
    bringDown: (person, call) => inTurn(person, call.id, async () => {
      const before = await store.callCard(person, call.id)
      // as it is when its turn comes, not as it was when it was asked for
      const content = (await contentOf(person, call.id)) ?? { call }
      const activityId = await channel.send(person, message(content))
      if (activityId === null) return
      await store.putCallCard({ ...person, callId: call.id, activityId, shown: JSON.stringify(content) })
      if (before === null) return
      movedTo.set(before.activityId, activityId)
      const [oldest] = movedTo.keys()
      if (movedTo.size > rememberedMoves && oldest !== undefined) movedTo.delete(oldest)
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
    hasCard: async (person, callId) => (await store.callCard(person, callId)) !== null,
  }
}
