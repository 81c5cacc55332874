import { Avatar, Badge, Button, Field, makeStyles, Text, tokens } from '@fluentui/react-components'
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'

const useStyles = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, ':first-child': { borderTop: 'none' } },
  row: { display: 'flex', alignItems: 'center', gap: '8px', minHeight: '44px' },
  who: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 8px', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexShrink: 0 },
})

export interface AgentRowProps {
  name: string
  /** Null for somebody who is not an agent yet. */
  onDuty: boolean | null
  /** Whether they can change places; null where their order is of no use. */
  moves: { up: boolean, down: boolean } | null
  /** What is wrong with them. */
  problem: string | null
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One agent: whether they take calls now, their place in the list, and the way out of it. */
export const AgentRow = ({ name, onDuty, moves, problem, onMove, onRemove }: AgentRowProps) => {
  const styles = useStyles()
  return (
    <li className={styles.item}>
      <Field {...(problem === null ? {} : { validationMessage: problem })}>
        {({ 'aria-describedby': describedBy }) => (
          <div className={styles.row}>
            <Avatar aria-hidden size={28} color="colorful" name={name} />
            <span className={styles.who}>
              <Text>{name}</Text>
              {onDuty !== null && <Badge size="small" appearance="tint" color={onDuty ? 'success' : 'informative'}>{onDuty ? 'On duty' : 'Off duty'}</Badge>}
            </span>
            <span className={styles.acts}>
              {moves && <Button appearance="subtle" icon={<ArrowUpRegular />} aria-label={`Move ${name} up`} title="Up" disabledFocusable={!moves.up} onClick={() => onMove(-1)} />}
              {moves && <Button appearance="subtle" icon={<ArrowDownRegular />} aria-label={`Move ${name} down`} title="Down" disabledFocusable={!moves.down} onClick={() => onMove(1)} />}
              <Button appearance="subtle" icon={<DismissRegular />} aria-label={`Take ${name} out`} title="Take out" aria-describedby={describedBy} {...(problem === null ? {} : { 'data-invalid': true })} onClick={onRemove} />
            </span>
          </div>
        )}
      </Field>
    </li>
  )
}
