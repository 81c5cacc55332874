import { Badge, makeStyles, Tab, TabList } from '@fluentui/react-components'
import { useDesk, type Part } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import { firstName } from '../world/words.ts'

const useStyles = makeStyles({
  tabs: { justifyContent: 'space-between', '& > *': { flexGrow: 1, flexBasis: 0, paddingLeft: '4px', paddingRight: '4px', whiteSpace: 'nowrap', minWidth: 0, '& .fui-Tab__content': { minWidth: 0, maxWidth: '100%' }, '@media (max-width: 359px)': { paddingLeft: 0, paddingRight: 0 } } },
  name: { display: 'inline-flex', alignItems: 'center', maxWidth: '100%', minWidth: 0 },
  badge: { marginLeft: '6px', flexShrink: 0 },
})

/**
 * Where not everything fits: which part of the desk is shown, and where it rings meanwhile. On a phone's width each part
 * stands alone; above it all phones stand together.
 */
export const PartSwitch = ({ isPhone }: { isPhone: boolean }) => {
  const styles = useStyles()
  const surface = useSurface()
  const { world, person, part, setPart } = useDesk()
  const first = firstName(person.name)
  const partOf = (phone: { person: string | null, id: string }): Part =>
    isPhone && phone.person !== person.userId ? 'others' : phone.person === person.userId && phone.id.endsWith('-laptop') ? 'teams' : 'own'
  const parts: { id: Part, name: string }[] = isPhone
    ? [{ id: 'others', name: 'Others' }, { id: 'own', name: `${first}’s phone` }, { id: 'teams', name: 'Teams' }]
    : [{ id: 'own', name: 'Phones' }, { id: 'teams', name: 'Teams' }]
  const shown = isPhone || part === 'teams' ? part : 'own'
  return (
    <TabList className={styles.tabs} size="small" selectedValue={shown} onTabSelect={(_event, { value }) => setPart(parts.find(({ id }) => id === value)?.id ?? 'own')} aria-label="Parts of the desk">
      {parts.map(({ id, name }) => {
        const rings = id !== shown && world.phones.some((phone) => partOf(phone) === id && phone.state === 'ringing')
        return <Tab key={id} value={id}><span className={styles.name}><span className={surface.cut}>{name}</span>{rings && <Badge size="extra-small" color="danger" className={styles.badge}><span className={surface.hidden}>rings</span></Badge>}</span></Tab>
      })}
    </TabList>
  )
}
