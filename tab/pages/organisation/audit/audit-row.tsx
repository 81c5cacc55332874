import { Badge, makeStyles, mergeClasses, Text } from '@fluentui/react-components'
import type { AuditEntry } from '../../../../src/api/admin.ts'
import { ago, fullTime } from '../../../clock.ts'
import { useSurface } from '../../../parts/surface.ts'
import { useServices } from '../../../services.tsx'
import { entryWords } from './entry-words.ts'

const useStyles = makeStyles({
  day: { padding: '16px 20px 0', '@media (max-width: 479px)': { padding: '14px 16px 0' } },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: '16px', alignItems: 'baseline', padding: '10px 20px', '@media (max-width: 479px)': { padding: '10px 16px' } },
  words: { overflowWrap: 'anywhere' },
  time: { whiteSpace: 'nowrap' },
})

export interface AuditRowProps {
  entry: AuditEntry
  names: Record<string, string>
  nowMs: number
  /** The name of its day, on the first entry of each. */
  day: string | null
}

/** Who did what, and when. */
export const AuditRow = ({ entry, names, nowMs, day }: AuditRowProps) => {
  const { locale } = useServices()
  const styles = useStyles()
  const surface = useSurface()
  const { who, did, failed } = entryWords(entry, names, locale)
  return (
    <>
      {day !== null && <div className={styles.day}><Text as="h3" size={300} className={surface.heading}>{day}</Text></div>}
      <div className={styles.row}>
        <Text className={styles.words}><Text weight="semibold">{who}</Text> {did} {failed && <Badge size="small" appearance="tint" color="warning">Refused</Badge>}</Text>
        <Text size={200} title={fullTime(entry.at, locale)} className={mergeClasses(surface.quiet, surface.figures, styles.time)}><time dateTime={entry.at}>{ago(entry.at, nowMs, locale)}</time></Text>
      </div>
    </>
  )
}
