import { randomUUID } from 'node:crypto'
import { refusalWords } from '../src/call/words.ts'
import { Problem, databaseAway } from '../src/service/problem.ts'
import { StoreAway } from '../src/store/port.ts'
import type { CallCards } from './call-cards.ts'
import type { Show } from './cards/card.ts'
import { welcomeCard } from './cards/help-card.ts'
import { noteCard } from './cards/note-card.ts'
import type { Channel, Message, Turn } from './channel.ts'
import type { Answer, Arguments, Command, Context } from './commands/command.ts'
import { commands } from './commands/index.ts'
import type { BotPorts } from './ports.ts'
import { operate, outcomeOf, type Operated } from './outcomes.ts'
import { understand, understandPress } from './understand.ts'

export interface ConversationPorts extends Omit<BotPorts, 'token'> {
  channel: Channel
  cards: CallCards
  showFor(timeZone: string | null): Show
}

/** An outcome that comes this fast is the answer itself; anything slower is told when it comes. */
const patienceMs = 500

/** What a turn came across. */
interface Noted { calls: boolean }

const patienceOf = ({ did }: Turn): number => (did.type === 'wrote' ? patienceMs : 0)
/** An activity without an id can't be told from another one like it. */
const keyOf = ({ id }: Turn, { name }: Command): { idempotencyKey?: string } => (id === '' ? {} : { idempotencyKey: `chat:${id}:${name}` })

const lost: Message = { text: "Sorry, I didn't get that. Try status, uplift, move back, transfer and a name, hang up, history or voicemail. Type help to see it all." }
const oldButton: Message = { text: 'This button is from an older version. Type help to see what I can do.' }

/** What a person did becomes a command, and its answer what they see. Null when there is nothing to say here. */
export const createConversation = (ports: ConversationPorts) => {
  const { calls, people, readiness, voicemails, greetings, watches, queues, meetings, offers, feed, clock, log, store, channel, cards, showFor } = ports

  const contextOf = (turn: Turn, command: Command, noted: Noted): Context => {
    const { person } = turn
    return {
      person, people, readiness, voicemails, greetings, watches, queues,
      show: showFor(turn.timeZone),
      live() {
        noted.calls = true
        return calls.live(person)
      },
      history: (limit, filter) => ports.history(person, limit, filter),
      async entry(callId) {
        const entry = await store.historyEntry(person, callId)
        if (entry === null) throw new Problem('not-found', 'There is no such call.')
        return entry
      },
      written: (callId) => ports.past.written(person, callId),
      annotate: (callId, annotation) => ports.past.annotate(person, callId, annotation),
      async require(callId) {
        const call = calls.find(person, callId)
        if (call !== null) return call
        const past = await store.historyEntry(person, callId)
        throw past === null ? new Problem('not-found', 'There is no such call.') : new Problem('refused', refusalWords['call-over'], { code: 'call-over' })
      },
      pickUp: (code) => calls.pickUp(person, code),
      operate: (callId, name, input) => told(turn, operate({ calls, feed, clock }, { person, callId, name, input, patienceMs: patienceOf(turn), ...keyOf(turn, command) })),
      async meet(callId, invite) {
        let dialIn = true
        const words = await told(turn, outcomeOf({ feed, clock }, {
          person, callId, patienceMs: patienceOf(turn),
          async give() {
            const made = await meetings.meet(person, callId, invite, keyOf(turn, command).idempotencyKey)
            dialIn = made.dialIn
            return made
          },
        }))
        return { words, dialIn }
      },
      showCalls(live) {
        for (const call of live) void cards.bringDown(person, call).catch((error: unknown) => log.warn({ callId: call.id, err: messageOf(error) }, 'a call card was not sent'))
      },
    }
  }

  /** Whoever typed is told at the end of the chat; whoever pressed sees it on the card. */
  const told = async (turn: Turn, operated: Promise<Operated>): Promise<string | null> => {
    const { atOnce, later } = await operated
    if (turn.did.type === 'wrote' && atOnce === null) void tellLater(turn, later)
    return atOnce
  }

  const tellLater = async ({ person }: Turn, later: Promise<string | null>): Promise<void> => {
    const words = await later
    if (words === null) return
    await channel.send(person, () => ({ text: words })).catch((error: unknown) => log.warn({ err: messageOf(error) }, 'an outcome was not told'))
  }

  /** To someone who typed: words, or a card of its own. A call that has no card yet gets one. */
  const toWriter = async (turn: Turn, answer: Answer): Promise<Message | null> => {
    if ('say' in answer && !('call' in answer)) return { text: answer.say }
    if ('card' in answer) return answer
    const call = calls.find(turn.person, answer.call)
    if (call !== null) await cards.begin(turn.person, call).catch((error: unknown) => log.warn({ callId: call.id, err: messageOf(error) }, 'a call card was not sent'))
    return { text: answer.say }
  }

  /** To someone who pressed: what takes the place of the card. The call's own card stays itself; a question is answered. */
  const toPresser = async (turn: Turn, did: Extract<Turn['did'], { type: 'pressed' }>, answer: Answer): Promise<Message> => {
    if ('card' in answer) return keep(turn, did.card, answer)
    if (!('call' in answer)) return { text: answer.say }
    if (isFromCallCard(did.data)) {
      // it is done already: that the database is away must not make it look undone
      const isCurrent = await cards.isCurrent(turn.person, answer.call, did.card).catch(() => true)
      const card = isCurrent ? await cards.current(turn.person, answer.call, showFor(turn.timeZone)).catch(() => null) : null
      if (card !== null) return { card, summary: answer.say }
      if (isCurrent) return { text: answer.say }
    }
    return keep(turn, did.card, { card: noteCard(answer.say), summary: answer.say })
  }

  /**
   * The answer to a button is shown at once but not kept by the chat; the message itself is edited too.
   * https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
   */
  const keep = (turn: Turn, activityId: string | null, message: Message): Message => {
    if (activityId !== null) void channel.send(turn.person, () => message, activityId, 'leave').catch((error: unknown) => log.info({ err: messageOf(error) }, 'a card was not kept'))
    return message
  }

  const run = async (turn: Turn, { command, args }: { command: Command; args: Arguments }): Promise<Message | null> => {
    log.info({ command: command.name, by: turn.did.type }, 'a command in the chat')
    const noted: Noted = { calls: false }
    const answer = await command.run(args, contextOf(turn, command, noted))
    // whoever asked about their calls has the buttons before them
    if (!noted.calls && !('call' in answer)) offers.usedBot(turn.person)
    return turn.did.type === 'pressed' ? toPresser(turn, turn.did, answer) : toWriter(turn, answer)
  }

  return async (turn: Turn): Promise<Message | null> => {
    const { did } = turn
    try {
      switch (did.type) {
        case 'installed': return { card: welcomeCard(), summary: 'One number, on your phone and in Teams' }
        case 'wrote': {
          const meant = understand(did.text, commands)
          if (meant === null) offers.usedBot(turn.person)
          return meant === null ? lost : await run(turn, meant)
        }
        case 'pressed': {
          const meant = understandPress(did.verb, did.data, commands)
          return meant === null ? oldButton : await run(turn, meant)
        }
      }
    } catch (error) {
      return { text: wordsFor(error, log) }
    }
  }
}

/** A hint that a button sits on the call's card; it decides only how the answer is shown. */
const isFromCallCard = (data: unknown): boolean => typeof data === 'object' && data !== null && 'card' in data && data.card === 'call'

const messageOf = (error: unknown): unknown => (error instanceof Error ? error.message : error)

/** A Problem speaks for itself. Anything else is logged under an id, and only the id is shown. */
const wordsFor = (error: unknown, log: BotPorts['log']): string => {
  if (error instanceof Problem) return error.message
  if (error instanceof StoreAway) return databaseAway().message
  const id = randomUUID().slice(0, 8)
  log.error({ err: error, errorId: id }, 'a turn of the bot failed')
  return `Something went wrong on our side. Error ${id}.`
}
