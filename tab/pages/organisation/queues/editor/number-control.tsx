import { useRef } from 'react'
import { Button, Field, Input, makeStyles, Text } from '@fluentui/react-components'
import type { Queue } from '../../../../../src/api/queues.ts'
import { formatNumber } from '../../../../number.ts'
import { useSurface } from '../../../../parts/surface.ts'
import { messageOf, type FormProblem } from '../../editor/problem.ts'
import { useServiceNumbers } from './use-service-numbers.ts'

const useStyles = makeStyles({
  control: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  input: { maxWidth: '320px' },
  free: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
})

const offeredAtOnce = 4
const digitsOf = (text: string) => text.replace(/\D/g, '')

export interface NumberControlProps {
  text: string
  queues: Queue[]
  problem: FormProblem | null
  onChange: (text: string) => void
}

/** The queue's number, as people write it; service numbers that are free lie ready. */
export const NumberControl = ({ text, queues, problem, onChange }: NumberControlProps) => {
  const free = useServiceNumbers(queues)
  const place = useRef<HTMLDivElement>(null)
  const styles = useStyles()
  const surface = useSurface()
  const typed = digitsOf(text)
  const offered = free.some((number) => digitsOf(number) === typed) ? [] : free.filter((number) => number.includes(typed)).slice(0, offeredAtOnce)
  return (
    <div ref={place} className={styles.control}>
      <Field label="Number" required hint="One that is nobody’s own. Your operator brings its calls here." {...messageOf(problem, 'number')}>
        <Input className={styles.input} value={text} type="tel" maxLength={40} autoComplete="off" onChange={(_event, { value }) => onChange(value)} />
      </Field>
      {offered.length > 0 && (
        <div role="group" aria-label="Free service numbers" className={styles.free}>
          <Text size={200} className={surface.quiet}>Free:</Text>
          {offered.map((number) => (
            <Button
              key={number} size="small" shape="circular" aria-label={`Take ${formatNumber(number)}`}
              onClick={() => {
                onChange(formatNumber(number))
                place.current?.querySelector('input')?.focus()
              }}
            >
              {formatNumber(number)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
