import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { CallEndFilled, CallFilled, PlayFilled } from '@fluentui/react-icons'
import { usePhone } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import type { Phone, PhoneCall } from '../types.ts'
import { nameOf, placeOf } from '../world/words.ts'
import { RoundButton } from './round-button.tsx'

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: '8px', padding: '8px 10px', borderRadius: '14px', backgroundColor: 'rgba(255, 255, 255, .14)', border: '1px solid transparent', textAlign: 'left' },
  words: { flexGrow: 1, minWidth: 0, fontSize: '13px', lineHeight: '17px' },
  name: { fontWeight: 600 },
})

const words = ({ state, heldBy }: PhoneCall) =>
  state === 'ringing' ? 'Waiting call' : state === 'calling' ? 'Calling…' : state === 'talking' ? 'Talking' : heldBy === 'network' ? 'Has you on hold' : 'On hold'

/** A second call of the same phone, below the one in front. Its buttons name the other party, for there are two. */
export const OtherCall = ({ phone, call, answerWord }: { phone: Phone, call: PhoneCall, answerWord: 'Answer' | 'Accept' }) => {
  const styles = useStyles()
  const surface = useSurface()
  const { act } = usePhone(phone)
  const end = `${nameOf(call.peer)} ${placeOf(phone)}`
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <div className={mergeClasses(styles.name, surface.cut)}>{nameOf(call.peer)}</div>
        <div>{words(call)}</div>
      </div>
      {call.state === 'held' && call.heldBy !== 'network' && <RoundButton name={`Resume ${end}`} tone="tool" size="small" icon={<PlayFilled />} onPress={() => void act('resume', call.id)} />}
      <RoundButton
        name={`${call.state === 'ringing' ? 'Decline' : 'Hang up'} ${end}`} tone="end" size="small" icon={<CallEndFilled />}
        onPress={() => void act(call.state === 'ringing' ? 'decline' : 'hangup', call.id)}
      />
      {call.state === 'ringing' && <RoundButton name={`${answerWord} ${end}`} tone="go" size="small" icon={<CallFilled />} onPress={() => void act('answer', call.id)} />}
    </div>
  )
}
