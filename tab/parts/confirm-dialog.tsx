import { useState, type ReactNode } from 'react'
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components'
import { asApiError } from '../api.ts'

const useStyles = makeStyles({
  surface: { maxWidth: '480px' },
  content: { display: 'grid', gap: '16px', overflowWrap: 'anywhere' },
  button: { whiteSpace: 'nowrap' },
})

export interface ConfirmDialogProps {
  title: string
  /** What it does. */
  children: ReactNode
  /** The button that does it. */
  button: string
  /** The button that leaves everything as it is. */
  keep?: string
  /** Does it. The dialog stays, with the words of what went wrong, when this throws. */
  onConfirm: () => Promise<void>
  onClose: () => void
}

/** Asks before something that can't be taken back with one press. */
export const ConfirmDialog = ({ title, children, button, keep = 'Cancel', onConfirm, onClose }: ConfirmDialogProps) => {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const styles = useStyles()
  const confirm = async () => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await onConfirm()
      onClose()
    } catch (reason) {
      setProblem(asApiError(reason).message)
      setBusy(false)
    }
  }
  return (
    <Dialog open modalType="alert" onOpenChange={(_event, { open }) => { if (!open && !busy) onClose() }}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            <span>{children}</span>
            {problem !== null && <MessageBar intent="error" layout="multiline"><MessageBarBody>Not done. {problem}</MessageBarBody></MessageBar>}
          </DialogContent>
          <DialogActions>
            <Button appearance="secondary" className={styles.button} onClick={onClose}>{keep}</Button>
            <Button appearance="primary" className={styles.button} disabledFocusable={busy} {...(busy ? { icon: <Spinner size="extra-tiny" /> } : {})} onClick={() => void confirm()}>{button}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
