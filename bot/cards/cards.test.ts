import { AdaptiveCard, SerializationContext, Version } from 'adaptivecards'
import type { Check, CheckState } from '../../src/line/readiness.ts'
import { commands } from '../commands/index.ts'
import { dana, ended, greetingOf, me, message, show, talking } from '../testing/samples.ts'
import { busyCard } from './busy-card.ts'
import { callCard, callSummary, supersededCard } from './call-card.ts'
import { callerIdCard } from './caller-id-card.ts'
import type { Card } from './card.ts'
import { chooseCallCard } from './choose-call.ts'
import { choosePersonCard } from './choose-person.ts'
import { greetingCard } from './greeting-card.ts'
import { helpCard, welcomeCard } from './help-card.ts'
import { chooseEntryCard } from './choose-entry.ts'
import { exportCard, historyCard } from './history-card.ts'
import { callLink, tabLink } from './links.ts'
import { noteCard } from './note-card.ts'
import { policyCard } from './policy-card.ts'
import { preferenceCard } from './preference-card.ts'
import { quietHoursCard } from './quiet-hours-card.ts'
import { weekWords } from './settings-words.ts'
import { readinessCard } from './readiness-card.ts'
import { statusCard } from './status-card.ts'
import { unansweredCard } from './unanswered-card.ts'
import { deletedCard, deletedVoicemailCard, voicemailCard } from './voicemail-card.ts'
import { clockTime, dayAndTime, duration, presenceWords } from './words.ts'

const withheld = { number: null, name: null }
const moving = talking({ move: { to: 'teams', phase: 'ringing' }, actions: ['cancel', 'hangup'] })
const noticed = talking({ notice: { code: 'move-no-answer', message: 'Nobody answered there, so the call stays where it is.', tone: 'bad', at: '' } })

const checks: Check[] = [
  { id: 'number-assigned', state: 'ok', words: 'Your number is assigned to you in Teams too.', nextStep: null },
  { id: 'phone-licence', state: 'missing', words: 'A licence is missing.', nextStep: { who: 'administrator', words: 'Assign one.', link: 'https://admin.microsoft.com/#/licenses' } },
]
const quiet = me({
  settings: { ...me().settings, quietHours: { ...me().settings.quietHours, on: true }, favourites: [{ number: '+12065550177', name: 'Harbor Coffee' }] },
  happens: { ...me().happens, next: { at: new Date(show.now + 3_600_000).toISOString(), sentence: 'Quiet hours. Calls don’t ring; they go straight to voicemail.' } },
})

const cards: Record<string, Card> = {
  'a live call': callCard({ call: talking() }, show),
  'a moving call': callCard({ call: moving }, show),
  'a call with a notice': callCard({ call: noticed }, show),
  'an ended call': callCard({ entry: ended() }, show),
  'a superseded card': supersededCard(withheld, show),
  history: historyCard([ended(), ended({ remote: withheld, outcome: 'missed', talkMs: 0, journey: [] })], show),
  'a search': historyCard([ended({ note: 'Call back', tags: ['VIP'], endedBy: 'them', source: 'teams' })], show, 'Your calls with “Lena”'),
  'no history': historyCard([], show),
  voicemail: voicemailCard({ messages: [message(), message({ read: true, kept: true, goesAt: null })], unread: 1, email: false }, show),
  'no voicemail': voicemailCard({ messages: [], unread: 0, email: true }, show),
  'deleted voicemail': deletedVoicemailCard([message({ deletedAt: show.now })], show),
  'no deleted voicemail': deletedVoicemailCard([], show),
  'a deleted message': deletedCard(message(), show),
  'no greeting': greetingCard({ usual: null, away: null, applies: null }, show),
  'two greetings': greetingCard({ usual: greetingOf('usual'), away: { ...greetingOf('away'), dates: { from: show.now, until: show.now + 86_400_000 } }, applies: 'away' }, show),
  'the way to the file': exportCard(show),
  'a choice of calls to write on': chooseEntryCard({ question: 'Which?', button: 'This one', verb: 'note', data: { note: 'x' }, calls: [{ id: 'c', remote: withheld, startedAt: null }, { id: 'd', remote: { number: '+12065550142', name: 'Lena' }, startedAt: 1 }] }, show),
  status: statusCard(me(), [talking()], show),
  'a choice of calls': chooseCallCard({ question: 'Which?', button: 'Go', verb: 'uplift', data: {}, calls: [{ call: talking(), possible: true }, { call: moving, possible: false }] }, show),
  'a choice of people': choosePersonCard({ button: 'Transfer', verb: 'transfer', data: { callId: 'c' }, text: 'Ma', people: [{ userId: 'u', name: 'Marco', jobTitle: null, number: '+14255550102' }, { userId: 'v', name: 'Max', jobTitle: 'Chef', number: null }] }, show),
  preference: preferenceCard(me()),
  'quiet hours': quietHoursCard(quiet, show),
  unanswered: unansweredCard(me(), show),
  'unanswered, to voicemail by policy': unansweredCard({ ...me(), limits: { ...me().limits, forward: 'nobody' } }, show),
  busy: busyCard(me()),
  'busy, decided': busyCard({ ...me(), limits: { ...me().limits, busy: { choices: ['busy'], lockedBy: 'Set by your organisation for Sales' } } }),
  'quiet hours, not allowed': quietHoursCard({ ...quiet, limits: { ...me().limits, quietHours: { allowed: false, lockedBy: 'Set by your organisation' } } }, show),
  'what applies': policyCard({ rules: [{ text: 'You can place 5 calls a minute.', by: 'Set by your organisation for Sales' }, { text: 'Voicemails stay 7 days.', by: 'Set by your organisation' }] }),
  'nothing applies': policyCard(me()),
  'caller id': callerIdCard(me(), show),
  'caller id, locked': callerIdCard({ settings: { ...me().settings, callerId: { native: 'company', teams: 'company' } }, limits: { ...me().limits, callerId: { choices: ['company'], lockedBy: 'Set by your organisation', companyNumber: '+14255550100', companyName: 'Northwind' } } }, show),
  readiness: readinessCard(checks),
  'all ready': readinessCard(checks.slice(0, 1)),
  help: helpCard(commands),
  welcome: welcomeCard(),
  note: noteCard('Done.'),
}
describe('what the number needs', () => {
  it('begins with what is missing and who can help, and leads to where they do it, once', () => {
    const card = readinessCard([...checks, { ...checks[1]!, id: 'teams-only', words: 'Teams is not switched on for you.' }])
    expect(JSON.stringify(card)).toMatch(/2 things are missing.*✗ A licence is missing.*Your administrator: Assign one.*✗ Teams is not.*✓ Your number is assigned/)
    expect(card.actions?.map(({ title }) => title)).toEqual(['Check again', 'Licences'])
    expect(JSON.stringify(readinessCard(checks.slice(0, 1)))).toContain('Your number has all it needs')
  })

  it('is not said to be all there while something can’t be seen', () => {
    const headed = (...states: CheckState[]) => JSON.stringify(readinessCard(states.map((state) => ({ ...checks[0]!, state }))).body[0])
    expect(headed('ok', 'unknown')).toContain("One thing can't be seen yet")
    expect(headed('unknown', 'pending')).toContain("2 things can't be seen yet")
    expect(headed('unknown', 'missing')).toContain('One thing is missing')
  })
})

const jsonOf = (card: Card) => JSON.stringify(card)

describe('the cards', () => {
  it.each(Object.entries(cards))('%s is one that Microsoft\'s renderer reads without complaint', (_name, card) => {
    const context = new SerializationContext(new Version(1, 5))
    new AdaptiveCard().parse(structuredClone(card), context)
    expect(Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message)).toEqual([])
    expect(card.version).toBe('1.5')
    // Teams shows at most six buttons in a row
    expect(card.actions?.length ?? 0).toBeLessThanOrEqual(6)
  })
})

describe('a call\'s card', () => {
  it('says who, where and since when, as a clock time', () => {
    const card = jsonOf(cards['a live call']!)
    for (const words of ['Lena Fischer', '(206) 555-0142', 'On your phone since 12:05 PM', 'Move to Teams', 'Transfer…', 'Hang up']) expect(card).toContain(words)
    expect(card).not.toContain('Cancel')
  })
  it('counts from the last move', () => {
    const at = (minutes: number) => new Date(show.now + minutes * 60_000).toISOString()
    const journey = [{ endpoint: 'native' as const, from: at(0), to: at(3) }, { endpoint: 'teams' as const, from: at(3), to: null }]
    expect(jsonOf(callCard({ call: talking({ endpoint: 'teams', journey }) }, show))).toContain('In Teams since 12:08 PM')
  })
  it('shows a notice in its colour, and not while a move is open', () => {
    expect(jsonOf(cards['a call with a notice']!)).toContain('"style":"warning","items":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"Nobody answered there')
    expect(jsonOf(callCard({ call: { ...noticed, move: moving.move } }, show))).not.toContain('Nobody answered')
  })
  it('has a button for exactly what can be done', () => {
    const titles = (card: Card) => card.actions?.map(({ title }) => title)
    expect(titles(cards['a moving call']!)).toEqual(['Cancel the move', 'Hang up'])
    expect(titles(callCard({ call: talking({ state: 'ringing', actions: ['hangup'] }) }, show))).toEqual(['Decline'])
    expect(titles(callCard({ call: talking({ state: 'ending', actions: [] }) }, show))).toBeUndefined()
  })
  it('tells afterwards what became of it, with the journey and a way to call back', () => {
    const card = jsonOf(cards['an ended call']!)
    for (const words of ['Answered · 10 min 4 s', 'Incoming, Today, 12:04 PM – 12:15 PM', 'Your phone 3 min 12 s → Teams 6 min 52 s', 'https://teams.microsoft.com/l/call/0/0?users=4:%2B12065550142']) expect(card).toContain(words)
    expect(card).not.toContain('Action.Execute')
    const missed = jsonOf(callCard({ entry: ended({ remote: withheld, outcome: 'missed', talkMs: 0, journey: [] }) }, show))
    expect(missed).toContain('Number withheld')
    expect(missed).not.toContain('Call back')
    expect(jsonOf(callCard({ entry: ended({ outcome: 'transferred', transferredTo: { number: '+1', name: 'Marco Reyes' } }) }, show))).toContain('Transferred to Marco Reyes')
  })
  it('says who hung up, where that is known', () => {
    expect(cards['an ended call'] && jsonOf(cards['an ended call'])).not.toContain('hung up')
    expect(jsonOf(callCard({ entry: ended({ endedBy: 'us' }) }, show))).toContain('You hung up')
    expect(jsonOf(historyCard([ended({ endedBy: 'them' })], show))).toContain('They hung up')
    expect(jsonOf(callCard({ entry: ended({ forwardedTo: { number: '+14255550102', name: 'Marco Reyes' } }) }, show))).toContain('Forwarded to Marco Reyes')
  })
  it('never reads a caller\'s name as Markdown', () => {
    const name = '[Your bank](https://evil.example) ![x](https://evil.example/x.png)'
    const inTextBlocks: string[] = []
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) return value.forEach(collect)
      if (typeof value !== 'object' || value === null) return
      if ('type' in value && (value.type === 'TextBlock' || value.type === 'FactSet')) inTextBlocks.push(JSON.stringify(value))
      Object.values(value).forEach(collect)
    }
    const remote = { number: '+12065550142', name }
    const call = talking({ remote })
    collect([
      callCard({ call }, show), callCard({ entry: ended({ remote, transferredTo: remote, outcome: 'transferred' }) }, show), historyCard([ended({ remote, note: name, tags: [name] })], show, name), chooseEntryCard({ question: 'Which?', button: 'Go', verb: 'note', data: {}, calls: [{ id: 'c', remote, startedAt: 1 }] }, show), voicemailCard({ messages: [message({ from: remote })], unread: 1, email: false }, show), deletedCard(message({ from: remote }), show),
      statusCard(me({ happens: { ...me().happens, now: name } }), [call], show), unansweredCard(me({ settings: { ...me().settings, unanswered: { afterSeconds: 5, to: { kind: 'colleague', userId: 'u', name } } } }), show), chooseCallCard({ question: 'Which?', button: 'Go', verb: 'uplift', data: {}, calls: [{ call, possible: true }] }, show),
      choosePersonCard({ button: 'Transfer', verb: 'transfer', data: { callId: 'c' }, text: name, people: [{ userId: 'u', name, jobTitle: name, number: null }] }, show), supersededCard(remote, show), noteCard(name),
    ])
    expect(inTextBlocks.length).toBeGreaterThan(3)
    expect(inTextBlocks.join()).not.toContain('evil')
  })
  it('is announced in one line', () => {
    expect(callSummary({ call: talking({ state: 'ringing' }) }, show)).toBe('Call from Lena Fischer')
    expect(callSummary({ call: talking() }, show)).toBe('Call with Lena Fischer')
    expect(callSummary({ entry: ended({ outcome: 'missed' }) }, show)).toBe('Missed: Lena Fischer')
  })
})

describe('the cards of settings', () => {
  it('say what is set, when that changes next, and let nothing be pressed that is locked', () => {
    for (const words of ['Quiet hours are on', 'Every day 22:00 to 07:00', 'Times are those of Los Angeles.', 'From Today, 1:05 PM: Quiet hours.', 'These ring at any time: Harbor Coffee']) expect(jsonOf(cards['quiet hours']!)).toContain(words)
    expect(cards['caller id, locked']!.actions).toBeUndefined()
    expect(jsonOf(cards['caller id, locked']!)).toContain('Northwind, (425) 555-0100')
    expect(jsonOf(cards['unanswered, to voicemail by policy']!)).not.toContain('Input.Text')
  })
  it('say who decided, and offer nothing that was not allowed', () => {
    expect(jsonOf(cards['busy, decided']!)).toContain('Set by your organisation for Sales, so it can\'t be changed here.')
    expect(cards['busy, decided']!.actions?.map(({ data }) => data)).toEqual([{ where: 'busy' }])
    expect(jsonOf(cards['quiet hours, not allowed']!)).toContain('Set by your organisation, so they can\'t be turned on here.')
    expect(cards['quiet hours, not allowed']!.actions).toBeUndefined()
  })
  it('say what applies and why, or that nothing does', () => {
    const words = jsonOf(cards['what applies']!)
    for (const expected of ['You can place 5 calls a minute.', 'Set by your organisation for Sales', 'Voicemails stay 7 days.', 'Emergency calls always go through.']) expect(words).toContain(expected)
    expect(jsonOf(cards['nothing applies']!)).toContain('Everything is yours to choose.')
  })
  it('name days together that share their hours', () => {
    const on = (...days: number[]) => days.map((day) => ({ day, from: '18:00', to: '09:00' }))
    const week = (weekly: { day: number; from: string; to: string }[]) => weekWords({ on: true, timeZone: 'UTC', weekly })
    expect(week([...on(5, 1, 2, 3, 4), { day: 6, from: '00:00', to: '00:00' }])).toEqual(['Mon to Fri 18:00 to 09:00', 'Sat all day from 00:00'])
    expect(week(on(1, 3))).toEqual(['Mon, Wed 18:00 to 09:00'])
  })
})

describe('words', () => {
  it('gives times where the reader is, or says that it is UTC', () => {
    expect(clockTime(show.now, show)).toBe('12:05 PM')
    expect(clockTime(show.now, { country: 'GB', timeZone: 'Europe/London' })).toBe('20:05')
    expect(clockTime(show.now, { country: 'US', timeZone: null })).toBe('20:05 UTC')
    expect(dayAndTime(show.now - 86_400_000, show)).toBe('Yesterday, 12:05 PM')
    expect(dayAndTime(show.now - 3 * 86_400_000, show)).toBe('Sat, Oct 31, 1:05 PM')
  })
  it('gives durations as people say them', () => {
    expect([0, 45_000, 60_000, 412_000, 3_600_000, 3_720_000].map(duration)).toEqual(['0 s', '45 s', '1 min', '6 min 52 s', '1 h', '1 h 2 min'])
  })
  it('says presence in words, or that it is unknown', () => {
    expect(presenceWords({ availability: 'Busy', activity: 'InACall' })).toBe('Busy, in a call')
    expect(presenceWords(null)).toBe("Teams can't say right now")
  })
  it('links as Teams wants it', () => {
    expect(callLink('+15551234567')).toBe('https://teams.microsoft.com/l/call/0/0?users=4:%2B15551234567')
    expect(new URL(tabLink(dana.userId, 'voicemail')).searchParams.get('context')).toBe('{"subEntityId":"voicemail"}')
  })
})
