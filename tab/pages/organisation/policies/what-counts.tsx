import { useEffect, useState } from 'react'
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, Spinner, Text } from '@fluentui/react-components'
import type { Colleague } from '../../../../src/api/person.ts'
import { asApiError } from '../../../api.ts'
import { PickDialog } from '../../../parts/pick-dialog.tsx'
import { useSurface } from '../../../parts/surface.ts'
import { useAdminApi } from '../admin-api.ts'
import { useSelf } from '../../../parts/use-self.ts'

const useStyles = makeStyles({
  surface: { maxWidth: '480px' },
  content: { display: 'grid', gap: '12px', minHeight: '80px', alignContent: 'start' },
  rules: { display: 'grid', gap: '12px', margin: '0', padding: '0', listStyleType: 'none' },
  rule: { display: 'grid', gap: '2px', overflowWrap: 'anywhere' },
})

type Answer = { rules: { text: string, by: string }[] } | { problem: string }

/** What all policies together come to for one person, in the words that person reads. */
const Rules = ({ person, onOther, onClose }: { person: Colleague, onOther: () => void, onClose: () => void }) => {
  const admin = useAdminApi()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const styles = useStyles()
  const surface = useSurface()
  useEffect(() => {
    let over = false
    admin.policyOf(person.userId).then(
      (found) => { if (!over) setAnswer(found) },
      (reason: unknown) => { if (!over) setAnswer({ problem: asApiError(reason).message }) },
    )
    return () => { over = true }
  }, [admin, person])
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => { if (!open) onClose() }}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>What counts for {person.name}</DialogTitle>
          <DialogContent className={styles.content}>
            <div role="status">
              {answer === null && <Spinner size="tiny" label="Looking…" />}
              {answer && 'problem' in answer && <Text>{answer.problem}</Text>}
              {answer && 'rules' in answer && <Text>{answer.rules.length === 0 ? 'Nothing is decided for them: they choose for themselves.' : 'They read in their settings:'}</Text>}
            </div>
            {answer && 'rules' in answer && answer.rules.length > 0 && (
              <ul className={styles.rules}>
                {answer.rules.map(({ text, by }) => <li key={text} className={styles.rule}><Text>{text}</Text><Text size={200} className={surface.quiet}>{by}</Text></li>)}
              </ul>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="secondary" onClick={onOther}>Someone else</Button>
            <Button appearance="primary" autoFocus onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

/** Asks for a person, then tells what counts for them. */
export const WhatCounts = ({ onClose }: { onClose: () => void }) => {
  const self = useSelf()
  const [person, setPerson] = useState<Colleague | null>(null)
  if (person) return <Rules person={person} onOther={() => setPerson(null)} onClose={onClose} />
  return <PickDialog title="What counts for whom?" label="Name" numbers={false} self={self} onClose={onClose} onPick={(target) => { if (target.kind === 'person') setPerson(target.person) }} />
}
