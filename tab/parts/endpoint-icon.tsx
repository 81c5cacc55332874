import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team'
import { PhoneRegular } from '@fluentui/react-icons/svg/phone'
import { CallConnectingRegular } from '@fluentui/react-icons/svg/call-connecting'
import { DeskRegular } from '@fluentui/react-icons/svg/desk'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import type { Segment } from '../../src/api/calls.ts'

/** For the eye only: the place is always named beside it. */
export const EndpointIcon = ({ endpoint }: { endpoint: Segment['endpoint'] | 'anywhere' }) => {
  switch (endpoint) {
    case 'native': return <PhoneRegular aria-hidden />
    case 'teams': return <PeopleTeamRegular aria-hidden />
    case 'desk': return <DeskRegular aria-hidden />
    case 'anywhere': return <CallConnectingRegular aria-hidden />
    case 'voicemail': return <VoicemailRegular aria-hidden />
  }
}
