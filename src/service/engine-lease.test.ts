import { hostname } from 'node:os'
import { fakeTime } from '../jobs/testing/fake-time.ts'
import { createLog } from '../log.ts'
import { StoreAway } from '../store/port.ts'
import { engineLease, leaseMs, type LeasePorts } from './engine-lease.ts'

/** One row, as the database keeps it. */
const openTable = () => {
  let row: { holder: string; epoch: number; seenAt: number } | null = null
  let away = false
  const answer = () => {
    if (away) throw new StoreAway(null)
  }
  const store: LeasePorts['store'] = {
    async claimEngine(_node, holder, at, ms) {
      answer()
      if (row !== null && row.seenAt >= at - ms) return { holder: row.holder }
      row = { holder, epoch: (row?.epoch ?? 0) + 1, seenAt: at }
      return { epoch: row.epoch }
    },
    async beatEngine(_node, holder, epoch, at) {
      answer()
      if (row?.holder !== holder || row.epoch !== epoch) return false
      row.seenAt = at
      return true
    },
    async releaseEngine(_node, holder) {
      answer()
      if (row?.holder === holder) row.seenAt = 0
    },
  }
  return { store, goes: (where: 'away' | 'back') => { away = where === 'away' } }
}
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

const open = () => {
  const clock = fakeTime()
  const table = openTable()
  const instance = (holder: string) => {
    const seen = { lost: false }
    const lease = engineLease({ store: table.store, clock, log: createLog('silent'), node: 'asterisk-1', holder, lost: () => { seen.lost = true } })
    return { lease, seen }
  }
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      clock.pass(100)
      await settle()
    }
  }
  return { table, instance, pass }
}

describe('two instances and one engine', () => {
  it('the second stands by, and takes over when the first falls silent; the first, awake again, stops', async () => {
    const { table, instance, pass } = open()
    const [one, two] = [instance('a 1'), instance('b 1')]
    await one.lease.hold()
    let taken = false
    void two.lease.hold().then(() => { taken = true })
    await pass(3 * leaseMs)
    expect([one.lease.held, taken]).toEqual([true, false])
    // the first is stopped in the middle of its work: it says nothing for a while
    const beat = table.store.beatEngine
    table.store.beatEngine = (node, holder, ...rest) => (holder === 'a 1' ? new Promise(() => undefined) : beat(node, holder, ...rest))
    await pass(leaseMs + 2_000)
    expect(taken).toBe(true)
    expect(await beat('asterisk-1', 'a 1', 1, 0)).toBe(false)
  })

  it('whoever finds another in its place stops', async () => {
    const { table, instance, pass } = open()
    const one = instance('a 1')
    await one.lease.hold()
    await table.store.releaseEngine('asterisk-1', 'a 1')
    await table.store.claimEngine('asterisk-1', 'b 1', 10_000, leaseMs)
    await pass(2_000)
    expect(one).toMatchObject({ lease: { held: false }, seen: { lost: true } })
  })

  it('a holder that ended in good order is followed at once', async () => {
    const { instance, pass } = open()
    const [one, two] = [instance('a 1'), instance('b 1')]
    await one.lease.hold()
    await one.lease.release()
    let taken = false
    void two.lease.hold().then(() => { taken = true })
    await pass(400)
    expect(taken).toBe(true)
  })

  it('a holder of the same machine whose process is gone is not waited for', async () => {
    const { table, instance, pass } = open()
    const next = instance('b 1')
    await table.store.claimEngine('asterisk-1', `${hostname()} 999999`, 0, leaseMs)
    let taken = false
    void next.lease.hold().then(() => { taken = true })
    await pass(1_000)
    expect(taken).toBe(true)
  })

  it('goes on while the database is away, and holds it still when it is back', async () => {
    const { table, instance, pass } = open()
    const one = instance('a 1')
    await one.lease.hold()
    table.goes('away')
    await pass(60_000)
    expect(one.lease.held).toBe(true)
    table.goes('back')
    await pass(3_000)
    expect(one).toMatchObject({ lease: { held: true }, seen: { lost: false } })
  })
})
