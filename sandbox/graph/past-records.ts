import type { Person } from '../world.ts'
import type { NewRecord } from './call-records.ts'

const hour = 3_600_000

/**
 * Calls from one Teams user to another, which no trunk ever sees. Their ids are the same at every start, so that the app,
 * which remembers what it read, has them once.
 */
export const pastRecords = ([dana, marco, priya]: Person[], now: number): NewRecord[] => {
  if (!dana || !marco || !priya) return []
  const call = { meeting: false, answered: true }
  return [
    { ...call, id: '5a1e0000-0000-4000-8000-000000000001', from: { userId: marco.userId }, to: [{ userId: dana.userId }], startedAt: now - 3.4 * hour, seconds: 412 },
    { ...call, id: '5a1e0000-0000-4000-8000-000000000002', from: { userId: dana.userId }, to: [{ userId: priya.userId }], startedAt: now - 26 * hour, seconds: 0, answered: false },
    { ...call, id: '5a1e0000-0000-4000-8000-000000000003', from: { userId: priya.userId }, to: [{ userId: dana.userId }, { userId: marco.userId }], startedAt: now - 28 * hour, seconds: 1_800, meeting: true },
  ]
}
