import { useState } from 'react'
import { Button, makeStyles, Select, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { PersonSearchRegular } from '@fluentui/react-icons/svg/person-search'
import { FilterTag } from '../../../parts/filter-tag.tsx'
import { PickDialog } from '../../../parts/pick-dialog.tsx'
import { useSelf } from '../../../parts/use-self.ts'
import { actionGroups } from './actions.ts'
import { aboutWords, whens, type AuditFilters, type When } from './audit-filters.ts'

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '10px 12px' } },
  choice: { flexGrow: 1, flexBasis: '140px', minWidth: '0' },
  button: { whiteSpace: 'nowrap', flexShrink: 0 },
})

const isWhen = (value: string): value is When => value in whens

/** Whose, what and when, above the log. */
export const AuditToolbar = ({ filters, onChange, onReload }: { filters: AuditFilters, onChange: (filters: AuditFilters) => void, onReload: () => void }) => {
  const self = useSelf()
  const [picking, setPicking] = useState(false)
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  return (
    <div className={styles.tools} role="search" aria-label="Audit log">
      <Select className={styles.choice} aria-label="What happened" value={filters.action} onChange={(_event, { value }) => onChange({ ...filters, action: value })}>
        <option value="">Everything</option>
        {actionGroups.map(({ title, actions }) => (
          <optgroup key={title} label={title}>{Object.entries(actions).map(([action, name]) => <option key={action} value={action}>{name}</option>)}</optgroup>
        ))}
      </Select>
      <Select className={styles.choice} aria-label="When" value={filters.when ?? ''} onChange={(_event, { value }) => onChange({ ...filters, when: isWhen(value) ? value : null })}>
        <option value="">At any time</option>
        {Object.entries(whens).map(([when, name]) => <option key={when} value={when}>{name}</option>)}
      </Select>
      <Button {...focusBack} className={styles.button} icon={<PersonSearchRegular />} onClick={() => setPicking(true)}>Person or number</Button>
      <Button className={styles.button} appearance="subtle" icon={<ArrowClockwiseRegular />} aria-label="Read the log again" title="Read again" onClick={onReload} />
      {filters.about && <FilterTag words={aboutWords(filters.about)} onRemove={() => onChange({ ...filters, about: null })} />}
      {picking && (
        <PickDialog
          title="Whose entries?" self={self} canPick={() => true} onClose={() => setPicking(false)}
          onPick={(about) => {
            setPicking(false)
            onChange({ ...filters, about })
          }}
        />
      )}
    </div>
  )
}
