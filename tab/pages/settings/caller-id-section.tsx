import { Field, Radio, RadioGroup, Text } from '@fluentui/react-components'
import type { CallerIdChoice } from '../../../src/api/settings.ts'
import { useSurface } from '../../parts/surface.ts'
import { formatNumber } from '../../number.ts'
import { useMe } from '../../services.tsx'
import { Locked, Option, Section } from './section.tsx'
import { useSaving } from './use-saving.ts'

const sides = [{ side: 'native', label: 'When you call from your phone' }, { side: 'teams', label: 'When you call from Teams' }] as const

export const CallerIdSection = () => {
  const me = useMe((whole) => whole)
  const saving = useSaving()
  const surface = useSurface()
  const { choices, lockedBy, companyNumber, companyName } = me.limits.callerId
  const chosen = { ...me.settings.callerId, ...saving.wanted?.callerId }
  const words: Record<CallerIdChoice, [title: string, meaning: string]> = {
    mobile: ['Your number', formatNumber(me.number)],
    company: [companyName ?? 'Company number', companyNumber === null ? '' : formatNumber(companyNumber)],
    hidden: ['No number', 'Others see that the number is withheld.'],
  }
  return (
    <Section id="caller-id" title="Number others see" saving={saving}>
      {lockedBy !== null && <Locked by={lockedBy} />}
      {sides.map(({ side, label }) => (
        <Field key={side} label={label}>
          <RadioGroup value={chosen[side] ?? 'mobile'} disabled={lockedBy !== null} onChange={(_event, { value }) => void saving.save({ callerId: { [side]: value as CallerIdChoice } })}>
            {choices.map((choice) => <Radio key={choice} value={choice} label={<Option title={words[choice][0]}>{words[choice][1]}</Option>} />)}
          </RadioGroup>
        </Field>
      ))}
      {lockedBy === null && (
        <Text size={200} className={surface.quiet}>
          For one call, dial one of these before the number: #31# to hide yours, *31# to show it{companyNumber === null ? '' : ', *30# for the company’s'}.
        </Text>
      )}
    </Section>
  )
}
