/** The code of a system error (`EADDRINUSE`, `ENOENT` ...), whichever realm the error was made in: jest has its own `Error`. */
export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined

/** An error's words. */
export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
