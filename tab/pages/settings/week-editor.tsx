import { useEffect, useState } from 'react'
import { Checkbox, Input, makeStyles, Text } from '@fluentui/react-components'
import type { QuietPeriod } from '../../../src/api/settings.ts'
import { useSurface } from '../../parts/surface.ts'

const useStyles = makeStyles({
  week: { display: 'grid', gap: '4px', margin: '0', padding: '0', listStyleType: 'none' },
  day: { display: 'grid', gridTemplateColumns: '140px minmax(0, 1fr)', columnGap: '8px', alignItems: 'center', minHeight: '40px', '@media (max-width: 479px)': { gridTemplateColumns: 'minmax(0, 1fr)', paddingBottom: '8px' } },
  period: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', '@media (max-width: 479px)': { paddingLeft: '8px' } },
  // Wide enough for "10:00 PM" and the clock beside it; on a phone two stand side by side.
  time: { width: '140px', '@media (max-width: 479px)': { width: '118px', paddingLeft: '2px', paddingRight: '2px' }, '& input': { minWidth: '0', paddingLeft: '2px', paddingRight: '0' } },
})

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const usual = { from: '22:00', to: '07:00' }

interface TimeProps { label: string, value: string, onChange: (value: string) => void }

/** Saved once the person leaves the field, not at every digit; one left empty is as it was. */
const TimeInput = ({ label, value, onChange }: TimeProps) => {
  const [typed, setTyped] = useState(value)
  const styles = useStyles()
  useEffect(() => setTyped(value), [value])
  const leave = () => {
    if (typed === '') setTyped(value)
    else if (typed !== value) onChange(typed)
  }
  return <Input type="time" aria-label={label} value={typed} className={styles.time} onChange={(_event, data) => setTyped(data.value)} onBlur={leave} />
}

/** From when until when it is quiet, for the evening of each day. */
export const WeekEditor = ({ weekly, onChange }: { weekly: QuietPeriod[], onChange: (weekly: QuietPeriod[]) => void }) => {
  const styles = useStyles()
  const surface = useSurface()
  const replace = (before: QuietPeriod, after: Partial<QuietPeriod>) => onChange(weekly.map((period) => (period === before ? { ...period, ...after } : period)))
  const toggle = (day: number, on: boolean) => {
    const others = weekly.filter((period) => period.day !== day)
    // a new day has the hours of the others
    const like = others.at(0) ?? usual
    onChange((on ? [...others, { day, from: like.from, to: like.to }] : others).sort((a, b) => a.day - b.day))
  }
  return (
    <ul className={styles.week} aria-label="Quiet hours of each day">
      {dayNames.map((name, index) => {
        const periods = weekly.filter(({ day }) => day === index + 1)
        return (
          <li key={name} className={styles.day}>
            <Checkbox label={name} checked={periods.length > 0} onChange={(_event, { checked }) => toggle(index + 1, checked === true)} />
            {periods.map((period) => (
              <div key={`${period.from}-${period.to}`} className={styles.period}>
                <TimeInput label={`${name}, quiet from`} value={period.from} onChange={(from) => replace(period, { from })} />
                <Text>to</Text>
                <TimeInput label={`${name}, quiet until`} value={period.to} onChange={(to) => replace(period, { to })} />
                <Text size={200} className={surface.quiet}>{period.to > period.from ? '' : period.to === period.from ? 'all day and night' : 'next day'}</Text>
              </div>
            ))}
          </li>
        )
      })}
    </ul>
  )
}
