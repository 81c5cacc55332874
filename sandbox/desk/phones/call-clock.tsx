import { useDesk } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import type { PhoneCall } from '../types.ts'
import { useNow } from '../use-now.ts'
import { formatDuration, formatTime } from '../world/words.ts'

/** "since 10:42 · 0:31". A screen reader hears the time of day only; the running figures would never let it rest. */
export const CallClock = ({ call, long = true }: { call: PhoneCall, long?: boolean }) => {
  const { now } = useDesk()
  const surface = useSurface()
  const elapsed = formatDuration(useNow(now) - Date.parse(call.since))
  return (
    <span className={surface.figures}>
      {long && <>since <time dateTime={call.since}>{formatTime(call.since)}</time></>}
      <span aria-hidden>{long ? ' · ' : ''}{elapsed}</span>
    </span>
  )
}
