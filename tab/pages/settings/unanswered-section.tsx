import { useState } from 'react'
import { Button, Field, makeStyles, Radio, RadioGroup, Select, Text } from '@fluentui/react-components'
import type { SettingsPatch, UnansweredTarget } from '../../../src/api/settings.ts'
import type { Target } from '../../parts/live/use-targets.ts'
import { formatNumber } from '../../number.ts'
import { useOwnNumber, useMe } from '../../services.tsx'
import { PickDialog } from '../../parts/pick-dialog.tsx'
import { useSurface } from '../../parts/surface.ts'
import { GroupEditor, type Group } from './group-editor.tsx'
import { Locked, Option, Section } from './section.tsx'
import { useSaving } from './use-saving.ts'

const useStyles = makeStyles({
  delay: { maxWidth: '200px' },
  chosen: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', paddingLeft: '8px' },
})

type Unanswered = NonNullable<SettingsPatch['unanswered']>
type Choice = 'voicemail' | 'party' | 'group'

const choiceOf = ({ kind }: Pick<UnansweredTarget, 'kind'>): Choice => (kind === 'colleague' || kind === 'number' ? 'party' : kind)

const targetOf = (target: Target): NonNullable<Unanswered['to']> =>
  target.kind === 'number' ? { kind: 'number', number: target.number } : { kind: 'colleague', userId: target.person.userId }

/** A new group begins with whoever took the calls until now. */
const groupWith = (to: UnansweredTarget, target: Target): Group => ({
  kind: 'group', together: true,
  members: [...(to.kind === 'colleague' ? [{ userId: to.userId, name: to.name }] : []), ...(target.kind === 'person' ? [{ userId: target.person.userId, name: target.person.name }] : [])],
})

export const UnansweredSection = () => {
  const { afterSeconds, to } = useMe((me) => me.settings.unanswered)
  const { delays, delaysBy, forward, forwardBy } = useMe((me) => me.limits)
  const sentence = useMe((me) => me.happens.now)
  const ownNumber = useOwnNumber()
  const [picking, setPicking] = useState<'party' | 'group' | null>(null)
  // what was chosen, with names, while it is on its way
  const [wantedGroup, setWantedGroup] = useState<Group | null>(null)
  const saving = useSaving()
  const styles = useStyles()
  const surface = useSurface()
  const chosen = choiceOf(saving.wanted?.unanswered?.to ?? to)
  const group = wantedGroup ?? (to.kind === 'group' ? to : null)
  const name = to.kind === 'colleague' ? to.name : to.kind === 'number' ? formatNumber(to.number, ownNumber) : null
  // what is wrong with where calls go stands there, what is wrong otherwise at the section's end
  const refused = saving.state === 'failed' && saving.field?.startsWith('unanswered.to') === true
  const save = (unanswered: Unanswered) => saving.save({ unanswered })
  const saveGroup = async (next: Group) => {
    if (saving.state === 'saving') return
    setWantedGroup(next)
    await save({ to: { kind: 'group', together: next.together, members: next.members.map(({ userId }) => userId) } })
    setWantedGroup(null)
  }
  const choose = (choice: Choice) => {
    if (choice === 'voicemail') void save({ to: { kind: 'voicemail' } })
    else setPicking(choice)
  }
  const pick = (target: Target) => {
    setPicking(null)
    if (picking === 'group') void saveGroup(groupWith(to, target))
    else void save({ to: targetOf(target) })
  }
  return (
    <Section id="unanswered" title="When nobody answers" saving={refused ? { ...saving, state: 'idle' } : saving}>
      {delaysBy !== null && <Locked by={`Calls ring ${Math.max(...delays)} seconds at most. ${delaysBy}.`} />}
      <Field label="Ring for" className={styles.delay}>
        <Select value={String(saving.wanted?.unanswered?.afterSeconds ?? afterSeconds)} onChange={(_event, { value }) => void save({ afterSeconds: Number(value) as NonNullable<Unanswered['afterSeconds']> })}>
          {!delays.includes(afterSeconds) && <option value={afterSeconds}>{afterSeconds} seconds</option>}
          {delays.map((seconds) => <option key={seconds} value={seconds}>{seconds} seconds</option>)}
        </Select>
      </Field>
      {forward === 'nobody'
        ? <Locked by={`Then calls go to voicemail. ${forwardBy ?? 'Set by your organisation'}.`} />
        : (
          <Field
            label="Then calls go to" {...(forwardBy === null ? {} : { hint: `Colleagues only. ${forwardBy}.` })}
            {...(refused ? { validationMessage: `Not saved. ${saving.message}` } : {})}
          >
            <RadioGroup value={chosen} onChange={(_event, { value }) => choose(value as Choice)}>
              <Radio value="voicemail" label="Voicemail" />
              <Radio value="party" label={<Option title={forward === 'anyone' ? 'A colleague or another number' : 'A colleague'}>Voicemail still answers when nobody takes the call there.</Option>} />
              <Radio value="group" label={<Option title="Several colleagues">The first to answer takes the call; voicemail after that.</Option>} />
            </RadioGroup>
          </Field>
        )}
      {name !== null && chosen === 'party' && forward !== 'nobody' && (
        <div className={styles.chosen}>
          <strong>{name}</strong>
          <Button size="small" onClick={() => setPicking('party')}>Change</Button>
        </div>
      )}
      {group !== null && chosen === 'group' && forward !== 'nobody' && (
        <>
          <GroupEditor group={group} onChange={(next) => void saveGroup(next)} />
          <Text size={200} className={surface.quiet}>{sentence}</Text>
        </>
      )}
      {picking !== null && (
        <PickDialog
          title="Who takes calls you don’t answer?" onClose={() => setPicking(null)} onPick={pick}
          {...(picking === 'group' ? { numbers: false, label: 'Name', chosen: to.kind === 'colleague' ? [to.userId] : [] } : {})}
        />
      )}
    </Section>
  )
}
