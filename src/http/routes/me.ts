import { z } from 'zod/v4'
import { colleagues, me, settingsPatch, signedIn } from '../../api/person.ts'
import type { People } from '../../service/people.ts'
import { route, type Route } from '../route.ts'

export const meRoutes = (people: People): Route[] => [
  route({ method: 'get', path: '/api/me', summary: 'The person, their number, presence and where calls ring', answer: me, handle: async ({ person }) => ({ ...(await people.me(person)), roles: person.roles }) }),
  route({
    method: 'get', path: '/api/roles', summary: 'Who has signed in, and their app roles; also without a number', answer: signedIn,
    handle: async ({ person: { userId, name, roles } }) => ({ userId, name, roles }),
  }),
  route({
    method: 'patch', path: '/api/settings', summary: 'Change where calls ring, and whether the bot tells', body: settingsPatch, answer: me,
    handle: async ({ person, body }) => ({ ...(await people.change(person, body)), roles: person.roles }),
  }),
  route({
    method: 'get', path: '/api/people', summary: 'Colleagues by name', query: z.strictObject({ q: z.string().trim().min(1).max(80) }), answer: colleagues,
    handle: async ({ person, query }) => ({ items: await people.search(person, query.q) }),
  }),
]
