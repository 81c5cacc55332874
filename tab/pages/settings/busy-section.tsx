import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import type { BusyOption } from '../../../src/api/settings.ts'
import { useSession } from '../../services.tsx'
import { Option, Section } from './section.tsx'
import { useSaving } from './use-saving.ts'

const options: Record<BusyOption, [title: string, meaning: string]> = {
  wait: ['Let it ring', 'A second call rings like the first.'],
  busy: ['Busy tone', 'The second caller hears that you are busy.'],
  unanswered: ['As if nobody answered', 'The second call goes on at once.'],
}

export const BusySection = () => {
  const busy = useSession((state) => state.me.settings.busy)
  const saving = useSaving()
  return (
    <Section id="busy" title="While you are in a call" saving={saving}>
      <Field>
        <RadioGroup aria-labelledby="settings-busy" value={saving.wanted?.busy ?? busy} onChange={(_event, { value }) => void saving.save({ busy: value as BusyOption })}>
          {Object.entries(options).map(([value, [title, meaning]]) => <Radio key={value} value={value} label={<Option title={title}>{meaning}</Option>} />)}
        </RadioGroup>
      </Field>
    </Section>
  )
}
