import { useEffect, useRef } from 'react'
import { Button, makeStyles, MessageBar, MessageBarBody, Spinner, Text, tokens } from '@fluentui/react-components'
import type { Policy } from '../../../../../src/api/policies.ts'
import { useSurface } from '../../../../parts/surface.ts'
import { notSet } from '../draft.ts'
import { fieldGroups, fields } from '../fields.ts'
import { whomOf } from '../policy-words.ts'
import { FieldControl } from './field-control.tsx'
import { problemOf, usePolicyForm, type FormProblem } from './use-policy-form.ts'
import { WhomControl } from './whom-control.tsx'

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '24px', padding: '20px 20px 0', '@media (max-width: 479px)': { padding: '16px 16px 0' } },
  head: { display: 'grid', gap: '4px', outlineStyle: 'none' },
  group: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))', alignItems: 'start', gap: '12px 16px', margin: '0', padding: '0', border: 'none', minWidth: 0, maxWidth: '680px' },
  whom: { maxWidth: '680px' },
  legend: { padding: '0', marginBottom: '8px' },
  // In sight while one scrolls through the fields.
  foot: {
    position: 'sticky', bottom: '0', zIndex: 1, display: 'grid', gap: '8px', marginLeft: '-20px', marginRight: '-20px', padding: '12px 20px', backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { marginLeft: '-16px', marginRight: '-16px', padding: '12px 16px' },
  },
  acts: { display: 'flex', gap: '8px' },
})

const shownAt = ['scope', 'subject', 'name', 'priority', ...fields.map(({ path }) => path)]
/** What no field in the form can show stands at its end. */
const hasPlace = (problem: FormProblem) => shownAt.some((path) => problemOf(problem, path) !== null)

export interface PolicyEditorProps {
  /** Null for a new one. */
  policy: Policy | null
  policies: Policy[]
  onSaved: (saved: Policy) => Promise<void>
  onCancel: () => void
}

/** Everything a policy can decide. What is not set is left to other policies, or to the people. */
export const PolicyEditor = ({ policy, policies, onSaved, onCancel }: PolicyEditorProps) => {
  const { whom, drafts, saving, problem, save, setWhom, setDraft } = usePolicyForm(policy, policies, onSaved)
  const form = useRef<HTMLFormElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const styles = useStyles()
  const surface = useSurface()
  useEffect(() => head.current?.focus(), [])
  // to what has to be put right
  useEffect(() => { if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus() }, [problem])
  const title = policy ? `The policy for ${whomOf(policy)}` : 'A new policy'
  return (
    <form
      ref={form} className={styles.form} noValidate aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div ref={head} tabIndex={-1} className={styles.head}>
        <Text as="h3" size={400} className={surface.heading}>{title}</Text>
        <Text size={200} className={surface.quiet}>What is not set is left to other policies, or to the people themselves.</Text>
      </div>
      {(policy === null || policy.scope === 'group') && <div className={styles.whom}><WhomControl whom={whom} isNew={policy === null} policies={policies} problem={problem} onChange={setWhom} /></div>}
      {fieldGroups.map((group) => (
        <fieldset key={group.title} className={styles.group}>
          <legend className={styles.legend}><Text as="h4" className={surface.heading}>{group.title}</Text></legend>
          {group.fields.map((field) => (
            <FieldControl key={field.path} field={field} draft={drafts[field.path] ?? notSet} problem={problemOf(problem, field.path)} onChange={(draft) => setDraft(field.path, draft)} />
          ))}
        </fieldset>
      ))}
      <div className={styles.foot}>
        {problem && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>Not saved. {hasPlace(problem) ? 'One field needs a change.' : problem.words}</MessageBarBody>
          </MessageBar>
        )}
        <div className={styles.acts}>
          <Button type="submit" appearance="primary" disabledFocusable={saving} {...(saving ? { icon: <Spinner size="extra-tiny" /> } : {})}>Save</Button>
          <Button onClick={onCancel} disabled={saving}>Cancel</Button>
        </div>
      </div>
    </form>
  )
}
