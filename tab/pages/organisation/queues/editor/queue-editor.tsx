import type { ReactNode } from 'react'
import { Checkbox, Field, Input, makeStyles, Text } from '@fluentui/react-components'
import type { Queue } from '../../../../../src/api/queues.ts'
import { useSurface } from '../../../../parts/surface.ts'
import { EditorForm } from '../../editor/editor-form.tsx'
import { messageOf } from '../../editor/problem.ts'
import { waitWords } from '../queue-words.ts'
import { AgentsControl } from './agents-control.tsx'
import { LimitField } from './limit-field.tsx'
import { NumberControl } from './number-control.tsx'
import { StrategyControl } from './strategy-control.tsx'
import { OverflowControl } from './overflow-control.tsx'
import { useQueueForm } from './use-queue-form.ts'

const useStyles = makeStyles({
  group: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', margin: '0', padding: '0', border: 'none', minWidth: 0, maxWidth: '560px' },
  legend: { padding: '0', marginBottom: '12px' },
  limits: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))', alignItems: 'start', gap: '12px 16px' },
  input: { maxWidth: '320px' },
  check: { justifySelf: 'start' },
})

const Group = ({ title, children }: { title: string, children: ReactNode }) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}><Text as="h4" className={surface.heading}>{title}</Text></legend>
      {children}
    </fieldset>
  )
}

const shownAt = ['name', 'number', 'strategy', 'ringSeconds', 'longestSeconds', 'mostWaiting', 'overflow.to', 'overflow.number', 'overflow.userId', 'agents']
/** How long that is, where it is more than a minute. */
const inWords = (seconds: string, otherwise: string) => (/^\d{2,4}$/.test(seconds) && Number(seconds) > 60 ? `That is ${waitWords(Number(seconds))}.` : otherwise)

export interface QueueEditorProps {
  /** Null for a new one. */
  queue: Queue | null
  /** As they are now. */
  queues: Queue[]
  onSaved: (saved: Queue) => Promise<void>
  onCancel: () => void
}

/** Everything a queue is: its number, whom it rings how, and what becomes of callers nobody took. */
export const QueueEditor = ({ queue, queues, onSaved, onCancel }: QueueEditorProps) => {
  const { record, draft, frame, change } = useQueueForm(queue, onSaved)
  const { problem } = frame
  const styles = useStyles()
  const now = queues.find(({ id }) => id === queue?.id)
  const duty = Object.fromEntries((now?.agents ?? []).map(({ userId, onDuty }) => [userId, onDuty]))
  return (
    <EditorForm
      title={record ? `The call queue ${record.name}` : 'A new call queue'} lead="Changes count from the next caller."
      frame={frame} shownAt={shownAt} onCancel={onCancel}
    >
      <Group title="Its name and number">
        <Field label="Name" required hint="Agents see it beside each of its calls." {...messageOf(problem, 'name')}>
          <Input className={styles.input} value={draft.name} maxLength={80} autoComplete="off" onChange={(_event, { value }) => change({ name: value })} />
        </Field>
        <NumberControl text={draft.number} queues={queues} problem={problem} onChange={(number) => change({ number })} />
      </Group>
      <Group title="Agents">
        <AgentsControl agents={draft.agents} strategy={draft.strategy} duty={duty} problem={problem} onChange={(agents) => change({ agents })} />
      </Group>
      <Group title="Ringing">
        <StrategyControl strategy={draft.strategy} problem={problem} onChange={(strategy) => change({ strategy })} />
        <LimitField field="ringSeconds" label="How long an agent is rung" unit="seconds" hint="5 to 60" text={draft.ringSeconds} problem={problem} onChange={(ringSeconds) => change({ ringSeconds })} />
        <Field hint="Nobody is rung who is busy, away or in do not disturb.">
          <Checkbox className={styles.check} label="Only people available in Teams" checked={draft.presenceAware} onChange={(_event, { checked }) => change({ presenceAware: checked === true })} />
        </Field>
      </Group>
      <Group title="When nobody takes the call">
        <div className={styles.limits}>
          <LimitField field="longestSeconds" label="Longest wait" unit="seconds" hint={inWords(draft.longestSeconds, '10 to 3600')} text={draft.longestSeconds} problem={problem} onChange={(longestSeconds) => change({ longestSeconds })} />
          <LimitField field="mostWaiting" label="Most who can wait at once" unit="callers" hint="1 to 200" text={draft.mostWaiting} problem={problem} onChange={(mostWaiting) => change({ mostWaiting })} />
        </div>
        <OverflowControl draft={draft} problem={problem} onChange={change} />
      </Group>
    </EditorForm>
  )
}
