import { Field, Input, makeStyles, Text } from '@fluentui/react-components'
import { messageOf, type FormProblem } from '../../editor/problem.ts'

const useStyles = makeStyles({ input: { maxWidth: '180px' } })

export interface LimitFieldProps {
  /** As the API names it. */
  field: string
  label: string
  unit: string
  /** What it means, or from where to where it goes. */
  hint: string
  text: string
  problem: FormProblem | null
  onChange: (text: string) => void
}

/** A whole number with its unit. */
export const LimitField = ({ field, label, unit, hint, text, problem, onChange }: LimitFieldProps) => {
  const styles = useStyles()
  return (
    <Field label={label} hint={hint} {...messageOf(problem, field)}>
      <Input className={styles.input} value={text} inputMode="numeric" maxLength={6} contentAfter={<Text size={200}>{unit}</Text>} onChange={(_event, { value }) => onChange(value)} />
    </Field>
  )
}
