import { useState } from 'react'
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, MessageBar, MessageBarBody, Spinner, Text } from '@fluentui/react-components'
import type { InventoryNumber } from '../../../../src/api/admin.ts'
import type { Colleague } from '../../../../src/api/person.ts'
import { asApiError } from '../../../api.ts'
import { ChosenTarget } from '../../../parts/live/chosen-target.tsx'
import { TargetPicker } from '../../../parts/live/target-picker.tsx'
import { useTargets } from '../../../parts/live/use-targets.ts'
import { formatNumber } from '../../../number.ts'
import { useOwnNumber } from '../../../services.tsx'
import { useAdminApi } from '../admin-api.ts'
import { useSelf } from '../../../parts/use-self.ts'

const useStyles = makeStyles({
  surface: { maxWidth: '480px' },
  content: { display: 'grid', gap: '16px', minHeight: '240px', alignContent: 'start' },
  button: { whiteSpace: 'nowrap' },
})

const meaning = ({ name, number }: Colleague) =>
  number === null
    ? `${name} can call and be called on it at once. Teams takes a little longer.`
    : `${name} has ${formatNumber(number)} now. This number takes its place, and that one becomes free.`

export interface AssignDialogProps {
  number: string
  onDone: (now: InventoryNumber, person: Colleague) => void
  onClose: () => void
}

/** Who gets a number. Stays, with the service's words, when they can't have it. */
export const AssignDialog = ({ number, onDone, onClose }: AssignDialogProps) => {
  const admin = useAdminApi()
  const ownNumber = useOwnNumber()
  const self = useSelf()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Colleague | null>(null)
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const found = useTargets(chosen ? '' : text, ownNumber, { numbers: false, self })
  const styles = useStyles()

  const send = async () => {
    if (!chosen || sending) return
    setSending(true)
    setRefusal(null)
    try {
      onDone(await admin.assign(number, chosen.userId), chosen)
    } catch (reason) {
      setRefusal(asApiError(reason).message)
      setSending(false)
    }
  }
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => { if (!open) onClose() }}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>Who gets {formatNumber(number)}?</DialogTitle>
          <DialogContent className={styles.content}>
            {chosen
              ? <><ChosenTarget target={{ kind: 'person', person: chosen }} onOther={() => { setChosen(null); setRefusal(null) }} /><Text>{meaning(chosen)}</Text></>
              : (
                  <TargetPicker
                    label="Name" text={text} onText={setText} found={found} ownNumber={ownNumber} canPick={() => true}
                    onPick={(target) => { if (target.kind === 'person') setChosen(target.person) }}
                  />
                )}
            {refusal !== null && <MessageBar intent="error" layout="multiline"><MessageBarBody>Not assigned. {refusal}</MessageBarBody></MessageBar>}
          </DialogContent>
          <DialogActions>
            <Button appearance="secondary" className={styles.button} onClick={onClose}>Cancel</Button>
            <Button
              appearance="primary" className={styles.button} disabled={!chosen} disabledFocusable={sending} autoFocus={chosen !== null} key={chosen ? 'chosen' : 'none'}
              {...(sending ? { icon: <Spinner size="extra-tiny" /> } : {})} onClick={() => void send()}
            >
              Assign
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
