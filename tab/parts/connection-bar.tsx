import { useEffect, useState } from 'react'
import { makeStyles, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components'
import { useServices, useSession } from '../services.tsx'

const useStyles = makeStyles({ line: { display: 'inline-flex', alignItems: 'center', gap: '8px' } })

/** A fresh token now and then ends the stream for a blink; that is not worth a word. */
const patienceMs = 2_000

/** Says that what is shown may be old, for as long as the live stream is down. */
export const ConnectionBar = () => {
  const down = useSession((state) => state.connection !== 'open')
  const { session } = useServices()
  const [shown, setShown] = useState(false)
  const styles = useStyles()
  useEffect(() => {
    if (!down) return setShown(false)
    const timer = setTimeout(() => {
      setShown(true)
      session.announce('Reconnecting')
    }, patienceMs)
    return () => clearTimeout(timer)
  }, [down, session])
  if (!shown) return null
  return (
    <MessageBar intent="warning" layout="multiline" shape="square" icon={null}>
      <MessageBarBody><span className={styles.line}><Spinner size="extra-tiny" />Reconnecting… What you see may be a little old.</span></MessageBarBody>
    </MessageBar>
  )
}
