import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team'
import { PhoneRegular } from '@fluentui/react-icons/svg/phone'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import type { Segment } from '../../src/api/calls.ts'

/** For the eye only: the place is always named beside it. */
export const EndpointIcon = ({ endpoint }: { endpoint: Segment['endpoint'] }) => {
  switch (endpoint) {
    case 'native': return <PhoneRegular aria-hidden />
    case 'teams': return <PeopleTeamRegular aria-hidden />
    case 'voicemail': return <VoicemailRegular aria-hidden />
  }
}
