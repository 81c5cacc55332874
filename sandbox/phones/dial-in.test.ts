import { createDialplan } from '../asterisk/dialplan.ts'
import { createEngine } from '../asterisk/engine.ts'
import { virtualClock } from '../clock.ts'
import { createMeetingBook } from '../meetings.ts'
import * as world from '../world.ts'
import { createPhones } from './phones.ts'

const open = () => {
  const clock = virtualClock()
  const engine = createEngine({ clock, dialplan: createDialplan({ app: 'app', isOurs: () => false }) })
  const meetings = createMeetingBook({ tenantId: 'northwind' })
  createPhones({ engine, clock, world, meetings })
  engine.subscribe('app', true, () => undefined)
  const command = (method: string, path: string, query: Record<string, string | number> = {}) => {
    const answer = engine.request({ method, path, query, body: undefined })
    clock.advance(300)
    return answer
  }
  command('POST', '/channels/leg', { endpoint: `PJSIP/${world.meetingDialIn.number}@operator`, app: 'app', callerId: '+12065550142', timeout: 30 })
  command('POST', '/bridges/b', { type: 'mixing' })
  command('POST', '/bridges/b/addChannel', { channel: 'leg' })
  return {
    clock, meetings,
    meeting: meetings.make({ organiser: 'dana', subject: '', attendees: [] }),
    dial: (digits: string) => command('POST', '/channels/leg/dtmf', { dtmf: digits }),
    lives: () => engine.request({ method: 'GET', path: '/channels/leg', query: {}, body: undefined }).status === 200,
  }
}

describe('the number for meetings', () => {
  it('answers by itself and lets those in who dial a conference id and #', () => {
    const { dial, meeting, meetings, lives } = open()
    expect(lives()).toBe(true)
    dial(meeting.conferenceId ?? '')
    expect(meeting.phones).toEqual([])
    dial('#')
    expect([meeting.phones, meetings.dialled()]).toEqual([['+12065550142'], [meeting.conferenceId]])
  })
  it('hangs up on a wrong one, and on whoever dials nothing', () => {
    const wrong = open()
    wrong.dial('123#')
    expect([wrong.lives(), wrong.meeting.phones]).toEqual([false, []])
    const silent = open()
    silent.clock.advance(31_000)
    expect(silent.lives()).toBe(false)
  })
})
