import { z } from 'zod/v4'
import { effectivePolicy, policies as policyList, policy, policyInput } from '../../api/policies.ts'
import type { SignedIn } from '../../microsoft/entra.ts'
import type { NamesOf } from '../../service/names.ts'
import type { Decider, Policies } from '../../service/policies.ts'
import type { PolicyRecord } from '../../store/port/policies.ts'
import { chosenIdOf, userIdOf } from '../params.ts'
import { route, type Route } from '../route.ts'

const present = ({ id, scope, subject, name, priority, settings, updatedAt, updatedBy }: PolicyRecord) =>
  ({ id, scope, subject: subject || null, name, priority, settings, updatedAt: new Date(updatedAt).toISOString(), updatedBy })
const decider = ({ tenantId, userId }: SignedIn): Decider => ({ tenantId, by: userId })
const idOf = (params: Record<string, string>) => chosenIdOf(params, 'policy')

export const policyRoutes = (policies: Policies, namesOf: NamesOf): Route[] => [
  route({
    method: 'get', path: '/api/admin/policies', summary: 'The policies: for everyone, groups and people', role: 'Admin', answer: policyList,
    async handle({ person: { tenantId } }) {
      const found = await policies.list(tenantId)
      return { items: found.map(present), names: await namesOf(tenantId, found.map(({ updatedBy }) => updatedBy)) }
    },
  }),
  route({
    method: 'get', path: '/api/admin/policies/:id', summary: 'One policy', role: 'Admin', answer: policy,
    handle: async ({ person, params }) => present(await policies.get(person.tenantId, idOf(params))),
  }),
  route({
    method: 'put', path: '/api/admin/policies/:id', summary: 'Set a policy; it counts from the next call', role: 'Admin', body: policyInput, answer: policy,
    handle: async ({ person, params, body }) => present(await policies.put(decider(person), idOf(params), body)),
  }),
  route({
    method: 'del', path: '/api/admin/policies/:id', summary: 'Remove a policy; what others decide counts from the next call', role: 'Admin', answer: z.strictObject({}),
    async handle({ person, params }) {
      await policies.remove(decider(person), idOf(params))
      return {}
    },
  }),
  route({
    method: 'get', path: '/api/admin/people/:userId/policy', summary: 'What counts for a person, and whose decision it is', role: 'Admin', answer: effectivePolicy,
    handle: ({ person: { tenantId }, params }) => policies.of({ tenantId, userId: userIdOf(params) }),
  }),
]
