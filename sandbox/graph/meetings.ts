/**
 * POST /users/{id}/onlineMeetings, by Microsoft's documentation ("Create onlineMeeting", "onlineMeeting resource type",
 * "audioConferencing resource type"): it is not in the contract's subset, so no test checks it against the description.
 * The wording of the 403 is as people report it, not documented.
 */
import { z } from 'zod/v4'
import { HttpError } from '../http.ts'
import type { MeetingBook, OnlineMeeting } from '../meetings.ts'
import { meetingDialIn } from '../world.ts'

const instant = z.iso.datetime({ offset: true })
const participant = z.strictObject({ identity: z.strictObject({ user: z.strictObject({ id: z.string(), displayName: z.string().nullish() }) }), upn: z.string().nullish(), role: z.enum(['attendee', 'presenter', 'coorganizer']).optional() })

export const meetingBody = z.strictObject({
  subject: z.string().nullish(),
  startDateTime: instant.optional(),
  endDateTime: instant.optional(),
  participants: z.strictObject({ attendees: z.array(participant).optional() }).optional(),
  lobbyBypassSettings: z.strictObject({
    scope: z.enum(['organizer', 'organization', 'organizationAndFederated', 'everyone', 'invited', 'organizationExcludingGuests']).optional(),
    isDialInBypassEnabled: z.boolean().optional(),
  }).optional(),
})

export const createMeeting = (book: MeetingBook, organiser: { id: string, upn: string }, clientId: string, body: z.infer<typeof meetingBody>, now: number) => {
  if (!book.rules.allowed) throw new HttpError(403, 'Forbidden', `No application access policy found for this app: ${clientId} on the user: ${organiser.id}.`)
  const attendees = (body.participants?.attendees ?? []).map(({ identity }) => identity.user.id)
  const meeting = book.make({ organiser: organiser.id, subject: body.subject ?? '', attendees })
  return resourceOf(meeting, organiser, body, now)
}

const resourceOf = (meeting: OnlineMeeting, { id, upn }: { id: string, upn: string }, body: z.infer<typeof meetingBody>, now: number) => ({
  id: meeting.id,
  creationDateTime: new Date(now).toISOString(),
  startDateTime: body.startDateTime ?? new Date(now).toISOString(),
  endDateTime: body.endDateTime ?? new Date(now + 3_600_000).toISOString(),
  subject: body.subject ?? null,
  joinWebUrl: meeting.joinWebUrl,
  lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false, ...body.lobbyBypassSettings },
  participants: {
    organizer: { identity: { user: { id, displayName: null } }, upn, role: 'presenter' },
    attendees: meeting.attendees.map((attendee) => ({ identity: { user: { id: attendee, displayName: null } }, upn: null, role: 'attendee' })),
  },
  audioConferencing: meeting.conferenceId === null ? null : {
    conferenceId: meeting.conferenceId,
    tollNumber: meetingDialIn.number,
    tollFreeNumber: null,
    tollNumbers: [meetingDialIn.number],
    tollFreeNumbers: [],
    dialinUrl: `https://dialin.teams.microsoft.com/${meeting.id}?id=${meeting.conferenceId}`,
  },
})
