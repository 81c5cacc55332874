import { createLanes } from './lanes.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('work in lanes', () => {
  it('shares a lane in order, and runs side by side otherwise', async () => {
    const lanes = createLanes()
    const did: string[] = []
    const gates = new Map<string, () => void>()
    const work = (name: string) => () => {
      did.push(name)
      return new Promise<void>((resolve) => gates.set(name, resolve))
    }
    lanes.run(['leg a'], work('ring a'))
    lanes.run(['leg b'], work('ring b'))
    lanes.run(['bridge', 'leg a', 'leg c'], work('connect'))
    lanes.run(['leg c'], work('hang up c'))
    await turn()
    expect(did).toEqual(['ring a', 'ring b'])
    gates.get('ring a')?.()
    await turn()
    expect(did).toEqual(['ring a', 'ring b', 'connect'])
    gates.get('connect')?.()
    await turn()
    expect(did).toEqual(['ring a', 'ring b', 'connect', 'hang up c'])
    expect(lanes.idle()).toBe(false)
    for (const open of gates.values()) open()
    await lanes.settled()
    await turn()
    expect(lanes.idle()).toBe(true)
  })
})
