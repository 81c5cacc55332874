import { randomUUID } from 'node:crypto'
import type { Response } from 'restify'
import type { z } from 'zod/v4'
import type { ErrorBody } from '../api/common.ts'
import type { Logger } from '../log.ts'
import { TokenError } from '../microsoft/entra.ts'
import { Problem, databaseAway } from '../service/problem.ts'
import { StoreAway } from '../store/port.ts'

const tokenWords: Record<TokenError['code'], string> = {
  'token-missing': 'Sign in first.',
  'token-invalid': "This sign-in can't be used here. Sign in again.",
  'token-expired': 'Your sign-in has expired. Sign in again.',
  'keys-away': "We can't check your sign-in right now. Try again in a moment.",
}

/** The first thing wrong with what was sent, naming the field and what was expected. */
export const badRequest = (error: z.ZodError, where: string): Problem => {
  const issue = error.issues[0]
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.map(String).join('.')
  const name = field ? `${where} “${field}”` : `The ${where}`
  return new Problem('bad-request', `${name}: ${issue?.message ?? 'not understood'}`, field ? { field } : {})
}

interface Answer {
  status: number
  body: ErrorBody
}

/** Any error as an answer. What is not meant for people is logged under an id, and only the id is shown. */
export const answerTo = (error: unknown, log: Logger): Answer => {
  if (error instanceof Problem) {
    return { status: error.status, body: { error: { code: error.code, message: error.message, ...(error.field ? { field: error.field } : {}) } } }
  }
  if (error instanceof TokenError) return { status: error.code === 'keys-away' ? 503 : 401, body: { error: { code: error.code, message: tokenWords[error.code] } } }
  if (error instanceof StoreAway) return answerTo(databaseAway(), log)
  const id = randomUUID().slice(0, 8)
  log.error({ err: error, errorId: id }, 'a request failed')
  return { status: 500, body: { error: { code: 'internal', message: 'Something went wrong on our side. Try again; if it stays, tell your administrator the error id.', id } } }
}

export const sendError = (response: Response, error: unknown, log: Logger): void => {
  const { status, body } = answerTo(error, log)
  response.header('cache-control', 'no-store')
  if (status === 401) response.header('www-authenticate', 'Bearer')
  response.send(status, body)
}
