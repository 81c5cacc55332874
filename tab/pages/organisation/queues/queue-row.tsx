import { Badge, Button, makeStyles, mergeClasses, Text, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import type { Queue } from '../../../../src/api/queues.ts'
import { NumberText } from '../../../parts/number-text.tsx'
import { useSurface } from '../../../parts/surface.ts'
import { useServices } from '../../../services.tsx'
import { afterWords, isAttended, peopleWords, strategies, waitingWords } from './queue-words.ts'

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', padding: '14px 20px', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, ':first-child': { borderTop: 'none' }, '@media (max-width: 479px)': { padding: '14px 16px' } },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  name: { overflowWrap: 'anywhere' },
  acts: { display: 'flex', gap: '4px', marginLeft: 'auto' },
  facts: { display: 'grid', gridTemplateColumns: '96px minmax(0, 1fr)', gap: '4px 16px', margin: '0', overflowWrap: 'anywhere', '@media (max-width: 479px)': { gridTemplateColumns: '72px minmax(0, 1fr)', columnGap: '12px' } },
  value: { margin: '0' },
  bad: { color: tokens.colorPaletteRedForeground1 },
})

export interface QueueRowProps {
  queue: Queue
  onEdit: () => void
  onCalls: () => void
  onRemove: () => void
}

/** One queue: its number, how it rings whom, and who waits now. */
export const QueueRow = ({ queue, onEdit, onCalls, onRemove }: QueueRowProps) => {
  const { locale } = useServices()
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  const surface = useSurface()
  const { id, name, number, strategy, waiting } = queue
  const attended = isAttended(queue)
  const facts = [
    { label: 'Number', words: <NumberText number={number} /> },
    { label: 'Rings', words: strategies[strategy].does },
    { label: 'People', words: peopleWords(queue, locale), bad: !attended },
    { label: 'Waiting', words: waitingWords(queue, locale), bad: waiting > 0 && !attended },
    { label: 'Then', words: afterWords(queue) },
  ]
  return (
    <li className={styles.row} data-queue={id}>
      <div className={styles.head}>
        <Text as="h3" weight="semibold" className={mergeClasses(surface.heading, styles.name)}>{name}</Text>
        {waiting > 0 && <Badge aria-hidden size="small" appearance="tint" color={attended ? 'brand' : 'danger'}>{waiting} waiting</Badge>}
        <span className={styles.acts}>
          <Button size="small" data-calls appearance="subtle" aria-label={`Calls of ${name}`} onClick={onCalls}>Calls</Button>
          <Button size="small" data-edit aria-label={`Change ${name}`} onClick={onEdit}>Change</Button>
          <Button {...focusBack} size="small" appearance="subtle" icon={<DeleteRegular />} aria-label={`Remove ${name}`} title="Remove" onClick={onRemove} />
        </span>
      </div>
      <dl className={styles.facts}>
        {facts.map(({ label, words, bad = false }) => [
          <dt key={label}><Text size={200} className={surface.quiet}>{label}</Text></dt>,
          <dd key={`${label} value`} className={styles.value}><Text size={200} className={mergeClasses(bad && styles.bad)}>{words}</Text></dd>,
        ])}
      </dl>
    </li>
  )
}
