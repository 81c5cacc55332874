import type { AriRequest } from './wire.ts'

/**
 * Parameters of a request: Asterisk takes each from the query or from a JSON body, and the body's wins
 * (`res_ari`: the body is parsed after the query).
 */
export const createParameters = (request: AriRequest) => {
  const body = request.body !== null && typeof request.body === 'object' ? request.body as Record<string, unknown> : {}
  const value = (name: string): unknown => body[name] ?? request.query?.[name]
  const text = (name: string, otherwise = ''): string => {
    const found = value(name)
    return found === undefined || found === null ? otherwise : String(found)
  }
  return {
    has: (name: string) => value(name) !== undefined,
    text,
    number(name: string, otherwise: number): number {
      const found = Number(text(name, String(otherwise)))
      return Number.isFinite(found) ? found : otherwise
    },
    flag: (name: string): boolean => ['true', '1', 'yes', 'on'].includes(text(name).toLowerCase()),
    list(name: string): string[] {
      const found = value(name)
      const parts = Array.isArray(found) ? found.map(String) : text(name).split(',')
      return parts.map((part) => part.trim()).filter(Boolean)
    },
    /** `variables` of an originate: an object in the body. */
    variables(): Array<[string, string]> {
      const found = body['variables']
      if (found === null || typeof found !== 'object') return []
      return Object.entries(found).map(([name, content]) => [name, String(content)])
    },
  }
}

export type Parameters = ReturnType<typeof createParameters>
