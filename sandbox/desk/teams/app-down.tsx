import { useState } from 'react'
import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody, tokens } from '@fluentui/react-components'
import { PlugDisconnectedRegular } from '@fluentui/react-icons'
import { useDesk } from '../desk-context.tsx'

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '8px', textAlign: 'center', maxWidth: '360px' },
  icon: { fontSize: '44px', color: tokens.colorNeutralForeground3 },
  title: { margin: 0, fontSize: '18px', lineHeight: '24px' },
  words: { margin: '0 0 8px', color: tokens.colorNeutralForeground2 },
})

const useStart = () => {
  const { control, attempt } = useDesk()
  const [starting, setStarting] = useState(false)
  const start = async () => {
    setStarting(true)
    await attempt(control.startApp)
    setStarting(false)
  }
  return { starting, start: () => void start() }
}

/** In the place of the tab while there has been no app to load it from. */
export const AppDown = () => {
  const styles = useStyles()
  const { starting, start } = useStart()
  return (
    <div className={styles.panel}>
      <PlugDisconnectedRegular className={styles.icon} />
      <h3 className={styles.title}>The app is not running</h3>
      <p className={styles.words}>Calls still go through: the phone network rings the native dialer by itself.</p>
      <Button appearance="primary" disabled={starting} onClick={start}>{starting ? 'Starting…' : 'Start it'}</Button>
    </div>
  )
}

/** Above what is still shown when the app has gone. */
export const AppDownBar = () => {
  const { starting, start } = useStart()
  return (
    <MessageBar intent="warning" layout="auto">
      <MessageBarBody>The app is not running. Calls still ring the phone’s native dialer.</MessageBarBody>
      <MessageBarActions><Button size="small" disabled={starting} onClick={start}>{starting ? 'Starting…' : 'Start it'}</Button></MessageBarActions>
    </MessageBar>
  )
}
