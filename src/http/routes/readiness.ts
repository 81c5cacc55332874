import { confirmBody, readiness as answer, readinessQuery } from '../../api/readiness.ts'
import { isReady } from '../../line/readiness.ts'
import type { Readiness, Ready } from '../../service/readiness.ts'
import { userIdOf } from '../params.ts'
import { route, type Route } from '../route.ts'

const present = ({ at, checks }: Ready) => ({ ready: isReady(checks), checkedAt: new Date(at).toISOString(), checks })

export const readinessRoutes = (readiness: Readiness): Route[] => [
  route({
    method: 'get', path: '/api/readiness', summary: 'What the number needs, and what to do where it is missing', query: readinessQuery, answer,
    handle: async ({ person, query }) => present(await readiness.of(person, query.fresh === 'true')),
  }),
  route({
    method: 'get', path: '/api/admin/readiness/:userId', summary: "What a person's number needs", role: 'Admin', query: readinessQuery, answer,
    handle: async ({ person: { tenantId }, params, query }) => present(await readiness.of({ tenantId, userId: userIdOf(params) }, query.fresh === 'true')),
  }),
  route({
    method: 'patch', path: '/api/admin/readiness/:userId', summary: 'Confirm that no other voicemail or forwarding answers the number', role: 'Admin', body: confirmBody, answer,
    handle: async ({ person, params, body }) =>
      present(await readiness.confirmVoicemailOff({ tenantId: person.tenantId, userId: userIdOf(params) }, body.voicemailOff, person.userId)),
  }),
]
