import { useEffect, useRef } from 'react'
import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody, Spinner } from '@fluentui/react-components'
import type { ApiError } from '../api.ts'

const useStyles = makeStyles({ more: { display: 'flex', justifyContent: 'center', padding: '16px' }, bar: { margin: '8px 16px 16px' } })

export interface MoreSentinelProps {
  hasMore: boolean
  loading: boolean
  error: ApiError | null
  onMore: () => void
}

/** The end of a list so far: fetches the next page when it comes into view, or when pressed. */
export const MoreSentinel = ({ hasMore, loading, error, onMore }: MoreSentinelProps) => {
  const mark = useRef<HTMLDivElement>(null)
  const styles = useStyles()
  const waiting = hasMore && !loading && !error
  useEffect(() => {
    if (!waiting || !mark.current || !('IntersectionObserver' in window)) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) onMore()
    }, { rootMargin: '400px' })
    observer.observe(mark.current)
    return () => observer.disconnect()
  }, [onMore, waiting])
  if (error) {
    return (
      <MessageBar intent="error" layout="multiline" className={styles.bar}>
        <MessageBarBody>{error.message}{error.id !== undefined && ` (error ${error.id})`}</MessageBarBody>
        <MessageBarActions><Button onClick={onMore}>Try again</Button></MessageBarActions>
      </MessageBar>
    )
  }
  if (!hasMore) return null
  return (
    <div ref={mark} className={styles.more}>
      {loading ? <Spinner size="tiny" label="Loading more…" /> : <Button appearance="subtle" onClick={onMore}>Show more</Button>}
    </div>
  )
}
