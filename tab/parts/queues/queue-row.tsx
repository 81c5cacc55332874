import { makeStyles, mergeClasses, Switch, Text, tokens } from '@fluentui/react-components'
import { PeopleQueueRegular } from '@fluentui/react-icons/svg/people-queue'
import { PeopleRegular } from '@fluentui/react-icons/svg/people'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import type { MyQueue } from '../../../src/api/queues.ts'
import { useNow } from '../../clock.ts'
import { duration } from '../../words.ts'
import { SavingLine } from '../saving-line.tsx'
import { useSurface } from '../surface.ts'
import { dutyWords, waitingWords } from './queue-words.ts'
import { useDuty } from './use-duty.ts'

const useStyles = makeStyles({
  row: { display: 'grid', gap: '4px', minWidth: 0, alignContent: 'start' },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '8px' },
  name: { overflowWrap: 'anywhere', overflow: 'hidden', display: '-webkit-box', WebkitLineClamp: '3', WebkitBoxOrient: 'vertical' },
  // The switch keeps its own padding; the names and the lines below begin and end with the card.
  duty: { flexShrink: 0, marginRight: '-8px', whiteSpace: 'nowrap' },
  line: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '6px', alignItems: 'start', color: tokens.colorNeutralForeground2 },
  icon: { fontSize: '16px', lineHeight: 0, paddingTop: '2px' },
  waits: { color: tokens.colorBrandForeground1 },
  nobody: { color: tokens.colorPaletteRedForeground1 },
})

/** For how long the first has been waiting; a screen reader is not told each second. */
const Since = ({ since }: { since: string }) => {
  const nowMs = useNow(1_000)
  const surface = useSurface()
  return <span role="timer" className={surface.figures}>{duration(nowMs - Date.parse(since))}</span>
}

/** One queue: who waits, who takes calls, and whether the person does. `stale`: what is known of it may be old. */
export const QueueRow = ({ queue, stale }: { queue: MyQueue, stale: boolean }) => {
  const { wanted, saving, set } = useDuty(queue)
  const styles = useStyles()
  const surface = useSurface()
  const { name, waiting, waitingSince } = queue
  const waits = waiting > 0 && !stale
  const unattended = queue.agentsOnDuty === 0
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <Text weight="semibold" className={styles.name} title={name}>{name}</Text>
        <Switch
          className={styles.duty} labelPosition="before" checked={wanted ?? queue.onDuty} onChange={(_event, { checked }) => set(checked)}
          label={<>Take calls<span className={surface.hidden}> of {name}</span></>}
        />
      </div>
      <Text size={200} className={mergeClasses(styles.line, waits && styles.waits)}>
        <span aria-hidden className={styles.icon}><PeopleQueueRegular /></span>
        <span>
          <span role="status">{stale ? 'Who is waiting shows once we are back' : waitingWords(queue)}</span>
          {waits && waitingSince !== null && <>{waiting === 1 ? ', for ' : ', the first for '}<Since since={waitingSince} /></>}
        </span>
      </Text>
      {!stale && (
        <Text size={200} className={mergeClasses(styles.line, unattended && waiting > 0 && styles.nobody)}>
          <span aria-hidden className={styles.icon}>{unattended ? <WarningRegular /> : <PeopleRegular />}</span>
          <span>{dutyWords(queue)}</span>
        </Text>
      )}
      <SavingLine saving={saving} />
    </li>
  )
}
