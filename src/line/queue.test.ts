import { nextInGroup, nextInQueue, readQueueSettings, restMs, rulesOfQueue, type Candidate } from './queue.ts'

const at = 1_000_000
const free = (userId: string, position: number, changes: Partial<Candidate> = {}): Candidate => ({ userId, position, idleSince: null, rungAt: null, triedAt: null, ...changes })
const [dana, marco, priya] = [free('dana', 0), free('marco', 1), free('priya', 2)]
const alone = { at, ahead: 0, ringing: 0 }

describe('whom a waiting caller rings', () => {
  it('attendant: everybody who is free, and whoever becomes free while others ring', () => {
    expect(nextInQueue('attendant', [dana, marco, priya], alone)).toEqual(['dana', 'marco', 'priya'])
    expect(nextInQueue('attendant', [priya], { ...alone, ringing: 2 })).toEqual(['priya'])
  })

  it('attendant: whoever came first has them all', () => {
    expect(nextInQueue('attendant', [dana, marco], { ...alone, ahead: 1 })).toEqual([])
  })

  it('serial: the first in the list, one at a time', () => {
    expect(nextInQueue('serial', [priya, marco, dana], alone)).toEqual(['dana'])
    expect(nextInQueue('serial', [priya, marco], { ...alone, ringing: 1 })).toEqual([])
  })

  it('round robin: whoever was rung longest ago, those never rung first', () => {
    const [d, m, p] = [{ ...dana, rungAt: 300 }, { ...marco, rungAt: 100 }, { ...priya, rungAt: 200 }]
    expect(nextInQueue('round-robin', [d, m, p], alone)).toEqual(['marco'])
    expect(nextInQueue('round-robin', [d, m, priya], alone)).toEqual(['priya'])
  })

  it('longest idle: whoever’s last call ended longest ago', () => {
    expect(nextInQueue('longest-idle', [{ ...dana, idleSince: 300 }, { ...marco, idleSince: 100 }, { ...priya, idleSince: 200 }], alone)).toEqual(['marco'])
  })

  it('whoever let this caller ring rests, and is the last to be rung again', () => {
    const tried = { ...dana, triedAt: at - 1_000 }
    expect(nextInQueue('serial', [tried, marco], alone)).toEqual(['marco'])
    expect(nextInQueue('serial', [tried], alone)).toEqual([])
    expect(nextInQueue('attendant', [tried, marco], alone)).toEqual(['marco'])
    const rested = { ...dana, triedAt: at - restMs }
    expect(nextInQueue('serial', [rested, { ...marco, triedAt: at - restMs - 1 }], alone)).toEqual(['marco'])
    expect(nextInQueue('serial', [rested, priya], alone)).toEqual(['priya'])
  })

  it('two callers who wait for one agent each are given different ones', () => {
    expect(nextInQueue('serial', [dana, marco], { ...alone, ahead: 1 })).toEqual(['marco'])
    expect(nextInQueue('serial', [dana], { ...alone, ahead: 1 })).toEqual([])
  })
})

describe('a call group', () => {
  const group = { why: 'group' as const, name: 'Dana', members: ['marco', 'priya'], ringMs: 15_000, longestMs: 30_000 }
  it('is rung all at once, and once', () => {
    expect(nextInGroup({ ...group, together: true }, {}, 0)).toEqual(['marco', 'priya'])
    expect(nextInGroup({ ...group, together: true }, { marco: 1, priya: 1 }, 1)).toEqual([])
  })
  it('or one after the other', () => {
    expect(nextInGroup({ ...group, together: false }, {}, 0)).toEqual(['marco'])
    expect(nextInGroup({ ...group, together: false }, { marco: 1 }, 1)).toEqual([])
    expect(nextInGroup({ ...group, together: false }, { marco: 1 }, 0)).toEqual(['priya'])
    expect(nextInGroup({ ...group, together: false }, { marco: 1, priya: 2 }, 0)).toEqual([])
  })
})

describe('what counts for a queue’s caller', () => {
  const queue = { id: 'support', name: 'Support', number: '+14255550150', settings: readQueueSettings({ longestSeconds: 60, overflow: { to: 'number', number: '+12065550177' } }) }
  it('they wait, and go on to the number with no voicemail behind it', () => {
    expect(rulesOfQueue(queue, false)).toMatchObject({ hunt: { why: 'queue', queueId: 'support', longestMs: 60_000 }, unanswered: { to: 'party', party: { number: '+12065550177' }, last: true } })
  })
  it('a full queue lets nobody wait', () => {
    expect(rulesOfQueue(queue, true).hunt).toBeUndefined()
  })
  it('what is stored and can’t be read is as usual', () => {
    expect(readQueueSettings({ strategy: 'dance', ringSeconds: 900, overflow: 7 })).toEqual({ strategy: 'attendant', ringSeconds: 20, longestSeconds: 300, mostWaiting: 50, presenceAware: true, overflow: { to: 'nobody' } })
  })
})
