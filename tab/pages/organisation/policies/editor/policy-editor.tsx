import { makeStyles, Text } from '@fluentui/react-components'
import type { Policy } from '../../../../../src/api/policies.ts'
import { useSurface } from '../../../../parts/surface.ts'
import { EditorForm } from '../../editor/editor-form.tsx'
import { problemOf } from '../../editor/problem.ts'
import { notSet } from '../draft.ts'
import { fieldGroups, fields } from '../fields.ts'
import { whomOf } from '../policy-words.ts'
import { FieldControl } from './field-control.tsx'
import { usePolicyForm } from './use-policy-form.ts'
import { WhomControl } from './whom-control.tsx'

const useStyles = makeStyles({
  group: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))', alignItems: 'start', gap: '12px 16px', margin: '0', padding: '0', border: 'none', minWidth: 0, maxWidth: '680px' },
  whom: { maxWidth: '680px' },
  legend: { padding: '0', marginBottom: '8px' },
})

const always = ['name', 'priority', ...fields.map(({ path }) => path)]
/** Whom it is for can be chosen of a new one only. */
const whenNew = ['scope', 'subject', ...always]

export interface PolicyEditorProps {
  /** Null for a new one. */
  policy: Policy | null
  policies: Policy[]
  onSaved: (saved: Policy) => Promise<void>
  onCancel: () => void
}

/** Everything a policy can decide. What is not set is left to other policies, or to the people. */
export const PolicyEditor = ({ policy, policies, onSaved, onCancel }: PolicyEditorProps) => {
  const { record, draft: { whom, drafts }, frame, setWhom, setDraft } = usePolicyForm(policy, policies, onSaved)
  const { problem } = frame
  const styles = useStyles()
  const surface = useSurface()
  return (
    <EditorForm
      title={record ? `The policy for ${whomOf(record)}` : 'A new policy'} lead="What is not set is left to other policies, or to the people themselves."
      frame={frame} shownAt={record === null ? whenNew : always} onCancel={onCancel}
    >
      {(record === null || record.scope === 'group') && <div className={styles.whom}><WhomControl whom={whom} isNew={record === null} policies={policies} problem={problem} onChange={setWhom} /></div>}
      {fieldGroups.map((group) => (
        <fieldset key={group.title} className={styles.group}>
          <legend className={styles.legend}><Text as="h4" className={surface.heading}>{group.title}</Text></legend>
          {group.fields.map((field) => (
            <FieldControl key={field.path} field={field} draft={drafts[field.path] ?? notSet} problem={problemOf(problem, field.path)} onChange={(draft) => setDraft(field.path, draft)} />
          ))}
        </fieldset>
      ))}
    </EditorForm>
  )
}
