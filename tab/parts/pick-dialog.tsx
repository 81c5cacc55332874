import { useState } from 'react'
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles } from '@fluentui/react-components'
import { TargetPicker } from './live/target-picker.tsx'
import { useTargets, type Target, type TargetKinds } from './live/use-targets.ts'
import { useOwnNumber } from '../services.tsx'

const useStyles = makeStyles({
  content: { minHeight: '220px' },
  surface: { maxWidth: '480px' },
})

export interface PickDialogProps extends TargetKinds {
  title: string
  /** The name of the field. */
  label?: string
  /** Which of those found can be picked; those with a number where it is not given. */
  canPick?: (target: Target) => boolean
  onPick: (target: Target) => void
  onClose: () => void
}

/** Asks for a colleague or a number; picking one is the answer. */
export const PickDialog = ({ title, onPick, onClose, numbers = true, self = null, ...picker }: PickDialogProps) => {
  const ownNumber = useOwnNumber()
  const [text, setText] = useState('')
  const found = useTargets(text, ownNumber, { numbers, self })
  const styles = useStyles()
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => { if (!open) onClose() }}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            <TargetPicker text={text} onText={setText} found={found} onPick={onPick} ownNumber={ownNumber} {...picker} />
          </DialogContent>
          <DialogActions><Button appearance="secondary" onClick={onClose}>Cancel</Button></DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
