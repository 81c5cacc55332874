import { useState } from 'react'
import { Button, Field, Input, makeStyles, Radio, RadioGroup, Text, useRestoreFocusTarget } from '@fluentui/react-components'
import { PickDialog } from '../../../../parts/pick-dialog.tsx'
import { messageOf, type FormProblem } from '../../editor/problem.ts'
import { useSelf } from '../../../../parts/use-self.ts'
import type { QueueDraft } from './draft.ts'

const useStyles = makeStyles({
  control: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  more: { paddingLeft: '12px' },
  input: { maxWidth: '320px' },
  person: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
})

export interface OverflowControlProps {
  draft: QueueDraft
  problem: FormProblem | null
  onChange: (part: Partial<QueueDraft>) => void
}

const choices: [QueueDraft['overflowTo'], string][] = [['nobody', 'The call ends'], ['number', 'The call goes to a number'], ['voicemail', 'The call goes to somebody’s voicemail']]

/** Where a caller goes whom nobody took in time. */
export const OverflowControl = ({ draft: { overflowTo, overflowNumber, overflowPerson }, problem, onChange }: OverflowControlProps) => {
  const self = useSelf()
  const [picking, setPicking] = useState(false)
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  const personMessage = messageOf(problem, 'overflow.userId')
  return (
    <div className={styles.control}>
      <Field label="What happens then" {...messageOf(problem, 'overflow.to')}>
        <RadioGroup value={overflowTo} onChange={(_event, { value }) => onChange({ overflowTo: choices.find(([choice]) => choice === value)?.[0] ?? 'nobody' })}>
          {choices.map(([choice, words]) => <Radio key={choice} value={choice} label={words} />)}
        </RadioGroup>
      </Field>
      {overflowTo === 'number' && (
        <Field label="Which number" required className={styles.more} {...messageOf(problem, 'overflow.number')}>
          <Input className={styles.input} value={overflowNumber} type="tel" maxLength={40} autoComplete="off" onChange={(_event, { value }) => onChange({ overflowNumber: value })} />
        </Field>
      )}
      {overflowTo === 'voicemail' && (
        <Field label="Whose voicemail" required className={styles.more} {...personMessage}>
          {({ 'aria-describedby': describedBy }) => (
            <div className={styles.person}>
              {overflowPerson && <Text weight="semibold">{overflowPerson.name}</Text>}
              <Button {...focusBack} aria-describedby={describedBy} {...('validationMessage' in personMessage ? { 'data-invalid': true } : {})} onClick={() => setPicking(true)}>{overflowPerson ? 'Choose someone else' : 'Choose a person'}</Button>
            </div>
          )}
        </Field>
      )}
      {picking && (
        <PickDialog
          title="Whose voicemail?" label="Name" numbers={false} self={self} onClose={() => setPicking(false)}
          onPick={(target) => {
            setPicking(false)
            if (target.kind === 'person') onChange({ overflowPerson: { userId: target.person.userId, name: target.person.name } })
          }}
        />
      )}
    </div>
  )
}
