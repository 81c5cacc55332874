import { z } from 'zod/v4'
import { endpoint, instant, party } from './common.ts'

export const direction = z.enum(['incoming', 'outgoing'])

/** One stretch of a call at one place. `to` is null while it lasts. */
export const segment = z.object({
  endpoint: z.enum(['native', 'teams', 'desk', 'voicemail']),
  from: instant,
  to: instant.nullable(),
})
export type Segment = z.infer<typeof segment>

/** How a call ended, for the person whose line it was. */
export const outcome = z.enum(['answered', 'missed', 'declined', 'voicemail', 'transferred', 'unanswered', 'busy', 'failed', 'cancelled', 'forwarded', 'not-allowed', 'elsewhere'])
export type Outcome = z.infer<typeof outcome>

/** A queue's caller, one that a colleague did not answer, a parked one, or one of the company's PBX; `name`: of the queue, or whose call it was. */
export const via = z.object({ why: z.enum(['queue', 'group', 'park', 'pbx']), name: z.string() })
export type Via = z.infer<typeof via>

export const liveState = z.enum([
  'ringing', // incoming: the person's phones ring
  'calling', // outgoing: the other party is being rung
  'connecting', // answered, audio being joined
  'talking',
  'held', // by the person, or by the phone itself
  'consulting', // the person is with a colleague beside the call
  'forwarding', // nobody answered: the caller goes on to another number
  'parked', // a colleague may pick it up
  'waiting', // the person's phone left during a move: the other party waits for the new one
  'transferring', // the other party hears ringing, the person is out of the call
  'returning', // a transfer failed, the person is rung back
  'voicemail', // the caller is with voicemail
  'ending',
])
export type LiveState = z.infer<typeof liveState>

/** What the person may do with this call right now; the same list drives the tab's buttons and the bot's card. */
export const action = z.enum([
  'move-to-teams', 'move-to-native', 'move-to-desk', 'move-anywhere', 'hold', 'resume', 'consult', 'swap', 'complete', 'transfer', 'add', 'remove', 'park', 'meet', 'cancel', 'hangup',
])
export type Action = z.infer<typeof action>

export const liveCall = z.object({
  id: z.string(),
  direction,
  remote: party,
  state: liveState,
  /** Where the person is talking; null while nobody of theirs is in the call. */
  endpoint: endpoint.nullable(),
  startedAt: instant,
  answeredAt: instant.nullable(),
  move: z.object({ to: z.enum([...endpoint.options, 'anywhere']), phase: z.enum(['ringing', 'checking', 'joining']) }).nullable(),
  transfer: z.object({ to: party, phase: z.enum(['calling', 'ringing', 'joining']) }).nullable(),
  /** A colleague who is asked first. `remaining`: the other party left, the two talk on. */
  consult: z.object({ to: party, phase: z.enum(['ringing', 'joining', 'talking', 'swapped', 'remaining']) }).nullable(),
  /** People the person added. */
  guests: z.array(z.object({ id: z.string(), to: party, phase: z.enum(['ringing', 'joining', 'in']) })),
  /** Where the caller came from, when not straight to this number. */
  via: via.nullable().optional(),
  /** A colleague picks it up with this code; after `until` it rings back. */
  parked: z.object({ code: z.string(), until: instant }).nullable().optional(),
  /** `on`: what is said is recorded. `failed`: it should be, and is not. */
  recording: z.enum(['on', 'failed']).nullable().optional(),
  actions: z.array(action),
  /** The last thing that happened to the call that is worth a sentence, e.g. why a move failed. */
  notice: z.object({ code: z.string(), message: z.string(), tone: z.enum(['info', 'good', 'bad']), at: instant }).nullable(),
  journey: z.array(segment),
})
export type LiveCall = z.infer<typeof liveCall>
export const liveCalls = z.object({ items: z.array(liveCall) })

export const historyEntry = z.object({
  id: z.string(),
  direction,
  remote: party,
  outcome,
  startedAt: instant,
  endedAt: instant,
  /** Milliseconds of talk; 0 when nobody of the person's answered. */
  talkMs: z.number().int(),
  journey: z.array(segment),
  /** Set when the caller left a message. */
  voicemailId: z.string().nullable(),
  /** Whom the call was transferred to. */
  transferredTo: party.nullable(),
  /** Where an unanswered call went on to. */
  forwardedTo: party.nullable(),
  /** Who hung up; null where nobody can say. */
  endedBy: z.enum(['us', 'them', 'network']).nullable(),
  /** `anchor`: a call of the number. `teams`: one only Teams knew of, such as from one Teams user to another. */
  source: z.enum(['anchor', 'teams']),
  via: via.nullable().optional(),
  /** How the call was recorded; null when it was not to be. `partly`: with a gap. */
  recorded: z.enum(['recorded', 'partly', 'unrecorded']).nullable().optional(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
})
export type HistoryEntry = z.infer<typeof historyEntry>
/** Newest first. `next` goes back as `?cursor=`; null at the end. */
export const historyPage = z.object({ items: z.array(historyEntry), next: z.string().nullable() })
export type HistoryPage = z.infer<typeof historyPage>
export const historyQuery = z.strictObject({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

const outcomes = z.string().transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '')).pipe(z.array(outcome).min(1))
const moment = z.iso.datetime({ offset: true, error: 'a moment such as 2026-11-03T12:00:00Z' })

const filters = {
  /** Words in name, number, note or tags; all must be there. */
  q: z.string().trim().min(1).max(100).optional(),
  /** One or several, with commas between. */
  outcome: outcomes.optional(),
  direction: direction.optional(),
  /** The call has been there. */
  endpoint: segment.shape.endpoint.optional(),
  tag: z.string().trim().min(1).max(30).optional(),
  /** From this moment on. */
  from: moment.optional(),
  /** Before this moment. */
  to: moment.optional(),
}
export const historySearch = z.strictObject({ ...filters, ...historyQuery.shape })
export const exportQuery = z.strictObject({ ...filters, timeZone: z.string().max(64).default('UTC') })

/** Which calls are meant, in the words of the query. */
export interface HistoryFilters {
  q?: string | undefined
  outcome?: Outcome[] | undefined
  direction?: z.infer<typeof direction> | undefined
  endpoint?: Segment['endpoint'] | undefined
  tag?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export const noteLimit = 2_000
export const tagLimit = 30
export const tagsLimit = 10

/** Trimmed, and each once however it is spelled in capitals. */
const tagList = z.array(z.string().trim().min(1).max(tagLimit)).max(tagsLimit)
  .transform((tags) => tags.filter((tag, index) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === index))

/** PATCH /api/calls/{id}: only what is named changes. An empty note is none. */
export const callPatch = z
  .strictObject({ note: z.string().trim().max(noteLimit).transform((note) => (note === '' ? null : note)).nullable().optional(), tags: tagList.optional() })
  .refine((patch) => Object.keys(patch).length > 0, 'name at least one: note or tags')
export const annotation = z.object({ note: z.string().nullable(), tags: z.array(z.string()) })
export type Annotation = z.infer<typeof annotation>
/** The person's tags, the most used first. */
export const tagsInUse = z.object({ items: z.array(z.string()) })

/** Where a transfer goes: a number in any usual form, or a colleague. */
export const transferTarget = z.union([
  z.strictObject({ number: z.string().min(1) }),
  z.strictObject({ userId: z.string().regex(/^[\w-]{1,100}$/, 'a user id') }),
])

/** Bodies of POST /api/calls/{id}/{operation}. */
const nothing = z.strictObject({})
const toSomebody = z.strictObject({ to: z.union([z.string().min(1), transferTarget]) })
export const operationBodies = {
  move: z.strictObject({ to: z.enum([...endpoint.options, 'anywhere']) }),
  hold: nothing,
  resume: nothing,
  consult: toSomebody,
  swap: nothing,
  complete: nothing,
  transfer: toSomebody,
  add: toSomebody,
  /** `guest` is the id of one of the call's guests. */
  remove: z.strictObject({ guest: z.string().min(1).max(200) }),
  park: nothing,
  cancel: nothing,
  /** `invite` are colleagues who get the link too. */
  meet: z.strictObject({ invite: z.array(z.guid()).max(20).optional() }),
  hangup: nothing,
} as const
export type OperationName = keyof typeof operationBodies

/** 202: the command was taken; its outcome arrives on the live stream under this id. */
export const accepted = z.object({ commandId: z.string() })
/** 202: the person's own phones ring with the call that was parked; it is live under this id. */
export const pickedUp = z.object({ callId: z.string(), from: party })
export type PickedUp = z.infer<typeof pickedUp>
/** 202 of `meet`. `dialIn` false: the meeting can't be reached by telephone, so the call stays where it is. */
export const meetingMade = accepted.extend({ joinUrl: z.url(), dialIn: z.boolean() })
export type MeetingMade = z.infer<typeof meetingMade>
