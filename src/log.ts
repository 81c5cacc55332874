import { pino, type Logger as Pino } from 'pino'

export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'child'>

/** Structured logs on standard output. Tokens, secrets and message bodies are never passed to it; these paths are a second fence. */
export const createLog = (level: string): Logger =>
  pino({ level, redact: { paths: ['*.authorization', '*.token', '*.password', '*.secret'], censor: '[hidden]' }, timestamp: pino.stdTimeFunctions.isoTime })
