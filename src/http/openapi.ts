import { z } from 'zod/v4'
import { exportQuery } from '../api/calls.ts'
import { errorBody } from '../api/common.ts'
import { greetingKind, greetings } from '../api/greetings.ts'
import { streamEvents } from '../api/stream.ts'
import type { Route } from './route.ts'

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
const answerOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } })

const parametersOf = (route: Pick<Route, 'path' | 'query'>) => {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const query = route.query ? (schemaOf(route.query) as { properties?: Record<string, unknown>; required?: string[] }) : {}
  const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({ name, in: 'query', required: query.required?.includes(name) ?? false, schema }))
  return [...inPath, ...inQuery]
}

/** The description of the API, made from the schemas that parse it. */
export const describe = (routes: Route[]) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [route.method === 'del' ? 'delete' : route.method]: {
        summary: route.role ? `${route.summary} (role ${route.role})` : route.summary,
        parameters: parametersOf(route),
        ...(route.body ? { requestBody: { required: true, ...json(schemaOf(route.body)) } } : {}),
        responses: {
          [route.status]: { description: 'Done', ...(route.answer ? json(answerOf(route.answer)) : {}) },
          default: { description: 'Not done, and why', ...json({ $ref: '#/components/schemas/Error' }) },
        },
      },
    }
  }
  const wav = { 200: { description: 'WAV', content: { 'audio/wav': {} } } }
  paths['/api/voicemails/{id}/audio'] = {
    get: {
      summary: 'The sound, with a token or a signed address; form=ogg for Ogg Opus, once there is that',
      responses: { 200: { description: 'The sound', content: { 'audio/wav': {}, 'audio/ogg': {} } } },
    },
  }
  paths['/api/voicemail/greeting/{kind}/audio'] = { get: { summary: 'The greeting, with a token or a signed address', responses: wav } }
  paths['/api/voicemail/greeting/{kind}'] = {
    ...paths['/api/voicemail/greeting/{kind}'],
    put: {
      summary: 'Upload a greeting: a WAV file of at most 90 seconds and 5 MB',
      parameters: [{ name: 'kind', in: 'path', required: true, schema: answerOf(greetingKind) }],
      requestBody: { required: true, content: { 'audio/wav': {} } },
      responses: { 200: { description: 'Done', ...json(answerOf(greetings)) }, default: { description: 'Not done, and why', ...json({ $ref: '#/components/schemas/Error' }) } },
    },
  }
  paths['/api/calls/export.csv'] = {
    get: {
      summary: 'The history with these filters as CSV (RFC 4180), times in the zone given',
      parameters: parametersOf({ path: '', query: exportQuery }),
      responses: { 200: { description: 'CSV', content: { 'text/csv': {} } } },
    },
  }
  paths['/api/events'] = {
    get: {
      summary: 'Server-sent events; each event carries the whole of what it names',
      responses: { 200: { description: Object.keys(streamEvents).join(', '), content: { 'text/event-stream': {} } } },
    },
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Single Number', version: '1' },
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: answerOf(errorBody), ...Object.fromEntries(Object.entries(streamEvents).map(([name, schema]) => [`event_${name}`, answerOf(schema)])) },
    },
    paths,
  }
}
