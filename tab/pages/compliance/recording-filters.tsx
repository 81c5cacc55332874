import { useState } from 'react'
import { Button, Field, Input, makeStyles, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { PersonSearchRegular } from '@fluentui/react-icons/svg/person-search'
import { FilterTag } from '../../parts/filter-tag.tsx'
import { PickDialog } from '../../parts/pick-dialog.tsx'
import { useSelf } from '../../parts/use-self.ts'
import { isFiltered, noFilters, type Filters } from './filters.ts'

const useStyles = makeStyles({
  tools: {
    display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '10px 12px', padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 479px)': { padding: '10px 16px' },
  },
  day: { flexGrow: 1, flexBasis: '130px', maxWidth: '200px', minWidth: '0', '@media (max-width: 479px)': { maxWidth: 'none' } },
  button: { whiteSpace: 'nowrap', flexShrink: 0 },
})

/** Which recordings are listed. Each choice counts at once. */
export const RecordingFilters = ({ filters, onChange }: { filters: Filters, onChange: (filters: Filters) => void }) => {
  const { person, from, to } = filters
  const self = useSelf()
  const [picking, setPicking] = useState(false)
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  return (
    <div className={styles.tools} role="search" aria-label="Recordings">
      <Field className={styles.day} label="First day"><Input type="date" value={from} max={to} onChange={(_event, { value }) => onChange({ ...filters, from: value })} /></Field>
      <Field className={styles.day} label="Last day"><Input type="date" value={to} min={from} onChange={(_event, { value }) => onChange({ ...filters, to: value })} /></Field>
      <Button {...focusBack} className={styles.button} icon={<PersonSearchRegular />} onClick={() => setPicking(true)}>Person</Button>
      {isFiltered(filters) && <Button appearance="transparent" className={styles.button} onClick={() => onChange(noFilters)}>Clear all</Button>}
      {person && <FilterTag words={person.name} onRemove={() => onChange({ ...filters, person: null })} />}
      {picking && (
        <PickDialog
          title="Whose recordings?" label="Name" numbers={false} self={self} canPick={() => true} onClose={() => setPicking(false)}
          onPick={(target) => {
            setPicking(false)
            if (target.kind === 'person') onChange({ ...filters, person: target.person })
          }}
        />
      )}
    </div>
  )
}
