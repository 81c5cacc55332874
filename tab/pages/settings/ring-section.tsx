import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import type { RingChoice } from '../../../src/api/settings.ts'
import { Happens } from '../../parts/happens.tsx'
import { useMe } from '../../services.tsx'
import { Locked, Option, Section } from './section.tsx'
import { useSaving } from './use-saving.ts'

const isRingChoice = (value: string): value is RingChoice => value === 'native' || value === 'teams'

export const RingSection = () => {
  const preference = useMe((me) => me.preference)
  const saving = useSaving()
  return (
    <Section id="ring" title="Where calls ring" saving={saving}>
      <Happens />
      {preference.locked && <Locked by={preference.lockedBy ?? 'Your administrator has decided this for you.'} />}
      <Field>
        <RadioGroup
          aria-labelledby="settings-ring" value={saving.wanted?.ring ?? preference.ring} disabled={preference.locked}
          onChange={(_event, { value }) => { if (isRingChoice(value)) void saving.save({ ring: value }) }}
        >
          <Radio value="native" label={<Option title="Native dialer and Teams">Both ring together. The first to answer takes the call.</Option>} />
          <Radio value="teams" label={<Option title="Teams">Teams rings. The native dialer rings only when Teams can’t be reached.</Option>} />
        </RadioGroup>
      </Field>
    </Section>
  )
}
