import { Fragment } from 'react'
import { makeStyles, tokens } from '@fluentui/react-components'
import type { Segment } from '../../src/api/calls.ts'
import { duration, endpointName, segmentMs, spokenDuration } from '../words.ts'
import { useSurface } from './surface.ts'
import { EndpointIcon } from './endpoint-icon.tsx'

const useStyles = makeStyles({
  phrase: { display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '6px', rowGap: '2px', color: tokens.colorNeutralForeground2 },
  stretch: { display: 'inline-flex', alignItems: 'center', gap: '4px', whiteSpace: 'nowrap' },
  arrow: { color: tokens.colorNeutralForeground3 },
  bar: { display: 'flex', gap: '2px', height: '6px', width: '100%', borderRadius: '3px', overflow: 'hidden' },
  native: { backgroundColor: tokens.colorPaletteTealBorderActive },
  teams: { backgroundColor: tokens.colorBrandBackground },
  desk: { backgroundColor: tokens.colorPaletteLilacBorderActive },
  voicemail: { backgroundColor: tokens.colorPaletteMarigoldBorderActive },
})

/** Where a call has been, in words: Native dialer 3:12 → Teams 6:52. */
export const JourneyPhrase = ({ journey, nowMs }: { journey: Segment[], nowMs: number }) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <span className={styles.phrase}>
      {journey.map((segment, index) => (
        <Fragment key={`${segment.endpoint} ${segment.from}`}>
          {index > 0 && <span className={styles.arrow}><span aria-hidden>→</span><span className={surface.hidden}> then </span></span>}
          <span className={styles.stretch}>
            <EndpointIcon endpoint={segment.endpoint} />
            {endpointName[segment.endpoint]}
            {' '}
            <span aria-hidden className={surface.figures}>{duration(segmentMs(segment, nowMs))}</span>
            <span className={surface.hidden}>{spokenDuration(segmentMs(segment, nowMs))}</span>
          </span>
        </Fragment>
      ))}
    </span>
  )
}

/** The same to scale, for the eye only. */
export const JourneyBar = ({ journey, nowMs }: { journey: Segment[], nowMs: number }) => {
  const styles = useStyles()
  return (
    <div aria-hidden className={styles.bar}>
      {journey.map((segment) => (
        <span
          key={`${segment.endpoint} ${segment.from}`}
          className={styles[segment.endpoint]}
          style={{ flexGrow: Math.max(segmentMs(segment, nowMs), 1), flexBasis: 6 }}
        />
      ))}
    </div>
  )
}
