import { useState } from 'react'
import { Button, Field, Input, makeStyles, Radio, RadioGroup, Text, useRestoreFocusTarget } from '@fluentui/react-components'
import type { Policy } from '../../../../../src/api/policies.ts'
import { PickDialog } from '../../../../parts/pick-dialog.tsx'
import { useSelf } from '../../../../parts/use-self.ts'
import { messageOf, type FormProblem } from '../../editor/problem.ts'
import type { Whom } from './use-policy-form.ts'

const useStyles = makeStyles({
  whom: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' },
  person: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  number: { maxWidth: '180px' },
})

export interface WhomControlProps {
  whom: Whom
  /** A policy that is there already stays for whom it is. */
  isNew: boolean
  policies: Policy[]
  problem: FormProblem | null
  onChange: (part: Partial<Whom>) => void
}

/** For whom the policy is: everyone, a group of Entra ID, or a person. */
export const WhomControl = ({ whom, isNew, policies, problem, onChange }: WhomControlProps) => {
  const self = useSelf()
  const [picking, setPicking] = useState(false)
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  const message = (field: string) => messageOf(problem, field)
  return (
    <div className={styles.whom}>
      {isNew && (
        <Field label="For" {...message('scope')}>
          <RadioGroup value={whom.scope} onChange={(_event, { value }) => onChange({ scope: value as Whom['scope'], subject: '', name: '' })}>
            <Radio value="everyone" label="Everyone" disabled={policies.some(({ scope }) => scope === 'everyone')} />
            <Radio value="group" label="A group" />
            <Radio value="person" label="A person" />
          </RadioGroup>
        </Field>
      )}
      {whom.scope === 'group' && (
        <>
          {isNew && (
            <Field label="The group’s object ID" required hint="In the Microsoft Entra admin center under Groups, on the group’s overview." {...message('subject')}>
              <Input value={whom.subject} maxLength={60} spellCheck={false} onChange={(_event, { value }) => onChange({ subject: value })} />
            </Field>
          )}
          <Field label="The group’s name" required hint="People read it: “Set by your organisation for Sales”." {...message('name')}>
            <Input value={whom.name} maxLength={80} onChange={(_event, { value }) => onChange({ name: value })} />
          </Field>
          <Field label="Priority" hint="Of two groups the higher one counts. 0 to 1000." {...message('priority')}>
            <Input className={styles.number} value={whom.priority} inputMode="numeric" maxLength={4} onChange={(_event, { value }) => onChange({ priority: value })} />
          </Field>
        </>
      )}
      {whom.scope === 'person' && isNew && (
        <Field label="Person" {...message('subject')}>
          <div className={styles.person}>
            {whom.name !== '' && <Text weight="semibold">{whom.name}</Text>}
            <Button {...focusBack} {...('validationMessage' in message('subject') ? { 'data-invalid': true } : {})} onClick={() => setPicking(true)}>{whom.name === '' ? 'Choose a person' : 'Choose someone else'}</Button>
          </div>
        </Field>
      )}
      {picking && (
        <PickDialog
          title="For whom is the policy?" label="Name" numbers={false} self={self} onClose={() => setPicking(false)}
          onPick={(target) => {
            setPicking(false)
            if (target.kind === 'person') onChange({ subject: target.person.userId, name: target.person.name })
          }}
        />
      )}
    </div>
  )
}
