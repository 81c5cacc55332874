import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import type { BusyOption } from '../../../src/api/settings.ts'
import { useMe } from '../../services.tsx'
import { Locked, Option, Section } from './section.tsx'
import { useSaving } from './use-saving.ts'

const options: Record<BusyOption, [title: string, meaning: string]> = {
  wait: ['Let it ring', 'A second call rings like the first.'],
  busy: ['Busy tone', 'The second caller hears that you are busy.'],
  unanswered: ['As if nobody answered', 'The second call goes on at once.'],
}
const order: BusyOption[] = ['wait', 'busy', 'unanswered']

export const BusySection = () => {
  const busy = useMe((me) => me.settings.busy)
  const { choices, lockedBy } = useMe((me) => me.limits.busy)
  const saving = useSaving()
  return (
    <Section id="busy" title="While you are in a call" saving={saving}>
      {lockedBy !== null && <Locked by={lockedBy} />}
      <Field>
        <RadioGroup aria-labelledby="settings-busy" disabled={choices.length === 1} value={saving.wanted?.busy ?? busy} onChange={(_event, { value }) => void saving.save({ busy: value as BusyOption })}>
          {order.filter((option) => choices.includes(option)).map((option) => <Radio key={option} value={option} label={<Option title={options[option][0]}>{options[option][1]}</Option>} />)}
        </RadioGroup>
      </Field>
    </Section>
  )
}
