import type { OutgoingLeg } from '../asterisk/core.ts'
import type { Engine } from '../asterisk/engine.ts'
import type { Clock } from '../clock.ts'
import type { MeetingBook } from '../meetings.ts'

/** The voice of a meeting, and of the attendant before it. */
export const meetingVoice = 'meeting'
const attendantVoice = 'meeting-attendant'

const answersMs = 200
/** Whoever dials nothing is let go. */
const patienceMs = 30_000

/** The number to dial into meetings: it answers by itself, asks for a conference id and `#`, and lets those in who know one. */
export const createDialIn = (options: { engine: Engine, clock: Clock, meetings: MeetingBook }) => {
  const { engine: { legs }, clock, meetings } = options
  const callers = new Map<string, { number: string, digits: string, cancel: () => void }>()

  return {
    take(leg: OutgoingLeg): void {
      const caller = { number: leg.caller.number, digits: '', cancel: () => {} }
      callers.set(leg.id, caller)
      legs.ringing(leg.id)
      caller.cancel = clock.setTimeout(answersMs, () => {
        legs.answer(leg.id)
        legs.speak(leg.id, attendantVoice)
        caller.cancel = clock.setTimeout(patienceMs, () => legs.hangUp(leg.id))
      })
    },
    dialled(channelId: string, digits: string): void {
      const caller = callers.get(channelId)
      if (caller === undefined) return
      const [conferenceId = '', ...rest] = `${caller.digits}${digits}`.split('#')
      caller.digits = rest.length === 0 ? conferenceId : rest.join('#')
      if (rest.length === 0) return
      if (!meetings.dialIn(conferenceId, caller.number)) return legs.hangUp(channelId)
      caller.cancel()
      legs.speak(channelId, meetingVoice)
    },
    ended(channelId: string): void {
      const caller = callers.get(channelId)
      if (caller === undefined) return
      caller.cancel()
      callers.delete(channelId)
      meetings.leave(caller.number)
    },
  }
}
