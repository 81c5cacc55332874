import { z } from 'zod/v4'
import type { Party } from '../../src/call/model.ts'
import type { CallView } from '../../src/call/view.ts'
import type { OperationInput, OperationName } from '../../src/operations/index.ts'
import type { People } from '../../src/service/people.ts'
import type { Annotation, HistoryFilter, HistoryRecord, PersonId } from '../../src/store/port.ts'
import type { Card, Show } from '../cards/card.ts'
import type { BotGreetings, BotPorts, BotVoicemails } from '../ports.ts'

/** What may come with a command: the named groups of its words, or a card's data. Neither is trusted. */
export const argumentsSchema = z.object({
  callId: z.string().max(200).optional().catch(undefined),
  /** The other party of the call that is meant, as typed. */
  who: z.string().max(120).optional().catch(undefined),
  to: z.string().max(120).optional().catch(undefined),
  userId: z.string().max(100).optional().catch(undefined),
  kind: z.string().max(20).optional().catch(undefined),
  when: z.string().max(20).optional().catch(undefined),
  note: z.string().max(2_000).optional().catch(undefined),
  tag: z.string().max(120).optional().catch(undefined),
  where: z.string().max(20).optional().catch(undefined),
  /** One of the people who were added, by the id the call's view gives. */
  guest: z.string().max(200).optional().catch(undefined),
  /** Under which a call is parked. */
  code: z.string().max(10).optional().catch(undefined),
  /** A queue, by its id or as typed. */
  queue: z.string().max(120).optional().catch(undefined),
  voicemailId: z.string().max(200).optional().catch(undefined),
  /** What a card's button does, of those a command has. */
  act: z.string().max(20).optional().catch(undefined),
  /** Of settings: how long, from when until when, on which days (1 to 7, commas between), which side, and what for each. */
  seconds: z.string().regex(/^\d{1,3}$/).optional().catch(undefined),
  from: z.string().max(40).optional().catch(undefined),
  until: z.string().max(40).optional().catch(undefined),
  days: z.string().max(20).optional().catch(undefined),
  side: z.string().max(20).optional().catch(undefined),
  native: z.string().max(20).optional().catch(undefined),
  teams: z.string().max(20).optional().catch(undefined),
})
export type Arguments = z.infer<typeof argumentsSchema>

export type Answer =
  | { say: string }
  | { card: Card; summary: string }
  /** Something is being done to this call: words for whoever typed; the call's own card for whoever pressed. */
  | { call: string; say: string }

/** What a command works with: everything is already bound to the person who asks. */
export interface Context {
  person: PersonId
  show: Show
  people: People
  readiness: BotPorts['readiness']
  voicemails: BotVoicemails
  greetings: BotGreetings
  watches: BotPorts['watches']
  queues: BotPorts['queues']
  live(): CallView[]
  /** Throws Problem when the call is over or not theirs. */
  require(callId: string): Promise<CallView>
  history(limit: number, filter?: HistoryFilter): Promise<HistoryRecord[]>
  /** An entry of theirs. Throws Problem. */
  entry(callId: string): Promise<HistoryRecord>
  /** What is written on a call of theirs, over or not. */
  written(callId: string): Promise<Required<Annotation>>
  annotate(callId: string, annotation: Annotation): Promise<Required<Annotation>>
  /** Does it, or throws Problem. Gives the outcome's words when it is known at once, else null; it is then told later. */
  operate<N extends OperationName>(callId: string, name: N, input: OperationInput<N>): Promise<string | null>
  /** Rings the person with the call a colleague parked under this code. Throws Problem. */
  pickUp(code: string): Promise<{ from: Party }>
  /** Continues the call as a Teams meeting, or throws Problem. `words` are the outcome's, when it is known at once. */
  meet(callId: string, invite: string[]): Promise<{ words: string | null; dialIn: boolean }>
  /** Sends the cards of these calls anew, so that they stand below what was just asked. */
  showCalls(calls: CallView[]): void
}

export interface Command {
  /** Also the verb of its buttons. */
  name: string
  /** What people type, as help shows it. */
  usage: string
  /** What choosing it in Teams' command menu writes; null to leave it out: the menu holds ten. Stands in the manifest too. */
  menu: string | null
  /** What it does, in a few words. */
  help: string
  /** Every way of saying it; the whole text must match. Named groups are `Arguments`. */
  words: RegExp[]
  run(args: Arguments, context: Context): Promise<Answer>
}
