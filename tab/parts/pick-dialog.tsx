import { useState } from 'react'
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles } from '@fluentui/react-components'
import { TargetPicker } from './live/target-picker.tsx'
import { useTargets, type Target, type TargetKinds, type Targets } from './live/use-targets.ts'
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
  /** Who is chosen already, by user id: they are not offered again. */
  chosen?: string[]
  onPick: (target: Target) => void
  onClose: () => void
}

const leaveOut = (chosen: string[], found: Targets): Targets => {
  const targets = found.targets.filter((target) => target.kind === 'number' || !chosen.includes(target.person.userId))
  return { ...found, targets, words: targets.length === 0 && found.targets.length > 0 ? 'They are in the list already.' : found.words }
}

/** Asks for a colleague or a number; picking one is the answer. */
export const PickDialog = ({ title, onPick, onClose, numbers = true, self = null, chosen = [], ...picker }: PickDialogProps) => {
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
            <TargetPicker text={text} onText={setText} found={leaveOut(chosen, found)} onPick={onPick} ownNumber={ownNumber} {...picker} />
          </DialogContent>
          <DialogActions><Button appearance="secondary" onClick={onClose}>Cancel</Button></DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
