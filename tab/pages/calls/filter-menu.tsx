import { Button, makeStyles, Menu, MenuGroup, MenuGroupHeader, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger, mergeClasses } from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons/svg/filter'
import { endpointName } from '../../words.ts'
import { chipsOf, directions, outcomeGroups, whens, type Filters } from './filters.ts'
import type { Tags } from './use-history.ts'

const useStyles = makeStyles({
  popover: { maxHeight: 'min(70vh, 560px)', overflowY: 'auto' },
  button: { whiteSpace: 'nowrap', flexShrink: 0, '@media (max-width: 479px)': { minWidth: '32px', paddingLeft: '5px', paddingRight: '5px' } },
  // On a phone the icon says it, and the number how many are on.
  words: { '@media (max-width: 479px)': { display: 'none' } },
  count: { marginLeft: '4px' },
  // Room for the number beside the icon, and none where there is no number.
  icon: { '@media (max-width: 479px)': { '& .fui-Button__icon': { marginRight: '0' } } },
})

const groups: { name: keyof Filters, title: string, items: Record<string, string> }[] = [
  { name: 'outcomes', title: 'Outcome', items: Object.fromEntries(Object.entries(outcomeGroups).map(([id, { name }]) => [id, name])) },
  { name: 'direction', title: 'Direction', items: directions },
  { name: 'endpoint', title: 'Has been at', items: endpointName },
  { name: 'when', title: 'When', items: whens },
]

const listed = (value: string | string[] | null): string[] => (value === null ? [] : typeof value === 'string' ? [value] : value)

/** Everything one can filter by. Of outcomes several may be meant at once, of the others one: another takes its place. */
export const FilterMenu = ({ filters, tags, onChange }: { filters: Filters, tags: Tags, onChange: (filters: Filters) => void }) => {
  const styles = useStyles()
  const count = chipsOf(filters).length
  const all = tags.items.length === 0 ? groups : [...groups, { name: 'tag' as const, title: 'Tag', items: Object.fromEntries(tags.items.map((tag) => [tag, tag])) }]
  const checked = Object.fromEntries(all.map(({ name }) => [name, listed(filters[name])]))
  const change = (name: string, items: string[]) => {
    const value = name === 'outcomes' ? items : items.find((item) => !checked[name]?.includes(item)) ?? null
    onChange({ ...filters, [name]: value } as Filters)
  }
  return (
    <Menu checkedValues={checked} onCheckedValueChange={(_event, { name, checkedItems }) => change(name, checkedItems)} persistOnItemClick onOpenChange={tags.want}>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<FilterRegular />} className={mergeClasses(styles.button, styles.icon)} title="Filter" aria-label={count === 0 ? 'Filter' : `Filter, ${count} on`}>
          <span className={styles.words}>Filter</span>{count > 0 && <span className={styles.count}>({count})</span>}
        </Button>
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
