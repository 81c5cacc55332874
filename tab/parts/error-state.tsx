import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import type { ApiError } from '../api.ts'
import { StatePanel } from './state-panel.tsx'

const useStyles = makeStyles({ id: { color: tokens.colorNeutralForeground3, userSelect: 'all', overflowWrap: 'anywhere' } })

/** What happened, how to name it to whoever can help, and a way to try again. */
export const ErrorState = ({ title, error, onRetry, whole = false }: { title: string, error: ApiError, onRetry: () => void, whole?: boolean }) => {
  const styles = useStyles()
  return (
    <StatePanel
      icon={<ErrorCircleRegular />} title={title} tone="bad" whole={whole}
      actions={<Button appearance="primary" onClick={onRetry}>Try again</Button>}
    >
      {error.message}
      {error.id !== undefined && <><br /><Text size={200} className={styles.id}>Error {error.id}</Text></>}
    </StatePanel>
  )
}
