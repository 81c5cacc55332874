import { Badge } from '@fluentui/react-components'
import { RecordFilled } from '@fluentui/react-icons/svg/record'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'

/** Beside a live call: it is recorded, or it should be and is not. */
export const RecordingLabel = ({ recording }: { recording: 'on' | 'failed' }) =>
  recording === 'on'
    ? <Badge appearance="filled" color="danger" icon={<RecordFilled />}>Recording</Badge>
    : <Badge appearance="tint" color="danger" icon={<WarningFilled />}>Not recorded</Badge>

const pastWords = { recorded: 'Recorded', partly: 'Partly recorded', unrecorded: 'Not recorded' } as const

/** On an entry of the history. Who may hear it is nobody's business here. */
export const RecordedLabel = ({ recorded }: { recorded: keyof typeof pastWords }) => (
  <Badge appearance="tint" color="danger" size="small" icon={recorded === 'recorded' ? <RecordFilled /> : <WarningFilled />}>{pastWords[recorded]}</Badge>
)
