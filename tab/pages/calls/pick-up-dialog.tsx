import { useState, type FormEvent } from 'react'
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Field, Input, makeStyles, Spinner } from '@fluentui/react-components'

const useStyles = makeStyles({
  surface: { maxWidth: '400px' },
  // As large as the code is shown to whoever parked the call.
  code: { width: '140px', fontSize: '24px', height: '48px', '& input': { fontVariantNumeric: 'tabular-nums', letterSpacing: '0.06em', width: '100%' } },
  button: { whiteSpace: 'nowrap' },
})

export interface PickUpDialogProps {
  /** Resolves to null once it is done, or to the words of what went wrong. */
  onPickUp: (code: string) => Promise<string | null>
  onClose: () => void
}

/** Asks for the code of a parked call. Closes once the person's phones ring. */
export const PickUpDialog = ({ onPickUp, onClose }: PickUpDialogProps) => {
  const [code, setCode] = useState('')
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const styles = useStyles()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (sending) return
    if (code === '') return setRefusal('Type the code your colleague told you.')
    setSending(true)
    const words = await onPickUp(code)
    setSending(false)
    if (words === null) return onClose()
    setRefusal(words)
  }
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => { if (!open) onClose() }}>
      <DialogSurface className={styles.surface}>
        <form onSubmit={(event) => void send(event)} noValidate>
          <DialogBody>
            <DialogTitle>Pick up a parked call</DialogTitle>
            <DialogContent>
              <Field
                label="Code" hint="It stands on the call of the colleague who parked it. Your phones ring, and you answer where you like."
                {...(refusal === null ? {} : { validationMessage: refusal })}
              >
                <Input
                  autoFocus className={styles.code} inputMode="numeric" autoComplete="off" maxLength={6} value={code}
                  onChange={(_event, { value }) => { setCode(value.replaceAll(/\D/g, '')); setRefusal(null) }}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button appearance="secondary" className={styles.button} onClick={onClose}>Cancel</Button>
              <Button type="submit" appearance="primary" className={styles.button} disabledFocusable={sending} {...(sending ? { icon: <Spinner size="extra-tiny" /> } : {})}>Pick up</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
