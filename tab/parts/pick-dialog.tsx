import { useState } from 'react'
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles } from '@fluentui/react-components'
import { TargetPicker } from './live/target-picker.tsx'
import { useTargets, type Target, type Targets } from './live/use-targets.ts'
import { useOwnNumber } from '../services.tsx'

const useStyles = makeStyles({
  content: { minHeight: '220px' },
  surface: { maxWidth: '480px' },
})

export interface PickDialogProps {
  title: string
  onPick: (target: Target) => void
  onClose: () => void
  /** No numbers, and none of these people (by user id): they are chosen already. */
  colleaguesBut?: string[]
}

const leaveOut = (found: Targets, chosen: string[]): Targets => {
  const targets = found.targets.filter((target) => target.kind === 'number' || !chosen.includes(target.person.userId))
  return targets.length === 0 && found.targets.length > 0 ? { ...found, targets, words: 'They are in the list already.' } : { ...found, targets }
}

/** Asks for a colleague or a number; picking one is the answer. */
export const PickDialog = ({ title, onPick, onClose, colleaguesBut }: PickDialogProps) => {
  const ownNumber = useOwnNumber()
  const [text, setText] = useState('')
  const found = useTargets(text, ownNumber, colleaguesBut !== undefined)
  const styles = useStyles()
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => { if (!open) onClose() }}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            <TargetPicker
              text={text} onText={setText} found={leaveOut(found, colleaguesBut ?? [])} onPick={onPick} ownNumber={ownNumber}
              {...(colleaguesBut === undefined ? {} : { label: 'Name' })}
            />
          </DialogContent>
          <DialogActions><Button appearance="secondary" onClick={onClose}>Cancel</Button></DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
