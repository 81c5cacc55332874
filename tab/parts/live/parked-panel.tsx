import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import type { LiveCall } from '../../../src/api/calls.ts'
import { duration, spokenDuration } from '../../words.ts'
import { CopyButton } from '../copy-button.tsx'
import { useSurface } from '../surface.ts'

const useStyles = makeStyles({
  panel: {
    display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: '20px', rowGap: '8px', alignItems: 'center', padding: '12px 16px',
    borderRadius: '8px', backgroundColor: tokens.colorBrandBackground2, border: `1px solid ${tokens.colorTransparentStroke}`,
    '@media (max-width: 479px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  code: { display: 'flex', alignItems: 'center', gap: '4px' },
  // To be read out across a room.
  digits: { fontSize: '40px', lineHeight: '48px', fontWeight: tokens.fontWeightSemibold, letterSpacing: '0.06em', color: tokens.colorBrandForeground2, userSelect: 'all' },
  dialled: { whiteSpace: 'nowrap' },
  lines: { display: 'grid', gap: '2px' },
  why: { color: tokens.colorNeutralForeground2 },
})

export interface ParkedPanelProps {
  parked: NonNullable<LiveCall['parked']>
  /** The other party, in words. */
  name: string
  nowMs: number
}

/** The code a colleague needs, and how long they have. */
export const ParkedPanel = ({ parked: { code, until }, name, nowMs }: ParkedPanelProps) => {
  const left = Date.parse(until) - nowMs
  const styles = useStyles()
  const surface = useSurface()
  return (
    <div className={styles.panel} role="group" aria-label="Parked call">
      <div>
        <Text size={200} block className={styles.why}>Code</Text>
        <span className={styles.code}>
          <span className={mergeClasses(styles.digits, surface.figures)}>{code}</span>
          <CopyButton text={code} label="Copy the code" />
        </span>
      </div>
      <div className={styles.lines}>
        <Text>Tell a colleague the code. They pick the call up with it here, in the chat, or by dialing <span className={styles.dialled}>*{code}</span> on their phone.</Text>
        <Text size={200} className={styles.why}>
          {name} hears music.{' '}
          {left > 0
            ? <>Rings you back in <span role="timer"><span aria-hidden className={surface.figures}>{duration(left)}</span><span className={surface.hidden}>{spokenDuration(left)}</span></span>.</>
            : 'Ringing you back…'}
        </Text>
      </div>
    </div>
  )
}
