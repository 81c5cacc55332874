import { makeStyles } from '@fluentui/react-components'
import { BuildingRegular } from '@fluentui/react-icons/svg/building'
import { CallParkRegular } from '@fluentui/react-icons/svg/call-park'
import { PeopleQueueRegular } from '@fluentui/react-icons/svg/people-queue'
import { PersonCallRegular } from '@fluentui/react-icons/svg/person-call'
import type { Via } from '../../src/api/calls.ts'
import { viaWords } from '../words.ts'

const useStyles = makeStyles({ via: { display: 'inline-flex', alignItems: 'center', gap: '4px', maxWidth: '100%', overflowWrap: 'anywhere', '& svg': { flexShrink: 0 } } })

const ViaIcon = ({ why }: Pick<Via, 'why'>) => {
  switch (why) {
    case 'queue': return <PeopleQueueRegular aria-hidden />
    case 'group': return <PersonCallRegular aria-hidden />
    case 'park': return <CallParkRegular aria-hidden />
    case 'pbx': return <BuildingRegular aria-hidden />
  }
}

/** Where a caller came from, when not straight to this number. */
export const ViaText = ({ via }: { via: Via }) => <span className={useStyles().via}><ViaIcon why={via.why} />{viaWords(via)}</span>
