import type { Phone } from '../types.ts'
import { suggestionsFor } from './suggestions.ts'

const phones = (native: Phone['state'], laptop: Phone['state']) => ({ native: { state: native }, teamsMobile: { state: 'idle' as const }, teamsLaptop: { state: laptop } })

describe('what the chat suggests to say', () => {
  it('moves a call the way it can go, and offers no move without a call', () => {
    expect(suggestionsFor(phones('idle', 'idle'))).toEqual(['status', 'history', 'help'])
    expect(suggestionsFor(phones('ringing', 'ringing'))).toEqual(['status', 'history', 'help'])
    expect(suggestionsFor(phones('talking', 'ringing'))).toEqual(['uplift', 'status', 'help'])
    expect(suggestionsFor(phones('idle', 'talking'))).toEqual(['move back', 'status', 'help'])
  })
})
