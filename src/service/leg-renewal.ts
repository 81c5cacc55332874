import type { Clock } from '../clock.ts'
import type { Telephony } from '../telephony/port.ts'
import type { CallOwner } from './call-owner.ts'

const everyMs = 300_000

/** Renews the time-out of every leg while its owner lives. A farewell that was never told shows itself here. */
export const legRenewal = ({ telephony, clock, owners }: { telephony: Pick<Telephony, 'renew'>; clock: Clock; owners: ReadonlyMap<string, CallOwner> }) => {
  let cancel = () => {}

  const renew = (): void => {
    for (const owner of owners.values()) {
      for (const leg of Object.values(owner.call.legs)) {
        // one that is still being asked for is not there yet; a caller who was lent is their lender's to renew
        if (leg.status === 'gone' || leg.status === 'starting' || leg.lent) continue
        void telephony.renew(leg.id).then((lives) => {
          if (!lives) owner.dispatch({ type: 'leg-gone', leg: leg.id, cause: 'lost' })
        })
      }
    }
    start()
  }
  const start = (): void => {
    cancel = clock.setTimeout(everyMs, renew)
  }
  return { start, stop: () => cancel() }
}
