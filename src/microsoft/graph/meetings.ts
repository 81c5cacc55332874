import { z } from 'zod/v4'
import type { Graph } from '../port.ts'
import type { GraphClient } from './client.ts'

const onlineMeeting = z.object({
  joinWebUrl: z.string(),
  audioConferencing: z.object({
    conferenceId: z.string().nullish(),
    tollNumbers: z.array(z.string()).nullish(),
    // deprecated for tollNumbers, and still all that some answers have
    tollNumber: z.string().nullish(),
  }).nullish(),
})

/**
 * POST /users/{id}/onlineMeetings, which stands in nobody's calendar:
 * https://learn.microsoft.com/graph/api/application-post-onlinemeetings and resources/audioconferencing
 */
export const graphMeetings = (client: GraphClient): Pick<Graph, 'createMeeting'> => ({
  async createMeeting({ tenantId, userId }, { subject, from, to, attendees }) {
    const { joinWebUrl, audioConferencing } = onlineMeeting.parse(await client.request(tenantId, 'POST', `/users/${userId}/onlineMeetings`, {
      deadlineMs: 8_000,
      body: {
        subject,
        startDateTime: new Date(from).toISOString(),
        endDateTime: new Date(to).toISOString(),
        participants: { attendees: attendees.map((id) => ({ identity: { user: { id } } })) },
        // whoever is joined by the dial-in was in the call already
        lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: true },
      },
    }))
    const { conferenceId, tollNumbers, tollNumber } = audioConferencing ?? {}
    const numbers = [...new Set([...tollNumbers ?? [], ...(tollNumber ? [tollNumber] : [])])]
    return { joinUrl: joinWebUrl, dialIn: conferenceId && numbers.length > 0 ? { numbers, conferenceId } : null }
  },
})
