import { Switch } from '@fluentui/react-components'
import { useMe } from '../../services.tsx'
import { Option, Section } from './section.tsx'
import { useSaving } from './use-saving.ts'

export const NoticesSection = () => {
  const { notify, offerUplift } = useMe((me) => me.settings)
  const saving = useSaving()
  return (
    <Section id="notify" title="Messages from the bot" saving={saving} saved="Saved.">
      <Switch
        checked={saving.wanted?.notify ?? notify} onChange={(_event, { checked }) => void saving.save({ notify: checked })}
        label={<Option title="Tell me in chat">The bot writes when your presence changes and when a call needs you.</Option>}
      />
      <Switch
        checked={saving.wanted?.offerUplift ?? offerUplift} onChange={(_event, { checked }) => void saving.save({ offerUplift: checked })}
        label={<Option title="Offer to move calls to Teams">The bot offers it while you talk on your phone.</Option>}
      />
    </Section>
  )
}
