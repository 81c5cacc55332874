import type { CallView } from '../call/view.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { PersonId, Store } from '../store/port.ts'
import type { Calls } from './calls.ts'

/**
 * Offers to move a call to Teams to whoever turns to Teams while they talk on the native dialer.
 *
 * Graph can't say when that is: during such a call it shows the Busy/InACall that we set ourselves, whatever the person
 * does. So what counts is what we see ourselves: their tab opens, or they write to the bot or press a button of it.
 */
export interface Offers {
  /** A tab of theirs opened. Gives what is to be called when it closes. */
  tabOpened(person: PersonId): () => void
  /** They wrote to the bot or pressed a button of it, and what they got did not show the button anyway. */
  usedBot(person: PersonId): void
}

export interface OfferPorts {
  calls: Pick<Calls, 'live'>
  store: Pick<Store, 'lineOf' | 'rememberCommand' | 'addJobs'>
  clock: Clock
  log: Logger
  newId: () => string
}

/** Whoever talks for less than this is still putting the phone to their ear. */
const settledMs = 5_000
/** A tab whose token ran out, or whose network blinked, is back well within this: it was open all along. */
const blinkMs = 60_000

interface Tabs { open: number; since: number; closedAt: number | null }

/** When they began to talk where they are now (epoch ms). */
const talksSince = ({ journey }: CallView): number => Date.parse(journey.findLast(({ to }) => to === null)?.from ?? '')

/** Talks on the native dialer, and could move. */
export const couldMove = ({ endpoint, actions }: CallView): boolean => endpoint === 'native' && actions.includes('move-to-teams')

export const createOffers = ({ calls, store, clock, log, newId }: OfferPorts): Offers => {
  const tabs = new Map<string, Tabs>()
  const startedAt = clock.now()
  const keyOf = ({ tenantId, userId }: PersonId) => `${tenantId}:${userId}`

  /** Tabs that come back right after our own start were open before it. */
  const beginning = () => (clock.now() - startedAt < blinkMs ? -Infinity : clock.now())

  const offer = async (person: PersonId): Promise<void> => {
    const open = tabs.get(keyOf(person))
    const sawIt = (since: number) => open !== undefined && open.open > 0 && open.since <= since
    const meant = calls.live(person).filter((call) => couldMove(call) && clock.now() - talksSince(call) >= settledMs && !sawIt(talksSince(call)))
    if (meant.length === 0) return
    const line = await store.lineOf(person)
    if (!line?.notify || !line.settings.offerUplift) return
    for (const call of meant) {
      // once per call, also after a restart
      const id = newId()
      if ((await store.rememberCommand(person, `offer-uplift ${call.id}`, id, clock.now())) === id) await store.addJobs([{ task: 'offer-uplift', person: { tenantId: person.tenantId, userId: person.userId }, callId: call.id }])
    }
  }
  const begin = (person: PersonId): void =>
    void offer(person).catch((error: unknown) => log.info({ err: error instanceof Error ? error.message : error }, 'a move was not offered'))

  return {
    tabOpened(person) {
      const key = keyOf(person)
      const known = tabs.get(key)
      const isBack = known !== undefined && (known.open > 0 || (known.closedAt !== null && clock.now() - known.closedAt < blinkMs))
      const own: Tabs = isBack ? known : { open: 0, since: beginning(), closedAt: null }
      own.open++
      tabs.set(key, own)
      begin(person)
      return () => {
        own.open--
        own.closedAt = clock.now()
        if (own.open === 0) clock.setTimeout(blinkMs, () => { if (own.open === 0 && tabs.get(key) === own) tabs.delete(key) })
      }
    },
    usedBot: begin,
  }
}
