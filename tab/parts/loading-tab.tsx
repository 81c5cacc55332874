import { makeStyles, mergeClasses, Skeleton, SkeletonItem } from '@fluentui/react-components'
import { LoadingRows } from './loading-rows.tsx'
import { useSurface } from './surface.ts'

const useStyles = makeStyles({
  page: {
    display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', maxWidth: '1120px', margin: '0 auto', padding: '24px', boxSizing: 'border-box', alignItems: 'start',
    '@media (min-width: 900px)': { gridTemplateColumns: '320px minmax(0, 1fr)', gap: '24px' },
    '@media (max-width: 479px)': { padding: '12px', gap: '12px' },
  },
  card: { display: 'grid', gap: '16px', padding: '24px' },
  who: { display: 'grid', gridTemplateColumns: '40px 1fr', gap: '12px', alignItems: 'center' },
  tabs: { display: 'flex', gap: '24px', padding: '16px 20px' },
})

/** The shape of the tab while Teams and the service are asked who this is. */
export const LoadingTab = () => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <div className={styles.page} role="status" aria-label="Loading Single Number">
      <Skeleton className={mergeClasses(surface.card, styles.card)}>
        <div className={styles.who}><SkeletonItem shape="circle" size={40} /><SkeletonItem size={16} /></div>
        <SkeletonItem size={32} />
        <SkeletonItem size={16} style={{ width: '80%' }} />
      </Skeleton>
      <div className={surface.card}>
        <Skeleton className={styles.tabs}>{['56px', '76px', '64px'].map((width) => <SkeletonItem key={width} size={16} style={{ width }} />)}</Skeleton>
        <LoadingRows label="Loading" />
      </div>
    </div>
  )
}
