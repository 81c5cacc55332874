/** The online meetings of the tenant, which Graph makes and the telephone reaches by a number to dial in. */
import { randomInt, randomUUID } from 'node:crypto'

export interface OnlineMeeting {
  id: string
  organiser: string
  subject: string
  joinWebUrl: string
  /** Null where the organiser has no audio conferencing. */
  conferenceId: string | null
  attendees: string[]
  /** Numbers that are in it by telephone. */
  phones: string[]
}

export type MeetingBook = ReturnType<typeof createMeetingBook>

export const createMeetingBook = ({ tenantId }: { tenantId: string }) => {
  const meetings: OnlineMeeting[] = []
  /** What was dialled at the number, wrong or right. */
  const dialled: string[] = []
  const rules = { allowed: true, audioConferencing: true }
  return {
    /** Whether the app may make meetings (the application access policy), and whether they can be dialled into. */
    rules,
    make({ organiser, subject, attendees }: Pick<OnlineMeeting, 'organiser' | 'subject' | 'attendees'>): OnlineMeeting {
      const id = randomUUID()
      const context = encodeURIComponent(JSON.stringify({ Tid: tenantId, Oid: organiser }))
      const meeting: OnlineMeeting = {
        id, organiser, subject, attendees, phones: [],
        joinWebUrl: `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(`19:meeting_${id}@thread.v2`)}/0?context=${context}`,
        conferenceId: rules.audioConferencing ? String(randomInt(100_000_000, 1_000_000_000)) : null,
      }
      meetings.push(meeting)
      return meeting
    },
    /** Somebody dialled this conference id. Gives whether there is such a meeting. */
    dialIn(conferenceId: string, caller: string): boolean {
      dialled.push(conferenceId)
      const meeting = meetings.find((one) => one.conferenceId === conferenceId)
      meeting?.phones.push(caller)
      return meeting !== undefined
    },
    leave(caller: string): void {
      for (const meeting of meetings) meeting.phones = meeting.phones.filter((phone) => phone !== caller)
    },
    /** Newest last. */
    all: (): OnlineMeeting[] => meetings,
    dialled: (): string[] => dialled,
    clear(): void {
      meetings.length = 0
      dialled.length = 0
      Object.assign(rules, { allowed: true, audioConferencing: true })
    },
  }
}
