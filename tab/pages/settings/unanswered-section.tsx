import { useState } from 'react'
import { Button, Field, makeStyles, Radio, RadioGroup, Select } from '@fluentui/react-components'
import type { SettingsPatch } from '../../../src/api/settings.ts'
import type { Target } from '../../parts/live/use-targets.ts'
import { formatNumber } from '../../number.ts'
import { useOwnNumber, useMe } from '../../services.tsx'
import { PickDialog } from '../../parts/pick-dialog.tsx'
import { Locked, Option, Section } from './section.tsx'
import { useSaving } from './use-saving.ts'

const useStyles = makeStyles({
  delay: { maxWidth: '200px' },
  chosen: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', paddingLeft: '8px' },
})

type Unanswered = NonNullable<SettingsPatch['unanswered']>

const targetOf = (target: Target): NonNullable<Unanswered['to']> =>
  target.kind === 'number' ? { kind: 'number', number: target.number } : { kind: 'colleague', userId: target.person.userId }

export const UnansweredSection = () => {
  const { afterSeconds, to } = useMe((me) => me.settings.unanswered)
  const { delays, delaysBy, forward, forwardBy } = useMe((me) => me.limits)
  const ownNumber = useOwnNumber()
  const [picking, setPicking] = useState(false)
  const saving = useSaving()
  const styles = useStyles()
  const isVoicemail = (saving.wanted?.unanswered?.to ?? to).kind === 'voicemail'
  const save = (unanswered: Unanswered) => void saving.save({ unanswered })
  const name = to.kind === 'colleague' ? to.name : to.kind === 'number' ? formatNumber(to.number, ownNumber) : to.kind === 'group' ? to.members.map((member) => member.name).join(', ') : null
  return (
    <Section id="unanswered" title="When nobody answers" saving={saving}>
      {delaysBy !== null && <Locked by={`Calls ring ${Math.max(...delays)} seconds at most. ${delaysBy}.`} />}
      <Field label="Ring for" className={styles.delay}>
        <Select value={String(saving.wanted?.unanswered?.afterSeconds ?? afterSeconds)} onChange={(_event, { value }) => save({ afterSeconds: Number(value) as NonNullable<Unanswered['afterSeconds']> })}>
          {!delays.includes(afterSeconds) && <option value={afterSeconds}>{afterSeconds} seconds</option>}
          {delays.map((seconds) => <option key={seconds} value={seconds}>{seconds} seconds</option>)}
        </Select>
      </Field>
      {forward === 'nobody'
        ? <Locked by={`Then calls go to voicemail. ${forwardBy ?? 'Set by your organisation'}.`} />
        : (
          <Field label="Then calls go to" {...(forwardBy === null ? {} : { hint: `Colleagues only. ${forwardBy}.` })}>
            <RadioGroup
              value={isVoicemail ? 'voicemail' : 'party'}
              onChange={(_event, { value }) => { if (value === 'voicemail') save({ to: { kind: 'voicemail' } }); else setPicking(true) }}
            >
              <Radio value="voicemail" label="Voicemail" />
              <Radio value="party" label={<Option title={forward === 'anyone' ? 'A colleague or another number' : 'A colleague'}>Voicemail still answers when nobody takes the call there.</Option>} />
            </RadioGroup>
          </Field>
        )}
      {name !== null && forward !== 'nobody' && (
        <div className={styles.chosen}>
          <strong>{name}</strong>
          <Button size="small" onClick={() => setPicking(true)}>Change</Button>
        </div>
      )}
      {picking && (
        <PickDialog
          title="Who takes calls you don’t answer?" onClose={() => setPicking(false)}
          onPick={(target) => { setPicking(false); save({ to: targetOf(target) }) }}
        />
      )}
    </Section>
  )
}
