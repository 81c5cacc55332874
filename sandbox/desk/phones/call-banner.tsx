import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { CallEndFilled, CallFilled, PlayFilled } from '@fluentui/react-icons'
import { useDesk, usePhone } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import type { Phone } from '../types.ts'
import { inOrder, nameOf, placeOf, titleOf } from '../world/words.ts'
import { CallClock } from './call-clock.tsx'
import { usePalette } from './palette.ts'
import { RoundButton } from './round-button.tsx'

const useStyles = makeStyles({
  banner: { display: 'flex', alignItems: 'center', gap: '8px', borderRadius: '18px', padding: '9px 10px 9px 14px', boxShadow: '0 6px 18px rgba(0,0,0,.35)', border: '1px solid rgba(255,255,255,.28)' },
  words: { flexGrow: 1, minWidth: 0, fontSize: '12px', lineHeight: '16px' },
  name: { fontSize: '14px', lineHeight: '18px', fontWeight: 600 },
})

/** A phone's first call in one bar: of the app that is not in front, or `named`, of a phone that has no other picture. */
export const CallBanner = ({ phone, named = false }: { phone: Phone, named?: boolean }) => {
  const styles = useStyles()
  const palette = usePalette()
  const surface = useSurface()
  const isContrast = useDesk().choices.theme === 'contrast'
  const { act } = usePhone(phone)
  const [call] = inOrder(phone.calls)
  if (!call) return null
  const place = placeOf(phone)
  const isTeams = phone.kind === 'teams'
  const answerWord = isTeams ? 'Accept' : 'Answer'
  const app = isTeams ? 'Teams' : 'Native'
  return (
    <div data-phone={phone.id} data-state={phone.state} role="group" aria-label={phone.label} className={mergeClasses(styles.banner, palette[isTeams ? 'teams' : 'native'], isContrast && mergeClasses(palette.contrast, palette.contrastBox))}>
      <div className={styles.words}>
        <div className={surface.cut}>{named ? titleOf(phone) : app}{call.state === 'held' ? ': on hold' : named ? '' : ' call'}</div>
        <div className={mergeClasses(styles.name, surface.cut)}>{nameOf(call.peer)}</div>
        {call.state !== 'ringing' && <CallClock call={call} />}
      </div>
      {call.state === 'ringing' && <RoundButton name={`Decline ${place}`} tone="end" size="small" icon={<CallEndFilled />} onPress={() => void act('decline', call.id)} />}
      {call.state === 'ringing' && <RoundButton name={`${answerWord} ${place}`} tone="go" size="small" icon={<CallFilled />} onPress={() => void act('answer', call.id)} />}
      {call.state === 'held' && call.heldBy !== 'network' && <RoundButton name={`Resume ${place}`} tone="tool" size="small" icon={<PlayFilled />} onPress={() => void act('resume', call.id)} />}
      {call.state !== 'ringing' && <RoundButton name={`Hang up ${place}`} tone="end" size="small" icon={<CallEndFilled />} onPress={() => void act('hangup', call.id)} />}
    </div>
  )
}
