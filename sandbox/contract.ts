/**
 * For tests: checks what goes over the wire against Microsoft's own descriptions, which lie beside the
 * repository (../shared/contracts) and are not part of it. Where they are absent the tests say they are skipped.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import addFormats from 'ajv-formats'
import { OpenAPIBackend, type Document } from 'openapi-backend'
import { parse } from 'yaml'

const folder = resolve(import.meta.dirname, '..', '..', 'shared', 'contracts')

/** `describe` when the description is there, else a skipped block that says so. */
export const describeContract = (file: string) => (existsSync(join(folder, file)) ? describe : describe.skip)

export interface Exchange { method: string, path: string, status: number, requestBody?: unknown, responseBody?: unknown, headers?: Record<string, string> }

/** What is wrong with an exchange by the description; an empty list when all is well. */
export const loadContract = async (file: string) => {
  const text = readFileSync(join(folder, file), 'utf8')
  const definition = parse(text, { maxAliasCount: -1 }) as Document
  // Function-style paths, getPstnCalls(fromDateTime=…), are read as expressions by the router.
  definition.paths = Object.fromEntries(Object.entries(definition.paths ?? {}).map(([path, item]) => [path.replace(/[()]/g, '~'), item]))
  const api = new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { strict: false, allErrors: true },
    customizeAjv: (ajv) => {
      ;(addFormats as unknown as (target: typeof ajv) => void)(ajv)
      return ajv
    },
  })
  await api.init()
  return ({ method, path, status, requestBody, responseBody, headers = {} }: Exchange): unknown[] => {
    const request = { method, path, headers: { 'content-type': 'application/json', ...headers }, ...(requestBody === undefined ? {} : { body: requestBody }) }
    const operation = api.matchOperation(request)
    if (!operation) return [`no operation for ${method} ${path}`]
    const asked = status < 400 ? (api.validateRequest(request, operation).errors ?? []) : []
    const answered = responseBody === undefined ? [] : (api.validateResponse(responseBody, operation, status).errors ?? [])
    return [...asked, ...answered]
  }
}
