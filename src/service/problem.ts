/** Every refusal a person can meet, with the HTTP status that goes with it. */
export const problems = {
  'no-line': 404,
  'not-found': 404,
  'bad-request': 400,
  'bad-number': 400,
  'no-number': 409,
  'own-number': 400,
  'not-allowed': 403,
  'policy-taken': 409,
  'changed-meanwhile': 409,
  'locked': 409,
  'refused': 409,
  'database-away': 503,
  'graph-away': 503,
  'link-expired': 403,
  'bad-audio': 400,
  'too-large': 413,
  'no-greeting': 409,
  'role-missing': 403,
  'number-taken': 409,
  'on-a-call': 409,
  'bad-csv': 400,
  'has-errors': 409,
  'no-recording-key': 503,
} as const
export type ProblemCode = keyof typeof problems

/** What people are told while the database does not answer. */
export const databaseAway = (): Problem => new Problem('database-away', "We can't do this right now. Hanging up and cancelling still work. Try again in a moment.")

/** What somebody wrote goes by what they saw, which is another by now. */
export const changedMeanwhile = (): Problem => new Problem('changed-meanwhile', 'Somebody changed it meanwhile. Look at how it is now.')

/** Something a person asked for that can't be done, in words for them. `field` names what was wrong in what they sent. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly field: string | undefined
  constructor(kind: ProblemCode, message: string, options: { code?: string; field?: string } = {}) {
    super(message)
    this.name = 'Problem'
    this.code = options.code ?? kind
    this.status = problems[kind]
    this.field = options.field
  }
}
