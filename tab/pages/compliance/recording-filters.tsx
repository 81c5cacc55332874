import { useState } from 'react'
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { isFiltered, noFilters, type Filters } from './filters.ts'
import { PersonField } from './person-field.tsx'

const useStyles = makeStyles({
  tools: {
    display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: '10px 16px', padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 479px)': { padding: '10px 12px' },
  },
  clear: { alignSelf: 'end' },
})

/** Which recordings are listed. Each choice counts at once. */
export const RecordingFilters = ({ filters, onChange }: { filters: Filters, onChange: (filters: Filters) => void }) => {
  const { person, from, to } = filters
  // what was typed into the person's field goes with the rest
  const [cleared, setCleared] = useState(0)
  const styles = useStyles()
  return (
    <div className={styles.tools} role="search" aria-label="Recordings">
      <PersonField key={cleared} person={person} onPerson={(chosen) => onChange({ ...filters, person: chosen })} />
      <Field label="First day"><Input type="date" value={from} max={to} onChange={(_event, { value }) => onChange({ ...filters, from: value })} /></Field>
      <Field label="Last day"><Input type="date" value={to} min={from} onChange={(_event, { value }) => onChange({ ...filters, to: value })} /></Field>
      {isFiltered(filters) && (
        <Button
          appearance="transparent" className={styles.clear}
          onClick={() => {
            setCleared((count) => count + 1)
            onChange(noFilters)
          }}
        >
          Clear all
        </Button>
      )}
    </div>
  )
}
