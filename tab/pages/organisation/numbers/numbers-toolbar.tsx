import { Button, makeStyles, SearchBox, Select, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload'
import type { InventoryNumber } from '../../../../src/api/admin.ts'

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '10px 12px' } },
  search: { flexGrow: 1, flexBasis: '180px', minWidth: '0', maxWidth: 'none' },
  state: { flexGrow: 0, minWidth: '0', '@media (max-width: 479px)': { flexGrow: 1 } },
  button: { whiteSpace: 'nowrap', flexShrink: 0, '@media (max-width: 479px)': { flexGrow: 1 } },
})

export type StateFilter = InventoryNumber['state'] | null

export interface NumbersToolbarProps {
  text: string
  onText: (text: string) => void
  state: StateFilter
  onState: (state: StateFilter) => void
  onUpload: () => void
}

/** Search, free or not, and the operator's list, above the numbers. */
export const NumbersToolbar = ({ text, onText, state, onState, onUpload }: NumbersToolbarProps) => {
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  return (
    <div className={styles.tools} role="search" aria-label="Numbers">
      <SearchBox
        className={styles.search} placeholder="Search numbers, names, sites" aria-label="Search the numbers" value={text} maxLength={100} dismiss={{ 'aria-label': 'Clear the search' }}
        onChange={(_event, { value }) => onText(value)} onKeyDown={(event) => { if (event.key === 'Escape') onText('') }}
      />
      <Select
        className={styles.state} aria-label="Which numbers" value={state ?? ''}
        onChange={(_event, { value }) => onState(value === 'free' || value === 'assigned' ? value : null)}
      >
        <option value="">All numbers</option>
        <option value="free">Free</option>
        <option value="assigned">Assigned</option>
      </Select>
      <Button {...focusBack} className={styles.button} icon={<ArrowUploadRegular />} onClick={onUpload}>Upload a list</Button>
    </div>
  )
}
