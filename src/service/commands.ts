import { sleep, type Clock } from '../clock.ts'
import { refusalWords } from '../call/words.ts'
import { readNumber } from '../line/number.ts'
import type { Logger } from '../log.ts'
import { operations, type OperationInput, type OperationName } from '../operations/index.ts'
import type { Operation } from '../operations/operation.ts'
import type { PersonId, Store } from '../store/port.ts'
import type { Telephony } from '../telephony/port.ts'
import type { CallBook } from './call-book.ts'
import type { CallOwner } from './call-owner.ts'
import { freeParkCode } from './park-code.ts'
import { Problem, databaseAway } from './problem.ts'
import type { createRefusals } from './refusals.ts'
import { stepAside } from './step-aside.ts'

export interface CommandPorts {
  store: Pick<Store, 'lineOf' | 'historyEntry' | 'rememberCommand' | 'forgetCommand' | 'audit'>
  telephony: Pick<Telephony, 'answerReferral'>
  clock: Clock
  log: Logger
  country: string
  newId: () => string
  book: CallBook
  refusals: Pick<ReturnType<typeof createRefusals>, 'ofCommand' | 'tell'>
}

export interface Commands {
  /**
   * Takes a command or throws Problem. Its outcome is published on the feed under the id it gives, which may be brought
   * along. An `input` that must be looked up is asked for only once the call is known to be theirs.
   */
  command<N extends OperationName>(
    person: PersonId, callId: string, name: N, input: OperationInput<N> | (() => Promise<OperationInput<N>>), idempotencyKey?: string, commandId?: string,
  ): Promise<{ commandId: string }>
  /** A phone's own transfer (REFER, from the Teams client) is the same as one by the bot or the tab. */
  refer(leg: string, to: string): void
  /** Null for a call that is not live, or not theirs. */
  theirs(person: PersonId, callId: string): CallOwner | null
}

/** How long a command that needs no database waits for it all the same. */
const patienceMs = 200

/** What people do to their calls: whose call it is, whether it may be done, once, and in the audit log. */
export const createCommands = ({ store, telephony, clock, log, country, newId, book, refusals }: CommandPorts): Commands => {
  const theirs = (person: PersonId, callId: string): CallOwner | null => {
    const owner = book.owners.get(callId)
    return owner && owner.call.line.tenantId === person.tenantId && owner.call.line.userId === person.userId ? owner : null
  }

  /** They have a line, and the database is there. */
  const requireLine = async (person: PersonId): Promise<void> => {
    const line = await store.lineOf(person).catch(() => {
      throw databaseAway()
    })
    if (line === null) throw new Problem('no-line', 'You have no number yet.')
  }

  return {
    theirs,
    async command(person, callId, name, input, idempotencyKey, commandId = newId()) {
      const operation = operations[name] as Operation<OperationInput<typeof name>>
      const owner = theirs(person, callId)
      if (owner === null || !operation.may(person, owner.call)) {
        const past = await store.historyEntry(person, callId).catch(() => null)
        if (past !== null) throw new Problem('refused', refusalWords['call-over'], { code: 'call-over' })
        throw new Problem('not-found', 'There is no such call.')
      }
      if (!operation.withoutDatabase) await requireLine(person)
      const given = typeof input === 'function' ? await input() : input
      // a key stands for one thing asked of one call, so the same one elsewhere is another
      const key = idempotencyKey === undefined ? undefined : `${name} ${callId} ${idempotencyKey}`
      if (key !== undefined) {
        const remembered = store.rememberCommand(person, key, commandId, clock.now()).catch(() => commandId)
        // hanging up and cancelling don't wait for a database that is slow to say that it is away
        const first = await (operation.withoutDatabase ? Promise.race([remembered, sleep(clock, patienceMs).then(() => commandId)]) : remembered)
        if (first !== commandId) return { commandId: first }
      }
      /** The key may be used again. */
      const forget = async () => {
        if (key !== undefined) await store.forgetCommand(person, key).catch(() => undefined)
      }
      const note = (why: string | null) => void store.audit({ ...person, at: clock.now(), action: name, subject: callId, detail: { refused: why } }).catch((error: unknown) => log.warn({ callId, err: error }, 'not audited'))
      const blocked = 'to' in given && typeof given.to === 'object' ? refusals.ofCommand(owner.call, given.to.number, name !== 'transfer') : null
      if (blocked !== null) {
        note(blocked.rule)
        await forget()
        throw new Problem('not-allowed', blocked.words, { field: 'to' })
      }
      // drawn in the moment it is taken: two who park at once are given two
      const parkCode = () => freeParkCode([...book.owners.values()].map(({ call }) => call).filter(({ line }) => line.tenantId === person.tenantId))
      const event = operation.event(given, { at: clock.now(), commandId, fresh: `${callId}-${newId().slice(0, 8)}`, parkCode })
      const refused = stepAside({ owner, event, others: book.ofPerson(person).filter((other) => other !== owner), newId }) ?? owner.dispatch(event)
      note(refused)
      if (refused !== null) {
        await forget()
        throw new Problem('refused', refusalWords[refused], { code: refused })
      }
      return { commandId }
    },
    refer(leg, to) {
      const owner = book.byLeg.get(leg)
      const number = readNumber(/^sips?:([^@;]+)/.exec(to)?.[1] ?? to, country)
      if (owner === undefined || number === null) {
        log.warn({ leg, callId: owner?.call.id }, 'a phone asked for a transfer to nobody we know')
        return void telephony.answerReferral(leg, false)
      }
      // the engine tells of one REFER again as its leg goes
      if (owner.call.transfer.status !== 'idle') return
      const blocked = refusals.ofCommand(owner.call, number, false)
      if (blocked !== null) {
        void telephony.answerReferral(leg, false)
        return void refusals.tell(owner.call.line, blocked)
      }
      const commandId = newId()
      const refused = owner.dispatch({ type: 'transfer', commandId, to: { number, name: null }, fresh: `${owner.call.id}-${newId().slice(0, 8)}`, digits: null })
      log.info({ callId: owner.call.id, leg, refused }, 'a phone asks for a transfer')
      void telephony.answerReferral(leg, refused === null)
    },
  }
}
