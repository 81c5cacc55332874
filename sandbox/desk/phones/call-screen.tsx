import { useState } from 'react'
import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { CallEndFilled, CallFilled, DialpadFilled, PauseFilled, PlayFilled } from '@fluentui/react-icons'
import { useDesk, usePhone } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import type { Phone, PhoneCall } from '../types.ts'
import { formatNumber, inOrder, nameOf, placeOf, stateWords } from '../world/words.ts'
import { CallClock } from './call-clock.tsx'
import { DialPad } from './dial-pad.tsx'
import { Face } from './face.tsx'
import { OtherCall } from './other-call.tsx'
import { usePalette } from './palette.ts'
import { RoundButton } from './round-button.tsx'

const useStyles = makeStyles({
  screen: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', padding: '42px 16px 26px', boxSizing: 'border-box', textAlign: 'center', overflow: 'hidden' },
  belowBanner: { paddingTop: '104px' },
  app: { fontSize: '12px', lineHeight: '16px', opacity: 0.8 },
  who: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '4px', marginTop: '22px' },
  whoShort: { marginTop: '8px', gap: '2px' },
  name: { fontSize: '22px', lineHeight: '28px', fontWeight: 600, margin: '10px 0 0', maxWidth: '100%' },
  line: { fontSize: '13px', lineHeight: '18px', opacity: 0.82, margin: 0 },
  state: { fontSize: '14px', lineHeight: '20px', margin: '4px 0 0' },
  middle: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', justifyContent: 'center', gap: '8px', padding: '8px 0' },
  typed: { minHeight: '24px', fontSize: '18px', lineHeight: '24px', letterSpacing: '.1em', margin: 0 },
  row: { display: 'flex', justifyContent: 'space-around', alignItems: 'flex-start' },
  tools: { display: 'flex', justifyContent: 'center', gap: '28px', marginBottom: '14px' },
  toolsLast: { marginBottom: 0, gap: '18px' },
})

export interface CallScreenProps {
  phone: Phone
  look: 'native' | 'teams'
  /** The app's name at the top of the screen. */
  app: string
  answerWord: 'Answer' | 'Accept'
  hinted?: boolean
  /** Another app's call lies over the top of the screen. */
  hasBanner?: boolean
}

/** A phone's whole screen while it has calls: the one in front large, the others as rows. */
export const CallScreen = ({ phone, look, app, answerWord, hinted = false, hasBanner = false }: CallScreenProps) => {
  const styles = useStyles()
  const palette = usePalette()
  const { choices } = useDesk()
  const isContrast = choices.theme === 'contrast'
  const [front, ...others] = inOrder(phone.calls)
  const [keypadOpen, setKeypadOpen] = useState(false)
  if (!front) return null
  const keypad = keypadOpen && front.state === 'talking'
  const isTight = keypad || hasBanner || others.length > 0
  return (
    <div className={mergeClasses(styles.screen, palette[look], isContrast && palette.contrast, hasBanner && styles.belowBanner)}>
      {!isTight && <div className={styles.app}>{app}</div>}
      <div className={mergeClasses(styles.who, isTight && styles.whoShort)}>
        <Face peer={front.peer} size={keypad ? 44 : isTight ? 60 : 84} pulsing={front.state === 'ringing'} />
        <Who call={front} short={keypad} />
      </div>
      <div className={styles.middle}>
        {keypad && <Keypad phone={phone} isContrast={isContrast} />}
        {others.map((call) => <OtherCall key={call.id} phone={phone} call={call} answerWord={answerWord} />)}
      </div>
      {front.state === 'ringing'
        ? <Ringing phone={phone} call={front} answerWord={answerWord} hinted={hinted} />
        : <InCall phone={phone} call={front} keypadOpen={keypad} isTight={isTight} onKeypad={() => setKeypadOpen(!keypad)} />}
    </div>
  )
}

const Who = ({ call, short }: { call: PhoneCall, short: boolean }) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <>
      <h4 className={mergeClasses(styles.name, surface.cut)}>{nameOf(call.peer)}</h4>
      {call.peer.name !== '' && !short && <p className={mergeClasses(styles.line, surface.figures)}>{formatNumber(call.peer.number)}</p>}
      <p className={styles.state}>{stateWords(call)} {call.state !== 'ringing' && call.state !== 'calling' && <CallClock call={call} />}</p>
    </>
  )
}

const Keypad = ({ phone, isContrast }: { phone: Phone, isContrast: boolean }) => {
  const styles = useStyles()
  const { press } = usePhone(phone)
  const [typed, setTyped] = useState('')
  return (
    <>
      <p className={styles.typed} aria-live="polite">{typed}</p>
      <DialPad
        place={placeOf(phone)} onDark compact isContrast={isContrast}
        onKey={(digit) => {
          setTyped((before) => (before + digit).slice(-12))
          void press(digit)
        }}
      />
    </>
  )
}

const Ringing = ({ phone, call, answerWord, hinted }: { phone: Phone, call: PhoneCall, answerWord: string, hinted: boolean }) => {
  const styles = useStyles()
  const { act } = usePhone(phone)
  const place = placeOf(phone)
  return (
    <div className={styles.row}>
      <RoundButton name={`Decline ${place}`} caption="Decline" tone="end" icon={<CallEndFilled />} onPress={() => void act('decline', call.id)} />
      <RoundButton name={`${answerWord} ${place}`} caption={answerWord} tone="go" icon={<CallFilled />} hinted={hinted} onPress={() => void act('answer', call.id)} />
    </div>
  )
}

interface InCallProps { phone: Phone, call: PhoneCall, keypadOpen: boolean, isTight: boolean, onKeypad: () => void }

const InCall = ({ phone, call, keypadOpen, isTight, onKeypad }: InCallProps) => {
  const styles = useStyles()
  const { act } = usePhone(phone)
  const place = placeOf(phone)
  const hangUp = (
    <RoundButton name={`Hang up ${place}`} caption="Hang up" tone="end" size={isTight ? 'medium' : 'large'} icon={<CallEndFilled />} onPress={() => void act('hangup', call.id)} />
  )
  return (
    <div>
      <div className={mergeClasses(styles.tools, isTight && styles.toolsLast)}>
        {call.state === 'talking' && <RoundButton name={`Hold ${place}`} caption="Hold" tone="tool" size="medium" icon={<PauseFilled />} onPress={() => void act('hold', call.id)} />}
        {call.state === 'held' && call.heldBy !== 'network' && <RoundButton name={`Resume ${place}`} caption="Resume" tone="tool" size="medium" icon={<PlayFilled />} onPress={() => void act('resume', call.id)} />}
        {call.state === 'talking' && <RoundButton name={`Keypad ${place}`} caption="Keypad" tone="tool" size="medium" icon={<DialpadFilled />} pressed={keypadOpen} onPress={onKeypad} />}
        {isTight && hangUp}
      </div>
      {!isTight && <div className={styles.row}>{hangUp}</div>}
    </div>
  )
}
