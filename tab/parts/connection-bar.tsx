import { makeStyles, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components'
import { useIsStale } from './use-is-stale.ts'

const useStyles = makeStyles({ line: { display: 'inline-flex', alignItems: 'center', gap: '8px' } })

/** Says that what is shown may be old, for as long as the live stream is down. */
export const ConnectionBar = () => {
  const stale = useIsStale()
  const styles = useStyles()
  if (!stale) return null
  return (
    <MessageBar intent="warning" layout="multiline" shape="square" icon={null}>
      <MessageBarBody><span className={styles.line}><Spinner size="extra-tiny" />Reconnecting… What you see may be a little old.</span></MessageBarBody>
    </MessageBar>
  )
}
