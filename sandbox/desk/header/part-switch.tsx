import { Badge, makeStyles, Tab, TabList } from '@fluentui/react-components'
import { useDesk, type Part } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import { firstName } from '../world/words.ts'

const useStyles = makeStyles({
  tabs: { justifyContent: 'space-between', '& > *': { flexGrow: 1, flexBasis: 0, paddingLeft: '4px', paddingRight: '4px', whiteSpace: 'nowrap' } },
  name: { display: 'inline-flex', alignItems: 'center' },
  badge: { marginLeft: '6px' },
})

/** On a narrow screen: which part of the desk is shown, and where it rings meanwhile. */
export const PartSwitch = () => {
  const styles = useStyles()
  const surface = useSurface()
  const { world, person, part, setPart } = useDesk()
  const first = firstName(person.name)
  const parts: { id: Part, name: string, isHere: (phone: { person: string | null, id: string }) => boolean }[] = [
    { id: 'others', name: 'Others', isHere: (phone) => phone.person !== person.userId },
    { id: 'own', name: `${first}’s phone`, isHere: (phone) => phone.person === person.userId && !phone.id.endsWith('-laptop') },
    { id: 'teams', name: 'Teams', isHere: (phone) => phone.person === person.userId && phone.id.endsWith('-laptop') },
  ]
  return (
    <TabList className={styles.tabs} size="small" selectedValue={part} onTabSelect={(_event, { value }) => setPart(parts.find(({ id }) => id === value)?.id ?? 'own')} aria-label="Parts of the desk">
      {parts.map(({ id, name, isHere }) => {
        const rings = id !== part && world.phones.some((phone) => isHere(phone) && phone.state === 'ringing')
        return <Tab key={id} value={id}><span className={styles.name}>{name}{rings && <Badge size="extra-small" color="danger" className={styles.badge}><span className={surface.hidden}>rings</span></Badge>}</span></Tab>
      })}
    </TabList>
  )
}
