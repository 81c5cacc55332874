/** The control API's requests and answers. The description at /sandbox/openapi.json is made from these. */
import { z } from 'zod/v4'
import { faultModes } from '../faults.ts'
import { chosenPresences } from '../graph/chosen.ts'

export const peer = z.object({ number: z.string(), name: z.string() })

const callState = z.enum(['ringing', 'calling', 'talking', 'held'])

export const phone = z.object({
  id: z.string(),
  kind: z.enum(['native', 'teams', 'desk', 'outside', 'pbx']),
  label: z.string(),
  number: z.string().meta({ description: 'E.164' }),
  person: z.string().nullable().meta({ description: 'The userId of the person it belongs to' }),
  state: z.enum(['idle', ...callState.options]).meta({ description: 'Of the call in front' }),
  peer: peer.nullable(),
  calls: z.array(z.object({
    id: z.string(),
    peer,
    state: callState,
    direction: z.enum(['incoming', 'outgoing']),
    since: z.iso.datetime(),
    heldBy: z.enum(['phone', 'network']).optional(),
  })),
  faults: z.object({ answersByVoicemail: z.boolean(), doNotDisturb: z.boolean(), noAudio: z.boolean() }),
  lastEnded: z.object({ peer, cause: z.int().meta({ description: 'Q.850' }), at: z.iso.datetime() }).nullable(),
})

export const person = z.object({ tenantId: z.uuid(), userId: z.uuid(), name: z.string(), upn: z.string(), number: z.string() })

/** All are optional: a phone with one call needs none of them. */
export const whichCall = z.strictObject({ callId: z.string().min(1).optional() }).optional()
export const dialBody = z.strictObject({ to: z.string().trim().min(1).meta({ description: 'A number in any usual writing' }) })
export const digitsBody = z.strictObject({ digits: z.string().min(1), callId: z.string().optional() })
export const phoneFaultsBody = z.strictObject({ answersByVoicemail: z.boolean().optional(), doNotDisturb: z.boolean().optional(), noAudio: z.boolean().optional() })

export const tokenBody = z.strictObject({
  userId: z.string().min(1),
  expiresInSec: z.int().optional().meta({ description: 'Negative makes an expired token; 3900 when not given' }),
})
export const token = z.object({ token: z.string() })

export const sayBody = z.strictObject({ text: z.string().trim().min(1).max(28_000) })
export const pressBody = z.strictObject({
  action: z.strictObject({ verb: z.string().min(1), data: z.unknown() }),
  replyToId: z.string().min(1).meta({ description: 'The id of the activity that holds the card' }),
})
export const chatAnswer = z.object({ notice: z.string().optional().meta({ description: 'What Teams shows shortly under the card' }) })

export const activity = z.looseObject({
  id: z.string(),
  type: z.literal('message'),
  timestamp: z.iso.datetime(),
  from: z.looseObject({ id: z.string(), name: z.string(), role: z.enum(['user', 'bot']) }),
  text: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string() })),
  edited: z.literal(true).optional(),
  notice: z.object({ text: z.string(), timestamp: z.iso.datetime() }).optional(),
})

export const presence = z.looseObject({ id: z.string(), availability: z.string(), activity: z.string() })

export const sentMail = z.object({
  at: z.iso.datetime(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  attachments: z.array(z.object({ name: z.string(), contentType: z.string(), bytes: z.int() })),
})
const recordParty = z.union([z.strictObject({ userId: z.string().min(1) }), z.strictObject({ number: z.string().regex(/^\+\d{5,15}$/), name: z.string().optional() })])
export const callRecordBody = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/).optional().meta({ description: 'A new one when not given; of one that is there, a newer version' }),
  from: recordParty.meta({ description: 'Who called: a user, or a number of the phone network' }),
  to: z.array(recordParty).min(1),
  startedAt: z.iso.datetime().optional().meta({ description: 'So that it has just ended when not given' }),
  seconds: z.int().min(0).default(60),
  answered: z.boolean().default(true),
  meeting: z.boolean().default(false).meta({ description: 'A meeting that people join, not a call' }),
})
export const callRecord = z.object({ id: z.string() })
export const presenceBody = z.strictObject({ availability: z.enum(chosenPresences).nullable().meta({ description: 'What the person chooses in Teams; null goes back to what Teams sees' }) })

const mode = z.enum(faultModes)
export const faultsBody = z.strictObject({ graph: mode.optional(), bot: mode.optional(), teams: mode.optional(), native: mode.optional(), database: mode.optional() })
export const teamsSetting = z.object({
  phoneLicence: z.boolean().meta({ description: 'Teams Phone' }), mobileLicence: z.boolean().meta({ description: 'Teams Phone Mobile' }), teamsOnly: z.boolean(), voiceEnabled: z.boolean(),
})
export const teamsSettingBody = teamsSetting.partial().strict()

export const faults = z.object({ graph: mode, bot: mode, teams: mode, native: mode, database: mode })

export const appState = z.object({ running: z.boolean() })

export const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }) })
