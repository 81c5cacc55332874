import { z } from 'zod/v4'
import type { Operation } from './operations.ts'
import { errorBody } from './schemas.ts'

const meanings: Record<number, string> = {
  400: 'The input is not as described; `field` names what is wrong',
  403: 'Not a request from this machine',
  404: 'Unknown phone, person or card',
  409: 'The phone is not in a state for it; the message says what was expected',
  502: 'The app did not answer',
}

/** OpenAPI 3.1 of the operations: its schemas are JSON Schema 2020-12, which zod writes. */
export const describeApi = (operations: Operation[]) => ({
  openapi: '3.1.0',
  info: {
    title: 'Single Number: the sandbox',
    version: '1',
    description: 'Steers the pretended world around the app: phones, people, chats, faults, and the app\'s process.',
  },
  paths: operations.reduce<Record<string, Record<string, unknown>>>((paths, operation) => ({
    ...paths,
    [operation.path]: { ...paths[operation.path], [operation.method.toLowerCase()]: describe(operation) },
  }), {
    '/sandbox/events': {
      get: {
        summary: 'Server-sent events: phones, chat, presence, app and faults; everything once at the start, then each change',
        responses: { 200: { description: 'A live stream', content: { 'text/event-stream': { schema: { type: 'string' } } } } },
      },
    },
  }),
})

const describe = ({ path, summary, body, answer, errors }: Operation) => ({
  summary,
  parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
  ...(body === undefined ? {} : {
    requestBody: { required: !body.safeParse(undefined).success, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
  }),
  responses: {
    200: { description: 'Done', content: { 'application/json': { schema: schemaOf(answer, 'output') } } },
    ...Object.fromEntries(errors.map((status) => [status, { description: meanings[status] ?? 'Refused', content: { 'application/json': { schema: schemaOf(errorBody, 'output') } } }])),
  },
})

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}
