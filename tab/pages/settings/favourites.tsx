import { useState } from 'react'
import { Button, makeStyles, Tag, TagGroup, Text } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import type { Favourite } from '../../../src/api/settings.ts'
import type { Target } from '../../parts/live/use-targets.ts'
import { formatNumber } from '../../number.ts'
import { useOwnNumber } from '../../services.tsx'
import { Option } from './section.tsx'
import { PickDialog } from '../../parts/pick-dialog.tsx'

const useStyles = makeStyles({
  list: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)', marginTop: '4px' },
  tags: { flexWrap: 'wrap', gap: '8px' },
  button: { justifySelf: 'start' },
})

const favouriteOf = (target: Target): Favourite =>
  target.kind === 'number' ? { number: target.number, name: null } : { number: target.person.number ?? '', name: target.person.name }

/** Whose calls ring at any time. */
export const Favourites = ({ favourites, onChange }: { favourites: Favourite[], onChange: (favourites: Favourite[]) => void }) => {
  const ownNumber = useOwnNumber()
  const [picking, setPicking] = useState(false)
  const styles = useStyles()
  const add = (target: Target) => {
    setPicking(false)
    const added = favouriteOf(target)
    if (favourites.every(({ number }) => number !== added.number)) onChange([...favourites, added])
  }
  return (
    <div className={styles.list}>
      <Option title="Favourites">They ring through quiet hours and do not disturb.</Option>
      {favourites.length > 0 && (
        <TagGroup aria-label="Favourites" className={styles.tags} onDismiss={(_event, { value }) => onChange(favourites.filter(({ number }) => number !== value))}>
          {favourites.map(({ number, name }) => (
            <Tag key={number} value={number} dismissible dismissIcon={{ 'aria-label': 'remove' }}>
              <Text>{name ?? formatNumber(number, ownNumber)}</Text>
            </Tag>
          ))}
        </TagGroup>
      )}
      <Button size="small" icon={<AddRegular />} className={styles.button} onClick={() => setPicking(true)}>Add a favourite</Button>
      {picking && <PickDialog title="Who may always ring you?" onPick={add} onClose={() => setPicking(false)} />}
    </div>
  )
}
