import { effectiveRing, isLocked, type RoutingSettings } from './routing.ts'

/** The preference as people see it: what rings, and who decided. */
export const preferenceOf = (settings: RoutingSettings) => ({
  ring: effectiveRing(settings),
  locked: isLocked(settings),
  lockedBy: isLocked(settings) ? 'Set by your organisation' : null,
  policy: settings.policy,
})
