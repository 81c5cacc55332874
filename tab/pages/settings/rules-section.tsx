import { Divider, makeStyles, Text } from '@fluentui/react-components'
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import { useSurface } from '../../parts/surface.ts'
import { useMe } from '../../services.tsx'
import { Option } from './section.tsx'

const useStyles = makeStyles({
  section: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  list: { display: 'grid', gap: '12px', margin: '0', padding: '0', listStyleType: 'none' },
  rule: { display: 'flex', alignItems: 'flex-start', gap: '8px' },
  lock: { fontSize: '20px', flexShrink: 0 },
})

/** What the organisation decided for the person, each with who it was decided for. Not there when nothing was. */
export const RulesSection = () => {
  const rules = useMe((me) => me.rules)
  const styles = useStyles()
  const surface = useSurface()
  if (rules.length === 0) return null
  return (
    <>
      <Divider />
      <section className={styles.section} aria-labelledby="settings-rules">
        <Text as="h3" id="settings-rules" size={400} className={surface.heading}>Rules of your organisation</Text>
        <ul className={styles.list} aria-labelledby="settings-rules">
          {rules.map(({ text, by }) => (
            <li key={text} className={styles.rule}><LockClosedRegular aria-hidden className={styles.lock} /><Option title={text}>{by}.</Option></li>
          ))}
        </ul>
        <Text size={200} className={surface.quiet}>Emergency calls always go through.</Text>
      </section>
    </>
  )
}
