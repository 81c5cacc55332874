import { call, dana, lenaCallsDana, phonesWith } from '../testing/fake-sandbox.ts'
import type { PhoneCall } from '../types.ts'
import { advance, aside, type Progress } from './guide.ts'

const scene = (calls: Record<string, PhoneCall[]> = {}, historyShown = false) => ({ person: dana, phones: phonesWith(calls), historyShown })

describe('the guided path', () => {
  it('ticks itself off as a call goes from the phone to Teams and into the history', () => {
    let progress: Progress = 0
    const see = (calls?: Record<string, PhoneCall[]>, historyShown?: boolean) => (progress = advance(progress, scene(calls, historyShown)))
    expect(see()).toBe(0)
    expect(see({ ...lenaCallsDana(), 'dana-native': [call('ringing')], 'dana-teams-laptop': [call('ringing')] })).toBe(1)
    expect(see({ ...lenaCallsDana('talking'), 'dana-native': [call('talking')] })).toBe(2)
    expect(see({ ...lenaCallsDana('talking'), 'dana-native': [call('talking')], 'dana-teams-laptop': [call('ringing')] })).toBe(3)
    expect(see({ ...lenaCallsDana('talking'), 'dana-native': [call('held')], 'dana-teams-laptop': [call('talking')] })).toBe(3)
    expect(see({ ...lenaCallsDana('talking'), 'dana-teams-laptop': [call('talking')] })).toBe(4)
    expect(see()).toBe(4)
    expect(see({}, true)).toBe(5)
  })

  it('goes a step back when Teams declines, and to the beginning when the caller gives up', () => {
    expect(advance(3, scene({ ...lenaCallsDana('talking'), 'dana-native': [call('talking')] }))).toBe(2)
    expect(advance(1, scene())).toBe(0)
    expect(advance(3, scene())).toBe(0)
  })

  it('begins anew when the caller has gone to a colleague', () => {
    expect(advance(2, scene({ ...lenaCallsDana('talking'), 'marco-native': [call('talking')] }))).toBe(0)
  })

  it('does not take another caller who rings in Teams for the move', () => {
    const harbor = { name: 'Harbor Coffee', number: '+12065550177' }
    expect(advance(2, scene({ ...lenaCallsDana('talking'), 'dana-native': [call('talking')], 'dana-teams-laptop': [call('ringing', { peer: harbor })] }))).toBe(2)
  })

  it('says a word when the call goes another way', () => {
    expect(aside(1, scene({ ...lenaCallsDana(), 'dana-teams-laptop': [call('ringing')] }))).toMatch(/Only Teams rings/)
    expect(aside(1, scene({ ...lenaCallsDana('talking'), 'dana-teams-laptop': [call('talking')] }))).toMatch(/Answered in Teams/)
    expect(aside(1, scene({ ...lenaCallsDana(), 'dana-native': [call('ringing')], 'dana-teams-laptop': [call('ringing')] }))).toBeUndefined()
  })
})
