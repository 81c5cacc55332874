import { makeStyles, mergeClasses, Text } from '@fluentui/react-components'
import { useSession } from '../../services.tsx'
import { useSurface } from '../surface.ts'
import { useIsStale } from '../use-is-stale.ts'
import { QueueRow } from './queue-row.tsx'

const useStyles = makeStyles({
  card: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px', padding: '20px 24px', '@media (max-width: 479px)': { padding: '16px' }, '@media (min-width: 600px) and (max-width: 899px)': { padding: '20px' } },
  // Where there is room beside each other, as many as fit.
  list: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(264px, 100%), 1fr))', gap: '20px 32px', margin: '0', padding: '0', listStyleType: 'none' },
})

/** The queues whose calls the person takes; nothing at all where there is none. */
export const QueueCard = () => {
  const queues = useSession((state) => state.queues)
  const stale = useIsStale()
  const styles = useStyles()
  const surface = useSurface()
  if (queues.length === 0) return null
  return (
    <section aria-labelledby="queues" className={mergeClasses(surface.card, styles.card)}>
      <Text as="h2" id="queues" size={400} className={surface.heading}>{queues.length === 1 ? 'Your queue' : 'Your queues'}</Text>
      <ul className={styles.list} aria-labelledby="queues">{queues.map((queue) => <QueueRow key={queue.id} queue={queue} stale={stale} />)}</ul>
    </section>
  )
}
