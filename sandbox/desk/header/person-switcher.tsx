import { makeStyles, mergeClasses, PresenceBadge, tokens, type PresenceBadgeStatus } from '@fluentui/react-components'
import { useDesk } from '../desk-context.tsx'
import { Face } from '../phones/face.tsx'
import { phoneWidth, useSurface } from '../surface.ts'
import type { Presence } from '../types.ts'
import { firstName } from '../world/words.ts'

const useStyles = makeStyles({
  group: { display: 'flex', gap: '4px', padding: '3px', borderRadius: '24px', backgroundColor: tokens.colorNeutralBackground3 },
  person: {
    border: '1px solid transparent', borderRadius: '20px', backgroundColor: 'transparent', color: tokens.colorNeutralForeground2, fontFamily: 'inherit', fontSize: '14px', lineHeight: '18px', cursor: 'pointer', textAlign: 'left',
    display: 'flex', alignItems: 'center', gap: '8px', padding: '3px 14px 3px 4px', minHeight: '38px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [phoneWidth]: { flexGrow: 1, flexBasis: 0, minWidth: 0, padding: '3px 8px 3px 4px' },
  },
  chosen: { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, fontWeight: 600, boxShadow: tokens.shadow2, border: `1px solid ${tokens.colorBrandStroke1}`, ':hover': { backgroundColor: tokens.colorNeutralBackground1 } },
  face: { position: 'relative', display: 'inline-flex' },
  badge: { position: 'absolute', right: '-2px', bottom: '-2px', backgroundColor: tokens.colorNeutralBackground1, borderRadius: '50%' },
  words: { minWidth: 0 },
  presence: { fontSize: '11px', lineHeight: '14px', fontWeight: 400, color: tokens.colorNeutralForeground3 },
})

const statuses: Record<string, PresenceBadgeStatus> = {
  Available: 'available', AvailableIdle: 'available', Away: 'away', BeRightBack: 'away', Busy: 'busy', BusyIdle: 'busy', DoNotDisturb: 'do-not-disturb', Offline: 'offline',
}

/** "Busy, in a call", from Graph's `Busy` and `InACall`. */
const presenceWords = (presence: Presence | undefined): string => {
  if (!presence) return 'Presence unknown'
  const split = (word: string) => word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/(?<=A)(?=C)/, ' ')
  const [availability, activity] = [split(presence.availability), split(presence.activity).toLowerCase()]
  return activity === availability.toLowerCase() ? availability : `${availability}, ${activity}`
}

/** Whose world the desk shows, with the presence that Graph answers for each. */
export const PersonSwitcher = () => {
  const styles = useStyles()
  const surface = useSurface()
  const { world, person, choose } = useDesk()
  return (
    <div className={styles.group} role="group" aria-label="Whose desk">
      {world.people.map((each) => {
        const presence = world.presence[each.userId]
        return (
          <button key={each.userId} type="button" aria-pressed={each === person} title={`${each.name}. Presence as Graph answers it: ${presenceWords(presence)}`} className={mergeClasses(styles.person, each === person && styles.chosen)} onClick={() => choose({ userId: each.userId })}>
            <span className={styles.face}>
              <Face peer={each} size={30} />
              <span className={styles.badge} aria-hidden><PresenceBadge size="extra-small" status={statuses[presence?.availability ?? ''] ?? 'unknown'} /></span>
            </span>
            <span className={styles.words}>
              <div className={surface.cut}>{firstName(each.name)}</div>
              <div className={mergeClasses(styles.presence, surface.cut)} data-presence={each.userId}>{presenceWords(presence)}</div>
            </span>
          </button>
        )
      })}
    </div>
  )
}
