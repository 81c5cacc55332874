/** The control API below /sandbox: everything the desk does, others can do as well. */
import type { ServerResponse } from 'node:http'
import { z } from 'zod/v4'
import type { AppProcess } from '../app-process.ts'
import { HttpError, type Route, createRouter, eventStream, route } from '../http.ts'
import { describeApi } from './openapi.ts'
import { type ControlOptions, type Faults, createOperations } from './operations.ts'

export type { ControlOptions, Faults } from './operations.ts'

export interface Control extends ReturnType<typeof createEvents> {
  handle: ReturnType<typeof createRouter>
}

export const createControl = (options: ControlOptions & { app: Pick<AppProcess, 'kill' | 'start' | 'running' | 'onChange'> }): Control => {
  const events = createEvents(options)
  const operations = createOperations({ ...options, faults: events.faults })
  const description = describeApi(operations)
  const routes: Route[] = operations.map(({ method, path, body, run }) => route(method, path, async (request) => ({
    status: 200,
    body: await run(request.parameters, body === undefined ? undefined : parse(body, await request.json())),
    headers: { 'cache-control': 'no-store' },
  })))
  const handle = createRouter({
    routes: [
      ...routes,
      route('GET', '/sandbox/openapi.json', () => ({ status: 200, body: description })),
      route('GET', '/sandbox/events', (_, response) => {
        events.follow(response)
        return undefined
      }),
    ],
    presentError: ({ status, code, message, details }) => ({
      status,
      body: { error: { code, message, ...(typeof details['field'] === 'string' ? { field: details['field'] } : {}) } },
    }),
  })
  return { ...events, handle }
}

/** A wrong body is answered with the field's name. Of a choice of bodies, the one the sender seems to mean is checked. */
const parse = (schema: z.ZodType, body: unknown): unknown => {
  const result = meant(schema, body).safeParse(body ?? (schema.safeParse(undefined).success ? undefined : {}))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.')
  const words = issue?.code === 'unrecognized_keys' ? 'is not known here' : (issue?.message ?? 'is not as expected')
  throw new HttpError(400, 'bad-input', field ? `${field}: ${words}` : words, field ? { field } : {})
}

const meant = (schema: z.ZodType, body: unknown): z.ZodType => {
  if (!(schema instanceof z.ZodUnion)) return schema
  const options = schema.options as z.ZodType[]
  const given = typeof body === 'object' && body !== null ? Object.keys(body) : []
  const fits = options.find((option) => option instanceof z.ZodObject && given.some((key) => key in option.shape))
  return fits ?? options[0] ?? schema
}

/** The stream the desk lives on. */
const createEvents = ({ people, phones, connector, graph, app, faults }: ControlOptions & { app: Pick<AppProcess, 'running' | 'onChange'> }) => {
  const followers = new Set<(event: string, data: unknown) => void>()
  const tellAll = (event: string, data: unknown) => {
    for (const follower of followers) follower(event, data)
  }
  const stops = [
    phones.onChange(() => tellAll('phones', phones.list())),
    connector.onChat((userId, activities) => tellAll('chat', { userId, activities })),
    graph.onPresence((userId, presence) => tellAll('presence', { userId, presence })),
    app.onChange((running) => tellAll('app', { running })),
  ]
  const toldFaults: Faults = {
    get: faults.get,
    set: async (changes) => {
      await faults.set(changes)
      tellAll('faults', faults.get())
    },
  }
  return {
    faults: toldFaults,
    follow: (response: ServerResponse): void => {
      const { send } = eventStream(response, () => followers.delete(send))
      send('phones', phones.list())
      for (const { userId } of people) {
        send('chat', { userId, activities: connector.chat(userId) })
        send('presence', { userId, presence: graph.presence(userId) })
      }
      send('app', { running: app.running() })
      send('faults', faults.get())
      followers.add(send)
    },
    close: (): void => {
      for (const stop of stops) stop()
      followers.clear()
    },
  }
}
