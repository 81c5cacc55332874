import { useState } from 'react'
import { Button, Field, Input, makeStyles, Tag, TagGroup, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { PersonSearchRegular } from '@fluentui/react-icons/svg/person-search'
import { PickDialog } from '../../parts/pick-dialog.tsx'
import { useSelf } from '../organisation/use-self.ts'
import { isFiltered, noFilters, type Filters } from './filters.ts'

const useStyles = makeStyles({
  tools: {
    display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '10px 12px', padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 479px)': { padding: '10px 16px' },
  },
  day: { flexGrow: 1, flexBasis: '130px', maxWidth: '200px', minWidth: '0', '@media (max-width: 479px)': { maxWidth: 'none' } },
  button: { whiteSpace: 'nowrap', flexShrink: 0 },
  tags: { alignSelf: 'center', maxWidth: '100%' },
  // a long name takes a second line, so that what removes it stays in sight
  tag: { height: 'auto', minHeight: '32px', maxWidth: '100%', gridTemplateColumns: 'auto minmax(0, 1fr) auto' },
  name: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
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
      {person && (
        <TagGroup className={styles.tags} aria-label="Filters that are on" dismissible onDismiss={() => onChange({ ...filters, person: null })}>
          <Tag
            value="person" dismissible shape="circular" appearance="brand" className={styles.tag} aria-label={`Remove the filter ${person.name}`}
            primaryText={{ className: styles.name, children: person.name }} dismissIcon={<DismissRegular />}
          />
        </TagGroup>
      )}
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
