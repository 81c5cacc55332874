import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components'

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: '40px 1fr 72px', alignItems: 'center', gap: '16px', padding: '14px 16px' },
  lines: { display: 'grid', gap: '8px' },
})

/** The shape of a list that is still on its way. */
export const LoadingRows = ({ label, count = 5 }: { label: string, count?: number }) => {
  const styles = useStyles()
  return (
    <Skeleton aria-label={label} aria-busy>
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem shape="circle" size={40} />
          <div className={styles.lines}>
            <SkeletonItem size={16} style={{ width: `${45 + (row * 17) % 30}%` }} />
            <SkeletonItem size={12} style={{ width: `${30 + (row * 23) % 35}%` }} />
          </div>
          <SkeletonItem size={12} />
        </div>
      ))}
    </Skeleton>
  )
}
