import { useRef, useState } from 'react'
import { Button, Field, makeStyles, Text, useRestoreFocusTarget } from '@fluentui/react-components'
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add'
import type { QueueStrategy } from '../../../../../src/api/queues.ts'
import { PickDialog } from '../../../../parts/pick-dialog.tsx'
import { useSurface } from '../../../../parts/surface.ts'
import { useServices } from '../../../../services.tsx'
import { problemOf, type FormProblem } from '../../editor/problem.ts'
import { useSelf } from '../../../../parts/use-self.ts'
import { strategies } from '../queue-words.ts'
import { AgentRow } from './agent-row.tsx'
import type { Person } from './draft.ts'

const useStyles = makeStyles({
  control: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', justifyItems: 'start' },
  list: { listStyleType: 'none', margin: '0', padding: '0', width: '100%' },
})

export interface AgentsControlProps {
  agents: Person[]
  strategy: QueueStrategy
  /** By user id. */
  duty: Record<string, boolean>
  problem: FormProblem | null
  onChange: (agents: Person[]) => void
}

/** Whom the queue rings, in their order. */
export const AgentsControl = ({ agents, strategy, duty, problem, onChange }: AgentsControlProps) => {
  const { session } = useServices()
  const self = useSelf()
  const [picking, setPicking] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  const surface = useSurface()
  const { order } = strategies[strategy]
  const ofAll = problem?.field === 'agents' ? { validationMessage: problem.words } : {}

  const move = (index: number, by: -1 | 1) => {
    const moved = agents[index]
    if (!moved || agents[index + by] === undefined) return
    onChange(agents.toSpliced(index, 1).toSpliced(index + by, 0, moved))
    session.announce(`${moved.name} is number ${index + by + 1} of ${agents.length}`)
  }
  const remove = (index: number) => {
    onChange(agents.toSpliced(index, 1))
    session.announce(`${agents[index]?.name} is out of the list`)
    place.current?.querySelector<HTMLElement>('[data-add]')?.focus()
  }
  return (
    <div ref={place} className={styles.control}>
      {agents.length === 0
        ? <Text size={200} className={surface.quiet}>Nobody yet. Without agents, callers wait as long as they may.</Text>
        : (
            <ol className={styles.list} aria-label="Agents">
              {agents.map(({ userId, name }, index) => (
                <AgentRow
                  key={userId} name={name} onDuty={duty[userId] ?? null} moves={order === null ? null : { up: index > 0, down: index < agents.length - 1 }} problem={problemOf(problem, `agents.${index}`)}
                  onMove={(by) => move(index, by)} onRemove={() => remove(index)}
                />
              ))}
            </ol>
          )}
      {order !== null && agents.length > 1 && <Text size={200} className={surface.quiet}>{order}</Text>}
      <Field {...ofAll}>
        {({ 'aria-describedby': describedBy }) => (
          <Button {...focusBack} data-add icon={<PersonAddRegular />} aria-describedby={describedBy} {...('validationMessage' in ofAll ? { 'data-invalid': true } : {})} onClick={() => setPicking(true)}>Add an agent</Button>
        )}
      </Field>
      {picking && (
        <PickDialog
          title="Who takes its calls?" label="Name" numbers={false} self={self} onClose={() => setPicking(false)}
          canPick={(target) => target.kind === 'person' && target.person.number !== null && agents.every(({ userId }) => userId !== target.person.userId)}
          onPick={(target) => {
            setPicking(false)
            if (target.kind === 'person') onChange([...agents, { userId: target.person.userId, name: target.person.name }])
          }}
        />
      )}
    </div>
  )
}
