import { z } from 'zod/v4'
import { Problem } from '../service/problem.ts'
import type { Cursor } from '../store/port.ts'

const shape = z.tuple([z.number().int(), z.string().regex(/^[\w-]+$/)])

/** A keyset position as an opaque word for clients. */
export const writeCursor = ({ at, id }: Cursor): string => Buffer.from(JSON.stringify([at, id])).toString('base64url')

export const readCursor = (text: string | undefined): Cursor | null => {
  if (text === undefined) return null
  try {
    const [at, id] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at, id }
  } catch {
    throw new Problem('bad-request', 'query “cursor”: expected the `next` of an earlier page', { field: 'cursor' })
  }
}
