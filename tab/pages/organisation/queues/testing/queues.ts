import type { Queue, QueueInput } from '../../../../../src/api/queues.ts'
import { refuse, type FakeService } from '../../../../testing/fake-service.ts'
import { before } from '../../../../testing/samples.ts'
import { danaId, marcoId, numberOf, priyaId, serviceForPriya } from '../../testing/open-organisation.tsx'

export const dana = { userId: danaId, name: 'Dana Whitfield' }
export const marco = { userId: marcoId, name: 'Marco Reyes' }
export const priya = { userId: priyaId, name: 'Priya Nair' }

export const queueOf = (part: Partial<Queue> = {}): Queue => ({
  id: 'support', name: 'Support', number: '+14255550150', strategy: 'attendant', ringSeconds: 20, longestSeconds: 300, mostWaiting: 50, presenceAware: true, overflow: { to: 'nobody' },
  agents: [{ ...dana, onDuty: true }, { ...marco, onDuty: false }], waiting: 0, updatedAt: before(300), ...part,
})

const named = (userId: string) => [dana, marco, priya].find((person) => person.userId === userId) ?? { userId, name: 'Somebody without a number' }
const saved = (id: string, { agents, overflow, number, ...input }: QueueInput): Queue => ({
  ...input, id, updatedAt: before(0), number: `+1${number.replace(/\D/g, '').slice(-10)}`, waiting: 0, agents: agents.map((userId) => ({ ...named(userId), onDuty: true })),
  overflow: overflow.to === 'voicemail' ? { ...overflow, name: named(overflow.userId).name } : overflow,
})

/** A service for Priya that keeps the queues that are put, with two service numbers that are free. Everybody has a number. */
export const keepingQueues = (...queues: Queue[]): FakeService => {
  const service = serviceForPriya()
  const kept = { items: queues }
  const numbers = [numberOf({ number: '+14255550150', kind: 'service' }), numberOf({ number: '+14255550151', kind: 'service' })]
  service.routes['GET /api/admin/numbers'] = ({ query }) => ({ body: { items: query.get('kind') === 'service' && query.get('state') === 'free' ? numbers : [], next: null } })
  service.routes['GET /api/people'] = () => ({ body: { items: [{ ...dana, jobTitle: null, number: '+14255550101' }, { ...marco, jobTitle: null, number: '+14255550102' }] } })
  service.routes['GET /api/admin/queues'] = () => ({ body: { items: kept.items } })
  for (const id of ['support', 'sales', 'id-1']) {
    service.routes[`PUT /api/admin/queues/${id}`] = ({ body }) => {
      const queue = saved(id, body as QueueInput)
      if ((body as QueueInput).updatedAt !== (kept.items.find((each) => each.id === id)?.updatedAt ?? null)) return refuse(409, 'changed-meanwhile', 'Somebody changed it meanwhile. Look at how it is now.')
      kept.items = [...kept.items.filter((each) => each.id !== id), queue]
      return { body: queue }
    }
    service.routes[`DELETE /api/admin/queues/${id}`] = () => {
      kept.items = kept.items.filter((each) => each.id !== id)
      return { body: {} }
    }
    service.routes[`GET /api/admin/queues/${id}/calls`] = () => ({ body: { items: [], next: null } })
  }
  return service
}
