import { arrange } from './arrange.ts'

describe('where the buttons of a call go', () => {
  it('places to move to first, then three tools; the rest behind “More”', () => {
    expect(arrange(['hangup', 'add', 'transfer', 'consult', 'hold', 'move-anywhere', 'move-to-desk', 'move-to-teams', 'meet', 'park'])).toEqual({
      moves: ['move-to-teams', 'move-to-desk', 'move-anywhere'], tools: ['hold', 'consult', 'transfer'], more: ['add', 'park', 'meet'],
    })
  })
  it('nothing is hidden where there is room', () => {
    expect(arrange(['hold', 'add', 'remove', 'hangup'])).toEqual({ moves: [], tools: ['hold', 'add'], more: [] })
    expect(arrange([])).toEqual({ moves: [], tools: [], more: [] })
  })
})
