import type { AppTokens } from '../app-token.ts'
import { GraphError } from '../port.ts'

export interface GraphClient {
  request(tenantId: string, method: 'GET' | 'POST', path: string, options?: Asked): Promise<unknown>
  /** For what takes a while: 202, and where to ask how it goes. */
  start(tenantId: string, path: string, body: unknown): Promise<{ location: string | null }>
}

interface Asked { body?: unknown; headers?: Record<string, string>; deadlineMs?: number }

/** One request to Graph with the app's token; a refused token is replaced once. Retrying is the caller's: a job's, or nobody's. */
export const graphClient = (baseUrl: string, tokens: AppTokens): GraphClient => {
  const ask = async (tenantId: string, method: 'GET' | 'POST', path: string, { body, headers = {}, deadlineMs = 10_000 }: Asked): Promise<Response> => {
    const send = async () => {
      try {
        return await fetch(`${baseUrl}${path}`, {
          method,
          headers: { authorization: `Bearer ${await tokens.token(tenantId)}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
          signal: AbortSignal.timeout(deadlineMs),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
      } catch (error) {
        throw new GraphError(0, `${method} ${path.split('?')[0]}: ${error instanceof Error ? error.message : 'no answer'}`)
      }
    }
    let response = await send()
    if (response.status === 401) {
      tokens.drop(tenantId)
      response = await send()
    }
    if (!response.ok) {
      const after = Number(response.headers.get('retry-after'))
      throw new GraphError(response.status, `${method} ${path.split('?')[0]}: ${response.status}`, Number.isFinite(after) && after > 0 ? after : null)
    }
    return response
  }
  return {
    async request(tenantId, method, path, options = {}) {
      const text = await (await ask(tenantId, method, path, options)).text()
      return text === '' ? null : JSON.parse(text)
    },
    async start(tenantId, path, body) {
      return { location: (await ask(tenantId, 'POST', path, { body })).headers.get('location') }
    },
  }
}
