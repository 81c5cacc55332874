import { useState } from 'react'
import {
  Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, MessageBar, MessageBarBody, Spinner, Text,
} from '@fluentui/react-components'
import type { LiveCall } from '../../../src/api/calls.ts'
import { useOwnNumber, useServices } from '../../services.tsx'
import { ChosenTarget } from './chosen-target.tsx'
import { TargetPicker } from './target-picker.tsx'
import { useTargets, type Target } from './use-targets.ts'

const useStyles = makeStyles({
  content: { display: 'grid', gap: '16px', minHeight: '240px', alignContent: 'start' },
  surface: { maxWidth: '480px' },
  button: { whiteSpace: 'nowrap' },
})

const bodyOf = (target: Target) => ({ to: target.kind === 'number' ? { number: target.number } : { userId: target.person.userId } })

export type Purpose = 'transfer' | 'consult' | 'add'

/** What is said of each; `name` is the other party. */
const said: Record<Purpose, { title: (name: string) => string, why: (name: string) => string, button: string, keep: string }> = {
  transfer: {
    title: (name) => `Transfer the call with ${name}`, button: 'Transfer', keep: 'Keep the call',
    why: () => 'You leave the call while it rings there. If the transfer doesn’t work, you are rung back.',
  },
  consult: {
    title: (name) => `Ask somebody about the call with ${name}`, button: 'Ask first', keep: 'Not now',
    why: (name) => `${name} hears music while you talk. After that you hand the call over, or come back.`,
  },
  add: {
    title: (name) => `Add somebody to the call with ${name}`, button: 'Add', keep: 'Not now',
    why: () => 'They join when they answer, and all of you hear each other.',
  },
}

export interface TargetDialogProps {
  purpose: Purpose
  call: LiveCall
  /** The other party, in words. */
  name: string
  onClose: () => void
}

/** Who is meant: whom the call goes to, who is asked, or who joins. Closes once the service has taken the command, and shows its words when it has not. */
export const TargetDialog = ({ purpose, call, name, onClose }: TargetDialogProps) => {
  const { session } = useServices()
  const ownNumber = useOwnNumber()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Target | null>(null)
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const found = useTargets(chosen ? '' : text, ownNumber)
  const styles = useStyles()
  const { title, why, button, keep } = said[purpose]

  const send = async () => {
    if (!chosen || sending) return
    setSending(true)
    const words = await session.command(call.id, purpose, bodyOf(chosen))
    setSending(false)
    if (words === null) return onClose()
    // The words stand here, where the person looks.
    session.dismissNote(call.id)
    setRefusal(words)
  }

  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => { if (!open) onClose() }}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title(name)}</DialogTitle>
          <DialogContent className={styles.content}>
            {chosen
              ? (
                <>
                  <ChosenTarget target={chosen} onOther={() => { setChosen(null); setRefusal(null) }} />
                  <Text>{why(name)}</Text>
                </>
              )
              : <TargetPicker text={text} onText={setText} found={found} onPick={setChosen} ownNumber={ownNumber} />}
            {refusal !== null && <MessageBar intent="error" layout="multiline"><MessageBarBody>{refusal}</MessageBarBody></MessageBar>}
          </DialogContent>
          <DialogActions>
            <Button appearance="secondary" className={styles.button} onClick={onClose}>{keep}</Button>
            <Button
              appearance="primary" disabled={!chosen} disabledFocusable={sending} autoFocus={chosen !== null} key={chosen ? 'chosen' : 'none'}
              {...(sending ? { icon: <Spinner size="extra-tiny" /> } : {})} onClick={() => void send()}
            >
              {button}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
