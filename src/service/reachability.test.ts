import { virtualClock } from '../../sandbox/clock.ts'
import { createReachability } from './reachability.ts'

const [dana, marco] = ['+14255550101', '+14255550102']

describe('a side that could not be reached', () => {
  it('is known to be down for half a minute', async () => {
    const clock = virtualClock()
    const reachability = createReachability(clock)
    reachability.failed('teams', dana)
    await clock.advanceAsync(29_999)
    expect(reachability.down(dana)).toEqual(['teams'])
    await clock.advanceAsync(1)
    expect(reachability.down(dana)).toEqual([])
  })
  it('is down for everybody when the engine could not even begin, else for that person alone', () => {
    const reachability = createReachability(virtualClock())
    reachability.failed('teams', dana)
    expect(reachability.down(marco)).toEqual([])
    reachability.failed('native', null)
    expect([reachability.down(dana), reachability.down(marco)]).toEqual([['native', 'teams'], ['native']])
  })
  it('is up again as soon as it rings', () => {
    const reachability = createReachability(virtualClock())
    reachability.failed('teams', null)
    reachability.failed('teams', dana)
    reachability.works('teams', dana)
    expect(reachability.down(dana)).toEqual([])
  })
})
