import type { Note } from '../../session.ts'

/** The tone of a sentence about a call, in Fluent's words. */
export const intentOf = (tone: Note['tone']) => tone === 'good' ? 'success' : tone === 'bad' ? 'error' : 'info'
