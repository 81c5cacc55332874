import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { useSurface } from '../surface.ts'
import { CheckRow } from './check-row.tsx'
import { useReadiness } from './readiness-provider.tsx'

const useStyles = makeStyles({
  card: { display: 'grid', gap: '12px', padding: '20px 24px', borderLeft: `4px solid ${tokens.colorPaletteMarigoldBorderActive}`, '@media (max-width: 479px)': { padding: '16px' } },
  list: { display: 'grid', gap: '12px', margin: 0, padding: 0, listStyle: 'none' },
})

/** Only where something is missing: what, and who can bring it. */
export const ReadinessCard = ({ onAll }: { onAll: () => void }) => {
  const { readiness, checking, check } = useReadiness()
  const styles = useStyles()
  const surface = useSurface()
  const missing = readiness?.checks.filter(({ state }) => state === 'missing') ?? []
  if (missing.length === 0) return null
  return (
    <section aria-labelledby="readiness-card" className={mergeClasses(surface.card, styles.card)}>
      <Text as="h2" id="readiness-card" size={400} className={surface.heading}>{missing.length === 1 ? 'Your number needs one more thing' : `Your number needs ${missing.length} more things`}</Text>
      <ul className={styles.list}>{missing.map((each) => <CheckRow key={each.id} check={each} />)}</ul>
      <div>
        <Button size="small" onClick={check} disabled={checking}>Check again</Button>{' '}
        <Button size="small" appearance="subtle" onClick={onAll}>See all</Button>
      </div>
    </section>
  )
}
