/** What must be there once is there already (unique_violation): https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505'
