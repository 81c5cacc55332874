import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { CallForwardRegular } from '@fluentui/react-icons/svg/call-forward'
import { CallInboundRegular } from '@fluentui/react-icons/svg/call-inbound'
import { CallMissedRegular } from '@fluentui/react-icons/svg/call-missed'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import type { QueueCall } from '../../../../../src/api/queues.ts'
import { ago, fullTime } from '../../../../clock.ts'
import { useSurface } from '../../../../parts/surface.ts'
import { useOwnNumber, useServices } from '../../../../services.tsx'
import { duration, partyName, spokenDuration } from '../../../../words.ts'
import { callKind, callWords } from '../queue-words.ts'

const useStyles = makeStyles({
  day: { padding: '16px 20px 0', '@media (max-width: 479px)': { padding: '14px 16px 0' } },
  row: { display: 'grid', gridTemplateColumns: '36px minmax(0, 1fr) auto', columnGap: '16px', alignItems: 'center', padding: '10px 20px', '@media (max-width: 479px)': { padding: '10px 16px', columnGap: '12px' } },
  icon: { display: 'flex', alignItems: 'center', justifyContent: 'center', width: '36px', height: '36px', borderRadius: '50%', fontSize: '18px', color: tokens.colorNeutralForeground2, backgroundColor: tokens.colorNeutralBackground3 },
  missedIcon: { color: tokens.colorPaletteRedForeground1, backgroundColor: tokens.colorPaletteRedBackground1 },
  missed: { color: tokens.colorPaletteRedForeground1 },
  lines: { display: 'grid', gap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  time: { whiteSpace: 'nowrap' },
})

const icons = { taken: <CallInboundRegular />, elsewhere: <CallForwardRegular />, voicemail: <VoicemailRegular />, missed: <CallMissedRegular /> }

export interface QueueCallRowProps {
  call: QueueCall
  nowMs: number
  /** The name of its day, on the first call of each. */
  day: string | null
}

/** One caller: who, what became of them after how long, and when. */
export const QueueCallRow = ({ call, nowMs, day }: QueueCallRowProps) => {
  const { locale } = useServices()
  const ownNumber = useOwnNumber()
  const styles = useStyles()
  const surface = useSurface()
  const { remote, startedAt, endedAt } = call
  const kind = callKind(call)
  const missed = kind === 'missed'
  const waitedMs = Date.parse(endedAt) - Date.parse(startedAt)
  return (
    <>
      {day !== null && <div className={styles.day}><Text as="h4" size={300} className={surface.heading}>{day}</Text></div>}
      <div className={styles.row}>
        <span aria-hidden className={mergeClasses(styles.icon, missed && styles.missedIcon)}>{icons[kind]}</span>
        <span className={styles.lines}>
          <Text weight={missed ? 'semibold' : 'regular'} className={mergeClasses(missed && styles.missed)}>{partyName(remote, ownNumber)}</Text>
          <Text size={200} className={surface.quiet}>
            {callWords(call)}
            {/* a message is spoken after the waiting */}
            {kind !== 'voicemail' && <> · waited <span aria-hidden className={surface.figures}>{duration(waitedMs)}</span><span className={surface.hidden}>{spokenDuration(waitedMs)}</span></>}
          </Text>
        </span>
        <Text size={200} title={fullTime(startedAt, locale)} className={mergeClasses(surface.quiet, surface.figures, styles.time)}><time dateTime={startedAt}>{ago(startedAt, nowMs, locale)}</time></Text>
      </div>
    </>
  )
}
