import { asApiError } from '../../../api.ts'

export interface FormProblem {
  /** As the API names it; null where it names none. */
  field: string | null
  words: string
  /** Somebody else has changed it since the form was opened. */
  stale?: boolean
}

/** The service names the field before it says what it expects; here the words stand beside the field. */
const bare = (message: string) => {
  const words = message.replace(/^(body|The body) “[^”]*”: /, '')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

export const problemFrom = (reason: unknown): FormProblem => {
  const { code, field, message } = asApiError(reason)
  // of a policy, the forms name what it decides
  return { field: field?.replace(/^settings\./, '') ?? null, words: bare(message), stale: code === 'changed-meanwhile' }
}

/** The problem of one field, if it is its: a list's field also has what is wrong with one of its items. */
export const problemOf = (problem: FormProblem | null, path: string): string | null =>
  problem && problem.field !== null && (problem.field === path || problem.field.startsWith(`${path}.`)) ? problem.words : null

/** As a Field takes it. */
export const messageOf = (problem: FormProblem | null, path: string): { validationMessage?: string } => {
  const words = problemOf(problem, path)
  return words === null ? {} : { validationMessage: words }
}
