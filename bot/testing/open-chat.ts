import type { Clock } from '../../src/clock.ts'
import { createLog } from '../../src/log.ts'
import type { CallCard } from '../../src/store/port.ts'
import { createConversation } from '../bot.ts'
import { createCallCards } from '../call-cards.ts'
import type { Message, Turn } from '../channel.ts'
import { fakeService } from './fake-service.ts'
import { dana, show } from './samples.ts'

/** A conversation with Dana: what she types and presses, and what her chat then holds. */
export const openChat = () => {
  const service = fakeService()
  const chat: { id: string; message: Message }[] = []
  const cardsOfCalls = new Map<string, CallCard>()
  const timers = new Map<() => void, number>()
  const clock: Clock = {
    now: () => show.now,
    setTimeout(ms, run) {
      timers.set(run, ms)
      return () => void timers.delete(run)
    },
  }
  /** A few seconds pass. */
  const later = async () => {
    for (const [run, ms] of timers) {
      if (ms > 5_000) continue
      timers.delete(run)
      run()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  const channel = {
    async send(_person: unknown, compose: (zone: string | null) => Message, edit: string | null = null) {
      const message = compose(show.timeZone)
      const known = chat.find(({ id }) => id === edit)
      if (known) {
        known.message = message
        return known.id
      }
      chat.push({ id: `m${chat.length + 1}`, message })
      return chat.at(-1)!.id
    },
  }
  let broken = false
  const away = () => {
    if (broken) throw new Error('the database is away')
  }
  const store = {
    callCard: async (_person: unknown, callId: string) => {
      away()
      return cardsOfCalls.get(callId) ?? null
    },
    putCallCard: async (card: CallCard) => void cardsOfCalls.set(card.callId, card),
    historyEntry: async (_person: unknown, id: string) => {
      away()
      return service.world.history.find((entry) => entry.id === id) ?? null
    },
  }
  const ports = {
    ...service, clock, log: createLog('silent'), channel, showFor: () => show,
    settings: { id: 'bot', password: '', tenantId: dana.tenantId, openIdMetadata: '', authority: '', tenantIds: [dana.tenantId], country: 'US' },
    store: { ...store, putConversation: async () => undefined, conversation: async () => null, dropConversation: async () => undefined },
  }
  const cards = createCallCards(ports)
  const converse = createConversation({ ...ports, cards })
  const settled = async (answer: Promise<Message | null>) => {
    // commands that wait for an outcome wait on the clock
    let done = false
    void answer.finally(() => { done = true })
    for (let i = 0; i < 20 && !done; i++) await later()
    return answer
  }
  const turn = (did: Turn['did']): Turn => ({ id: `a${chat.length}`, person: dana, timeZone: show.timeZone, did })
  return {
    ...service, chat, later, converse, settled, cards,
    breakStore: () => { broken = true },
    type: (text: string) => settled(converse(turn({ type: 'wrote', text }))),
    press: (verb: string, data: unknown, card: string | null = null) => settled(converse(turn({ type: 'pressed', verb, data, card }))),
  }
}

export const textOf = (message: Message | null) => (message !== null && 'text' in message ? message.text : null)
export const jsonOf = (message: Message | null | undefined) => (message && 'card' in message ? JSON.stringify(message.card) : '')
