import { Checkbox, Field as Labelled, Input, makeStyles, Select, Text } from '@fluentui/react-components'
import { modesOf, type Draft } from '../draft.ts'
import type { Field } from '../fields.ts'

const useStyles = makeStyles({
  field: { minWidth: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  // A select wants the room of its longest choice.
  select: { gridTemplateColumns: 'minmax(0, 1fr)' },
  more: { paddingLeft: '12px' },
  checks: { display: 'grid', justifyItems: 'start', paddingLeft: '4px' },
  number: { maxWidth: '180px' },
})

export interface FieldControlProps {
  field: Field
  draft: Draft
  problem: string | null
  onChange: (draft: Draft) => void
}

/** Which one counts where it is not the person who chooses, else what the field says of itself. */
const hintOf = (field: Field, picked: readonly string[]): string | undefined => {
  if (field.kind !== 'several' || field.first === undefined) return field.hint
  const [first] = picked
  return first === undefined ? undefined : `${field.first}: ${field.choices[first] ?? first}`
}

/** What goes with "only these", "at most" and the like. */
const More = ({ field, draft, problem, onChange }: FieldControlProps) => {
  const styles = useStyles()
  const hint = hintOf(field, draft.picked)
  const words = { ...(problem === null ? {} : { validationMessage: problem }), ...(hint === undefined ? {} : { hint }) }
  if (field.kind === 'several') {
    const toggle = (value: string, on: boolean) => onChange({ ...draft, picked: on ? [...draft.picked, value] : draft.picked.filter((each) => each !== value) })
    return (
      <Labelled {...words}>
        <div role="group" aria-label={field.label} className={styles.checks}>
          {/* a Field would give all of them its one id */}
          {Object.entries(field.choices).map(([value, label]) => <Checkbox key={value} id={`${field.path} ${value}`.replace(/\W/g, '-')} label={label} checked={draft.picked.includes(value)} onChange={(_event, { checked }) => toggle(value, checked === true)} />)}
        </div>
      </Labelled>
    )
  }
  return (
    <Labelled {...words} className={styles.more}>
      <Input
        aria-label={`${field.label}: ${field.kind === 'limit' ? field.unit : 'some' in field ? field.some : ''}`} value={draft.text} className={field.kind === 'limit' ? styles.number : ''} maxLength={field.kind === 'prefixes' ? 8_000 : 80}
        inputMode={field.kind === 'limit' ? 'numeric' : field.kind === 'text' ? 'text' : 'tel'} {...(field.kind === 'limit' ? { contentAfter: <Text size={200}>{field.unit}</Text>, placeholder: `${field.least} to ${field.most}` } : {})}
        onChange={(_event, { value }) => onChange({ ...draft, text: value })}
      />
    </Labelled>
  )
}

/** One field of a policy: left to others, or decided. */
export const FieldControl = (props: FieldControlProps) => {
  const { field, draft, problem, onChange } = props
  const styles = useStyles()
  const asksMore = draft.mode === 'set'
  return (
    <div className={styles.field} data-field={field.path}>
      <Labelled label={field.label} className={styles.select} {...(problem !== null && !asksMore ? { validationMessage: problem } : {})} {...(field.hint !== undefined && !asksMore && field.kind === 'choice' ? { hint: field.hint } : {})}>
        <Select value={draft.mode} onChange={(_event, { value }) => onChange({ ...draft, mode: value })}>
          <option value="">Not set</option>
          {modesOf(field).map(([mode, words]) => <option key={mode} value={mode}>{words}</option>)}
        </Select>
      </Labelled>
      {asksMore && <More {...props} />}
    </div>
  )
}
