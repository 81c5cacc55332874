import { z } from 'zod/v4'
import { instant } from './common.ts'

/** A colleague the person waits for: the bot says when they are free. `until` is when it stops looking. */
export const watch = z.object({ userId: z.string(), name: z.string(), askedAt: instant, until: instant })
export type Watch = z.infer<typeof watch>
export const watches = z.object({ items: z.array(watch) })
export type WatchList = z.infer<typeof watches>
/** `free`: they are free already, so there is nothing to wait for. */
export const watchAnswer = z.object({ free: z.boolean(), name: z.string(), items: z.array(watch) })
export type WatchAnswer = z.infer<typeof watchAnswer>
