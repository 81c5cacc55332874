/** The control API's shapes, by their own schemas; nothing of these modules is bundled. */
import type { z } from 'zod/v4'
import type * as shape from '../control/schemas.ts'

export type Phone = z.infer<typeof shape.phone>
export type PhoneCall = Phone['calls'][number]
export type PhoneFault = keyof Phone['faults']
export type Person = z.infer<typeof shape.person>
export type Activity = z.infer<typeof shape.activity>
export type Presence = z.infer<typeof shape.presence>
export type ChosenStatus = NonNullable<z.infer<typeof shape.presenceBody>['availability']>
export type Faults = z.infer<typeof shape.faults>
export type FaultMode = Faults[keyof Faults]
/** The three themes of Teams. teams-js calls the light one "default". */
export type ThemeName = 'light' | 'dark' | 'contrast'
