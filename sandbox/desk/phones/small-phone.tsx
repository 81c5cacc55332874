import { useId, useState, type ReactNode } from 'react'
import { Button, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CallEndFilled, CallFilled, DialpadFilled, DialpadRegular, PauseFilled, PlayFilled } from '@fluentui/react-icons'
import { useDesk, usePhone } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import type { Phone, PhoneCall } from '../types.ts'
import { inOrder, lastWords, nameOf, placeOf, stateWords, titleOf } from '../world/words.ts'
import { CallClock } from './call-clock.tsx'
import { DialPad } from './dial-pad.tsx'
import { OtherCall } from './other-call.tsx'
import { usePalette } from './palette.ts'
import { RoundButton } from './round-button.tsx'
import { useDialling } from './use-dialling.ts'

const useStyles = makeStyles({
  frame: { borderRadius: '26px', padding: '6px', backgroundColor: '#15171c', boxShadow: '0 0 0 1.5px #3a3f4a, 0 8px 20px rgba(15, 20, 40, .2)' },
  frameContrast: { boxShadow: '0 0 0 2px #fff' },
  screen: { borderRadius: '20px', overflow: 'hidden', minHeight: '136px', display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
  idle: { display: 'flex', flexDirection: 'column', gap: '8px', padding: '14px', flexGrow: 1 },
  last: { fontSize: '12px', lineHeight: '16px', margin: 0 },
  pad: { display: 'flex', flexDirection: 'column', gap: '8px' },
  typing: { display: 'flex', gap: '6px', alignItems: 'center' },
  input: { flexGrow: 1, minWidth: 0 },
  refusal: { margin: 0, fontSize: '12px', lineHeight: '16px', color: tokens.colorPaletteRedForeground1 },
  buttons: { display: 'flex', gap: '6px', marginTop: 'auto' },
  main: { flexGrow: 1, minWidth: 0 },
  call: { flexGrow: 1, display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '2px', padding: '10px 12px', textAlign: 'center' },
  name: { fontSize: '16px', lineHeight: '22px', fontWeight: 600, maxWidth: '100%', margin: 0 },
  state: { fontSize: '12px', lineHeight: '16px', margin: 0 },
  wide: { maxWidth: '100%' },
  row: { display: 'flex', gap: '14px', marginTop: 'auto', paddingTop: '4px' },
  fill: { width: '100%', margin: '6px 0' },
})

export interface SmallPhoneProps {
  phone: Phone
  /** The one-tap call that this phone offers. */
  suggestion: { name: string, number: string } | null
  suggestionHinted?: boolean
  /** Above the buttons of the idle screen: whose phone this is. */
  children: ReactNode
}

/** Someone else's phone, small. */
export const SmallPhone = ({ phone, suggestion, suggestionHinted = false, children }: SmallPhoneProps) => {
  const styles = useStyles()
  const isContrast = useDesk().choices.theme === 'contrast'
  const [front, ...others] = inOrder(phone.calls)
  return (
    <div className={mergeClasses(styles.frame, isContrast && styles.frameContrast)} data-phone={phone.id} data-state={phone.state}>
      <div className={styles.screen}>
        {front
          ? <Talking phone={phone} call={front} others={others} />
          : <Idle phone={phone} suggestion={suggestion} suggestionHinted={suggestionHinted}>{children}</Idle>}
      </div>
    </div>
  )
}

const Idle = ({ phone, suggestion, suggestionHinted = false, children }: SmallPhoneProps) => {
  const styles = useStyles()
  const surface = useSurface()
  const dialling = useDialling(phone)
  const [padOpen, setPadOpen] = useState(false)
  const refusalId = useId()
  const place = placeOf(phone)
  return (
    <div className={styles.idle}>
      {children}
      {phone.lastEnded && <p className={mergeClasses(styles.last, surface.quiet, surface.cut)}>{lastWords(phone.lastEnded)}</p>}
      {padOpen && (
        <form
          className={styles.pad}
          onSubmit={(event) => {
            event.preventDefault()
            void dialling.call()
          }}
        >
          <div className={styles.typing}>
            <Input
              className={styles.input} type="tel" autoComplete="off" placeholder="Number" aria-label={`Number to call ${place}`} value={dialling.typed}
              aria-invalid={dialling.refusal !== null} aria-describedby={dialling.refusal === null ? undefined : refusalId}
              onChange={(_event, { value }) => dialling.type(value)}
            />
            <RoundButton name={`Call ${place}`} tone="go" size="small" icon={<CallFilled />} onPress={() => void dialling.call()} />
          </div>
          <DialPad place={place} compact onKey={dialling.press} />
        </form>
      )}
      {dialling.refusal !== null && <p id={refusalId} role="alert" className={styles.refusal}>{dialling.refusal}</p>}
      <div className={styles.buttons}>
        {suggestion && (
          <Button
            appearance="primary" icon={<CallFilled />} aria-label={`Call ${suggestion.name} ${place.replace(/^on /, 'from ')}`} onClick={() => void dialling.call(suggestion.number)}
            className={mergeClasses(styles.main, suggestionHinted && surface.hint)}
          >
            Call {suggestion.name}
          </Button>
        )}
        <Button icon={<DialpadRegular />} aria-label={`Dial pad ${place}`} aria-expanded={padOpen} onClick={() => setPadOpen(!padOpen)} />
      </div>
    </div>
  )
}

interface TalkingProps { phone: Phone, call: PhoneCall, others: PhoneCall[] }

const Talking = ({ phone, call, others }: TalkingProps) => {
  const styles = useStyles()
  const surface = useSurface()
  const palette = usePalette()
  const isContrast = useDesk().choices.theme === 'contrast'
  const { act, press } = usePhone(phone)
  const [keypadOpen, setKeypadOpen] = useState(false)
  const place = placeOf(phone)
  const keypad = keypadOpen && call.state === 'talking'
  const isUp = call.state === 'talking' || call.state === 'held'
  return (
    <div className={mergeClasses(styles.call, palette.native, isContrast && palette.contrast)}>
      <p className={mergeClasses(styles.state, surface.cut, styles.wide)}>{titleOf(phone)}</p>
      <h4 className={mergeClasses(styles.name, surface.cut)}>{nameOf(call.peer)}</h4>
      <p className={styles.state}>{stateWords(call)} {isUp && <CallClock call={call} />}</p>
      {keypad && <div className={styles.fill}><DialPad place={place} compact onDark isContrast={isContrast} onKey={(digit) => void press(digit)} /></div>}
      {others.map((other) => <div key={other.id} className={styles.fill}><OtherCall phone={phone} call={other} answerWord="Answer" /></div>)}
      <div className={styles.row}>
        {call.state === 'ringing' && <RoundButton name={`Decline ${place}`} tone="end" size="medium" icon={<CallEndFilled />} onPress={() => void act('decline', call.id)} />}
        {call.state === 'ringing' && <RoundButton name={`Answer ${place}`} tone="go" size="medium" icon={<CallFilled />} onPress={() => void act('answer', call.id)} />}
        {call.state === 'talking' && <RoundButton name={`Hold ${place}`} tone="tool" size="medium" icon={<PauseFilled />} onPress={() => void act('hold', call.id)} />}
        {call.state === 'held' && call.heldBy !== 'network' && <RoundButton name={`Resume ${place}`} tone="tool" size="medium" icon={<PlayFilled />} onPress={() => void act('resume', call.id)} />}
        {call.state === 'talking' && <RoundButton name={`Keypad ${place}`} tone="tool" size="medium" icon={<DialpadFilled />} pressed={keypad} onPress={() => setKeypadOpen(!keypad)} />}
        {call.state !== 'ringing' && <RoundButton name={`Hang up ${place}`} tone="end" size="medium" icon={<CallEndFilled />} onPress={() => void act('hangup', call.id)} />}
      </div>
    </div>
  )
}
