import { Button, makeStyles, Spinner, Text } from '@fluentui/react-components'
import { ErrorState } from '../error-state.tsx'
import { useSurface } from '../surface.ts'
import { CheckRow } from './check-row.tsx'
import { useReadiness } from './readiness-provider.tsx'

const useStyles = makeStyles({
  section: { display: 'grid', gap: '12px', padding: '0 20px 32px', maxWidth: '640px', '@media (max-width: 479px)': { padding: '0 16px 24px' } },
  list: { display: 'grid', gap: '14px', margin: 0, padding: 0, listStyle: 'none' },
  foot: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '12px' },
})

/** Everything the number needs, at the end of the settings. */
export const ReadinessSection = () => {
  const { readiness, checking, error, check } = useReadiness()
  const styles = useStyles()
  const surface = useSurface()
  return (
    <section className={styles.section} aria-labelledby="readiness">
      <Text as="h3" id="readiness" size={400} className={surface.heading}>Readiness</Text>
      <Text size={200} className={surface.quiet}>What your number needs to work on your phone and in Teams.</Text>
      {error && !readiness && <ErrorState title="We can’t check your number" error={error} onRetry={check} />}
      {readiness && <ul className={styles.list}>{readiness.checks.map((each) => <CheckRow key={each.id} check={each} />)}</ul>}
      {(readiness || !error) && (
        <div className={styles.foot}>
          <Button onClick={check} disabled={checking}>Check again</Button>
          <span role="status">{checking ? <Spinner size="extra-tiny" label="Checking…" /> : error ? <Text size={200}>Not checked. {error.message}</Text> : ''}</span>
        </div>
      )}
    </section>
  )
}
