import { Field, makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components'
import { queueStrategy, type QueueStrategy } from '../../../../../src/api/queues.ts'
import { useSurface } from '../../../../parts/surface.ts'
import { messageOf, type FormProblem } from '../../editor/problem.ts'
import { strategies } from '../queue-words.ts'

const useStyles = makeStyles({ label: { display: 'grid' } })

export interface StrategyControlProps {
  strategy: QueueStrategy
  problem: FormProblem | null
  onChange: (strategy: QueueStrategy) => void
}

/** How the queue looks for somebody. */
export const StrategyControl = ({ strategy, problem, onChange }: StrategyControlProps) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <Field label="Whom it rings" {...messageOf(problem, 'strategy')}>
      <RadioGroup value={strategy} onChange={(_event, { value }) => onChange(queueStrategy.parse(value))}>
        {queueStrategy.options.map((each) => (
          <Radio key={each} value={each} label={<span className={styles.label}><Text>{strategies[each].name}</Text><Text size={200} className={surface.quiet}>{strategies[each].does}</Text></span>} />
        ))}
      </RadioGroup>
    </Field>
  )
}
