import { z } from 'zod/v4'
import { watchAnswer, watches as watchList, type Watch } from '../../api/watches.ts'
import { watchLastsMs, type Watches } from '../../service/watches.ts'
import { Problem } from '../../service/problem.ts'
import type { PersonId, WatchRecord } from '../../store/port.ts'
import { route, type Route } from '../route.ts'

const present = ({ colleagueId, name, askedAt }: WatchRecord): Watch =>
  ({ userId: colleagueId, name, askedAt: new Date(askedAt).toISOString(), until: new Date(askedAt + watchLastsMs).toISOString() })

/** For whom a person waits, as the API and the live stream show it. */
export const presentWatches = async (watches: Pick<Watches, 'list'>, person: PersonId): Promise<{ items: Watch[] }> => ({ items: (await watches.list(person)).map(present) })

const userIdOf = (params: Record<string, string>): string => {
  const parsed = z.guid().safeParse(params['userId'])
  if (!parsed.success) throw new Problem('not-found', 'There is no such colleague.')
  return parsed.data.toLowerCase()
}

export const watchRoutes = (watches: Watches): Route[] => [
  route({ method: 'get', path: '/api/watches', summary: 'Colleagues the person waits for', answer: watchList, handle: ({ person }) => presentWatches(watches, person) }),
  route({
    method: 'put', path: '/api/watches/:userId', summary: 'Be told once, by the bot, when this colleague is free', answer: watchAnswer,
    async handle({ person, params }) {
      const { free, watch } = await watches.ask(person, userIdOf(params))
      return { free, name: watch.name, ...(await presentWatches(watches, person)) }
    },
  }),
  route({
    method: 'del', path: '/api/watches/:userId', summary: 'Stop waiting for this colleague', answer: watchList,
    async handle({ person, params }) {
      await watches.stop(person, userIdOf(params))
      return presentWatches(watches, person)
    },
  }),
]
