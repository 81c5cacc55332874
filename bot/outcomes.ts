import type { Clock } from '../src/clock.ts'
import type { OperationInput, OperationName } from '../src/operations/index.ts'
import type { Calls } from '../src/service/calls.ts'
import type { Feed, News } from '../src/service/feed.ts'
import type { PersonId } from '../src/store/port.ts'

type Outcome = Extract<News, { type: 'command' }>

/** A move that nobody answers ends by itself well before this. */
const longestMs = 120_000

export interface Operated {
  /** The outcome's words, when it came at once; else null. */
  atOnce: string | null
  /** The words when they come later; null when they don't. */
  later: Promise<string | null>
}

/** Gives a command and listens for what becomes of it. Throws Problem when it is refused. */
export const operate = <N extends OperationName>(
  ports: { calls: Pick<Calls, 'command'>; feed: Feed; clock: Clock },
  ask: { person: PersonId; callId: string; name: N; input: OperationInput<N>; idempotencyKey?: string; patienceMs: number },
): Promise<Operated> => outcomeOf(ports, { ...ask, give: () => ports.calls.command(ask.person, ask.callId, ask.name, ask.input, ask.idempotencyKey) })

/**
 * What becomes of whatever `give` asks for, which is published under the id it gives.
 * `patienceMs` is how long the answer may wait for the outcome.
 */
export const outcomeOf = async (
  { feed, clock }: { feed: Feed; clock: Clock },
  ask: { person: PersonId; callId: string; patienceMs: number; give: () => Promise<{ commandId: string }> },
): Promise<Operated> => {
  // the outcome may be published before the command's own promise resolves: listen first, keep what comes
  const heard: Outcome[] = []
  const told = Promise.withResolvers<string | null>()
  let commandId: string | null = null
  const look = () => {
    const mine = heard.find((outcome) => outcome.commandId === commandId)
    if (mine !== undefined) told.resolve(mine.message)
  }
  const stopListening = feed.subscribe(ask.person, (news) => {
    if (news.type !== 'command' || news.callId !== ask.callId) return
    heard.push(news)
    look()
  })
  const stopWaiting = clock.setTimeout(longestMs, () => told.resolve(null))
  void told.promise.then(() => {
    stopListening()
    stopWaiting()
  })
  try {
    ;({ commandId } = await ask.give())
  } catch (error) {
    told.resolve(null)
    throw error
  }
  look()
  const patience = Promise.withResolvers<'later'>()
  const stopPatience = clock.setTimeout(ask.patienceMs, () => patience.resolve('later'))
  const first = await Promise.race([told.promise, patience.promise])
  stopPatience()
  return first === 'later' ? { atOnce: null, later: told.promise } : { atOnce: first, later: Promise.resolve(null) }
}
