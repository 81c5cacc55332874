import { Avatar } from '@fluentui/react-components'
import { PersonRegular } from '@fluentui/react-icons/svg/person'
import { PersonQuestionMarkRegular } from '@fluentui/react-icons/svg/person-question-mark'
import type { Party } from '../../src/api/common.ts'

/** Initials where there is a name. For the eye only: the name always stands beside it. */
export const PartyAvatar = ({ party, size }: { party: Party, size: 32 | 40 | 48 }) => (
  <Avatar
    aria-hidden
    size={size}
    color={party.name === null ? 'neutral' : 'colorful'}
    {...(party.name === null ? {} : { name: party.name })}
    icon={party.number === null ? <PersonQuestionMarkRegular /> : <PersonRegular />}
  />
)
