import { happensTo } from './sentence.ts'
import { hour, lineOf, marco, noon, quietOn } from './testing/lines.ts'

const told = (line: Parameters<typeof lineOf>[0], situation: Partial<Parameters<typeof happensTo>[1]> = {}) =>
  happensTo(lineOf(line), { at: noon, availability: null, down: [], colleague: null, voicemailBehindSeconds: 75, ...situation }, 'US')

describe('what happens when someone calls, in one sentence', () => {
  it('says where it rings, for how long, and where the call goes then', () => {
    expect(told({}).now).toBe('Calls ring your phone and Teams together. After 20 seconds they go to voicemail.')
    expect(told({ ring: 'teams', settings: { unanswered: { kind: 'number', number: '+12065550177' } } }).now).toBe('Calls ring Teams, and your phone only when Teams can’t be reached. After 20 seconds they go to (206) 555-0177.')
    expect(told({ ring: 'teams', settings: { unanswered: { kind: 'colleague', userId: 'm', name: 'Marco' } } }, { down: ['teams'], colleague: marco }).now)
      .toBe('Calls ring your phone, because Teams can’t be reached right now. After 20 seconds they go to Marco Reyes.')
  })
  it('tells the truth of a delay that the operator\'s voicemail cuts short', () => {
    expect(told({ unansweredAfterSeconds: 60 }, { voicemailBehindSeconds: 30 }).now).toContain('After 20 seconds')
  })
  it('says that it is quiet, for whom not, and what comes after', () => {
    const monday = told({ settings: { quietHours: quietOn(1), favourites: [{ number: '+12065550142', name: null }] } })
    expect(monday.now).toBe('Quiet hours. Calls don’t ring; they go straight to voicemail. Your favourite still rings.')
    expect(monday.next).toEqual({ at: noon + 12 * hour, sentence: 'Calls ring your phone and Teams together. After 20 seconds they go to voicemail.' })
  })
  it('says what comes when it is not quiet yet', () => {
    expect(told({ settings: { quietHours: quietOn(2) } }).next).toEqual({ at: noon + 12 * hour, sentence: 'Quiet hours. Calls don’t ring; they go straight to voicemail.' })
    expect(told({}).next).toBeNull()
  })
  it('says so in do-not-disturb, where the person wishes it to count', () => {
    expect(told({ settings: { respectDoNotDisturb: true } }, { availability: 'DoNotDisturb' }).now).toBe('You are in do not disturb. Calls don’t ring; they go straight to voicemail.')
    expect(told({}, { availability: 'DoNotDisturb' }).now).toContain('ring your phone and Teams')
  })
  it('says what a second caller meets, also while it is quiet', () => {
    expect(told({ settings: { busy: 'busy' } }).whileTalking).toBe('Callers hear the busy tone.')
    expect(told({ settings: { busy: 'unanswered', quietHours: quietOn(1) } }).whileTalking).toBe('Calls don’t ring; they go straight to voicemail.')
  })
})
