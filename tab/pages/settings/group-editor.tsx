import { useState } from 'react'
import { Button, Field, makeStyles, Radio, RadioGroup, Text, useRestoreFocusTarget } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { groupLimits, type UnansweredTarget } from '../../../src/api/settings.ts'
import { PickDialog } from '../../parts/pick-dialog.tsx'
import { useSurface } from '../../parts/surface.ts'
import { useServices } from '../../services.tsx'
import { GroupMember, type Member } from './group-member.tsx'

const useStyles = makeStyles({
  editor: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)', paddingLeft: '8px', '@media (min-width: 480px)': { paddingLeft: '36px' } },
  list: { display: 'grid', gap: '4px', margin: '0', padding: '0', listStyleType: 'none' },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px' },
})

export type Group = Extract<UnansweredTarget, { kind: 'group' }>

export interface GroupEditorProps {
  group: Group
  onChange: (group: Group) => void
}

/** Who is rung for the person, and in which order. The last one can't be removed: without anybody it is no group. */
export const GroupEditor = ({ group, onChange }: GroupEditorProps) => {
  const { session } = useServices()
  const [picking, setPicking] = useState(false)
  const backHere = useRestoreFocusTarget()
  const styles = useStyles()
  const surface = useSurface()
  const { together, members } = group
  const most = together ? groupLimits.together : groupLimits.inTurn
  const put = (next: Member[]) => onChange({ ...group, members: next })
  const move = (index: number, by: 1 | -1) => {
    const [moved] = members.slice(index, index + 1)
    if (moved === undefined) return
    put(members.toSpliced(index, 1).toSpliced(index + by, 0, moved))
    session.announce(`${moved.name} is number ${index + by + 1} of ${members.length}`)
  }
  return (
    <div className={styles.editor} role="group" aria-label="Several colleagues">
      <Field label="They are rung">
        <RadioGroup value={together ? 'together' : 'in-turn'} onChange={(_event, { value }) => onChange({ ...group, together: value === 'together' })}>
          <Radio value="together" label="All at once" />
          <Radio value="in-turn" label="One after the other" />
        </RadioGroup>
      </Field>
      <ol className={styles.list} aria-label={together ? 'Rung all at once' : 'Rung in this order'}>
        {members.map((member, index) => (
          <GroupMember
            key={member.userId} member={member} place={together ? null : index + 1} count={members.length}
            onMove={(by) => move(index, by)} onRemove={() => put(members.filter(({ userId }) => userId !== member.userId))}
          />
        ))}
      </ol>
      <div className={styles.foot}>
        <Button {...backHere} size="small" icon={<AddRegular />} disabledFocusable={members.length >= most} onClick={() => setPicking(true)}>Add a colleague</Button>
        {members.length >= most && <Text size={200} className={surface.quiet}>{together ? `${most} at most.` : `One after the other, ${most} at most.`}</Text>}
      </div>
      {picking && (
        <PickDialog
          title="Who else takes calls you don’t answer?" numbers={false} label="Name" chosen={members.map(({ userId }) => userId)} onClose={() => setPicking(false)}
          onPick={(target) => {
            setPicking(false)
            if (target.kind === 'person') put([...members, { userId: target.person.userId, name: target.person.name }])
          }}
        />
      )}
    </div>
  )
}
