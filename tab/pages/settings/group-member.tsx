import { Avatar, Button, makeStyles, mergeClasses, Text } from '@fluentui/react-components'
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { UnansweredTarget } from '../../../src/api/settings.ts'
import { useSurface } from '../../parts/surface.ts'

const useStyles = makeStyles({
  member: { display: 'flex', alignItems: 'center', gap: '8px', minHeight: '40px', maxWidth: '420px' },
  place: { width: '16px', textAlign: 'end', flexShrink: 0 },
  name: { flexGrow: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  buttons: { display: 'flex', flexShrink: 0 },
})

export type Member = Extract<UnansweredTarget, { kind: 'group' }>['members'][number]

export interface GroupMemberProps {
  member: Member
  /** From 1 on; null where all are rung at once and the order means nothing. */
  place: number | null
  count: number
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One of those who are rung. A button that can't do anything at its end of the list keeps the focus. */
export const GroupMember = ({ member: { name }, place, count, onMove, onRemove }: GroupMemberProps) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <li className={styles.member}>
      {place !== null && <Text className={mergeClasses(styles.place, surface.figures, surface.quiet)}>{place}</Text>}
      <Avatar aria-hidden size={32} name={name} color="colorful" />
      <Text className={styles.name} title={name}>{name}</Text>
      <span className={styles.buttons}>
        {place !== null && count > 1 && (
          <>
            <Button appearance="subtle" icon={<ArrowUpRegular />} aria-label={`Ring ${name} earlier`} title="Earlier" disabledFocusable={place === 1} onClick={() => onMove(-1)} />
            <Button appearance="subtle" icon={<ArrowDownRegular />} aria-label={`Ring ${name} later`} title="Later" disabledFocusable={place === count} onClick={() => onMove(1)} />
          </>
        )}
        {count > 1 && <Button appearance="subtle" icon={<DismissRegular />} aria-label={`Remove ${name}`} title="Remove" onClick={onRemove} />}
      </span>
    </li>
  )
}
