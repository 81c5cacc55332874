import { Button, makeStyles, Menu, MenuGroup, MenuGroupHeader, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons/svg/filter'
import { endpointName } from '../../words.ts'
import { chipsOf, directions, outcomeGroups, whens, type Filters } from './filters.ts'

const useStyles = makeStyles({
  popover: { maxHeight: 'min(70vh, 560px)', overflowY: 'auto' },
  button: { whiteSpace: 'nowrap', '@media (max-width: 479px)': { minWidth: '0' } },
})

const groups: { name: keyof Filters, title: string, items: Record<string, string> }[] = [
  { name: 'outcomes', title: 'Outcome', items: Object.fromEntries(Object.entries(outcomeGroups).map(([id, { name }]) => [id, name])) },
  { name: 'direction', title: 'Direction', items: directions },
  { name: 'endpoint', title: 'Has been at', items: endpointName },
  { name: 'when', title: 'When', items: whens },
]

const listed = (value: string | string[] | null): string[] => (value === null ? [] : typeof value === 'string' ? [value] : value)

/** Everything one can filter by. Of outcomes several may be meant at once, of the others one: another takes its place. */
export const FilterMenu = ({ filters, tags, onChange }: { filters: Filters, tags: string[], onChange: (filters: Filters) => void }) => {
  const styles = useStyles()
  const count = chipsOf(filters).length
  const all = tags.length === 0 ? groups : [...groups, { name: 'tag' as const, title: 'Tag', items: Object.fromEntries(tags.map((tag) => [tag, tag])) }]
  const checked = Object.fromEntries(all.map(({ name }) => [name, listed(filters[name])]))
  const change = (name: string, items: string[]) => {
    const value = name === 'outcomes' ? items : items.find((item) => !checked[name]?.includes(item)) ?? null
    onChange({ ...filters, [name]: value } as Filters)
  }
  return (
    <Menu checkedValues={checked} onCheckedValueChange={(_event, { name, checkedItems }) => change(name, checkedItems)} persistOnItemClick>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<FilterRegular />} className={styles.button} aria-label={count === 0 ? 'Filter' : `Filter, ${count} on`}>Filter{count > 0 && ` (${count})`}</Button>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          {all.map(({ name, title, items }) => (
            <MenuGroup key={name}>
              <MenuGroupHeader>{title}</MenuGroupHeader>
              {Object.entries(items).map(([value, words]) => <MenuItemCheckbox key={value} name={name} value={value}>{words}</MenuItemCheckbox>)}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
