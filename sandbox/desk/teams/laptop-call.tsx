import { useState } from 'react'
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CallEndFilled, CallFilled, DialpadRegular, PauseRegular, PlayRegular } from '@fluentui/react-icons'
import { useDesk, usePhone } from '../desk-context.tsx'
import { CallClock } from '../phones/call-clock.tsx'
import { DialPad } from '../phones/dial-pad.tsx'
import { Face } from '../phones/face.tsx'
import { usePalette } from '../phones/palette.ts'
import { useSurface } from '../surface.ts'
import type { Phone, PhoneCall } from '../types.ts'
import { formatNumber, inOrder, nameOf, placeOf, stateWords } from '../world/words.ts'

const useStyles = makeStyles({
  bars: { display: 'flex', flexDirection: 'column' },
  bar: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '6px 12px', padding: '9px 16px', borderBottom: '1px solid rgba(255,255,255,.2)' },
  words: { flexGrow: 1, minWidth: '120px', lineHeight: '18px', fontSize: '13px' },
  name: { fontSize: '15px', lineHeight: '20px', fontWeight: 600 },
  buttons: { display: 'flex', gap: '6px' },
  ghost: { backgroundColor: 'rgba(255,255,255,.14)', color: '#fff', border: '1px solid rgba(255,255,255,.3)', ':hover': { backgroundColor: 'rgba(255,255,255,.26)', color: '#fff' }, ':hover:active': { backgroundColor: 'rgba(255,255,255,.32)', color: '#fff' } },
  pad: { flexBasis: '100%', maxWidth: '200px' },
  toast: {
    position: 'absolute', right: '20px', bottom: '20px', zIndex: 5, width: 'min(330px, calc(100% - 40px))', boxSizing: 'border-box', borderRadius: '14px', padding: '16px', display: 'flex', flexDirection: 'column', gap: '14px',
    boxShadow: tokens.shadow64, border: '1px solid rgba(255,255,255,.25)',
    animationName: { from: { transform: 'translateY(16px)', opacity: 0 }, to: { transform: 'none', opacity: 1 } }, animationDuration: '.22s', animationTimingFunction: 'ease-out',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
  },
  second: { bottom: '170px' },
  who: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0 },
  toastButtons: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '10px' },
})

/** The calls of the Teams client on the laptop: those that are up as bars, those that ring as toasts. */
export const LaptopCalls = ({ phone, hinted }: { phone: Phone, hinted: boolean }) => {
  const styles = useStyles()
  const calls = inOrder(phone.calls)
  return (
    <section data-phone={phone.id} data-state={phone.state} aria-label={`Calls in ${phone.label}`}>
      <div className={styles.bars}>
        {calls.filter(({ state }) => state !== 'ringing').map((call) => <CallBar key={call.id} phone={phone} call={call} isOnly={calls.length === 1} />)}
      </div>
      {calls.filter(({ state }) => state === 'ringing').map((call, index) => <Toast key={call.id} phone={phone} call={call} index={index} isOnly={calls.length === 1} hinted={hinted} />)}
    </section>
  )
}

const endOf = (phone: Phone, call: PhoneCall, isOnly: boolean) => isOnly ? placeOf(phone) : `${nameOf(call.peer)} ${placeOf(phone)}`

const CallBar = ({ phone, call, isOnly }: { phone: Phone, call: PhoneCall, isOnly: boolean }) => {
  const styles = useStyles()
  const palette = usePalette()
  const surface = useSurface()
  const isContrast = useDesk().choices.theme === 'contrast'
  const { act, press } = usePhone(phone)
  const [padOpen, setPadOpen] = useState(false)
  const end = endOf(phone, call, isOnly)
  const ghost = mergeClasses(styles.ghost, isContrast && palette.toolContrast)
  return (
    <div className={mergeClasses(styles.bar, palette.teams, isContrast && palette.contrast)}>
      <Face peer={call.peer} size={36} />
      <div className={styles.words}>
        <div className={mergeClasses(styles.name, surface.cut)}>{nameOf(call.peer)}</div>
        <div>{stateWords(call)} {call.state !== 'calling' && <CallClock call={call} />}</div>
      </div>
      <div className={styles.buttons}>
        {call.state === 'talking' && <Button className={ghost} icon={<PauseRegular />} aria-label={`Hold ${end}`} onClick={() => void act('hold', call.id)}>Hold</Button>}
        {call.state === 'held' && call.heldBy !== 'network' && <Button className={ghost} icon={<PlayRegular />} aria-label={`Resume ${end}`} onClick={() => void act('resume', call.id)}>Resume</Button>}
        {call.state === 'talking' && <Button className={ghost} icon={<DialpadRegular />} aria-label={`Keypad ${end}`} aria-expanded={padOpen} onClick={() => setPadOpen(!padOpen)} />}
        <Button className={isContrast ? palette.endContrast : palette.end} icon={<CallEndFilled />} aria-label={`Hang up ${end}`} onClick={() => void act('hangup', call.id)}>Hang up</Button>
      </div>
      {padOpen && call.state === 'talking' && <div className={styles.pad}><DialPad place={placeOf(phone)} compact onDark isContrast={isContrast} onKey={(digit) => void press(digit)} /></div>}
    </div>
  )
}

const Toast = ({ phone, call, index, isOnly, hinted }: { phone: Phone, call: PhoneCall, index: number, isOnly: boolean, hinted: boolean }) => {
  const styles = useStyles()
  const palette = usePalette()
  const surface = useSurface()
  const isContrast = useDesk().choices.theme === 'contrast'
  const { act } = usePhone(phone)
  const end = endOf(phone, call, isOnly)
  return (
    <div className={mergeClasses(styles.toast, index > 0 && styles.second, palette.teams, isContrast && mergeClasses(palette.contrast, palette.contrastBox))} role="group" aria-label={`Incoming call in ${phone.label}`}>
      <div className={styles.who}>
        <Face peer={call.peer} size={48} pulsing />
        <div className={styles.words}>
          <div className={mergeClasses(styles.name, surface.cut)}>{nameOf(call.peer)}</div>
          <div className={surface.figures}>{call.peer.name ? formatNumber(call.peer.number) : 'Unknown caller'}</div>
          <div>Incoming call</div>
        </div>
      </div>
      <div className={styles.toastButtons}>
        <Button size="large" className={isContrast ? palette.endContrast : palette.end} icon={<CallEndFilled />} aria-label={`Decline ${end}`} onClick={() => void act('decline', call.id)}>Decline</Button>
        <Button size="large" className={mergeClasses(isContrast ? palette.goContrast : palette.go, hinted && surface.hint)} icon={<CallFilled />} aria-label={`Accept ${end}`} onClick={() => void act('answer', call.id)}>Accept</Button>
      </div>
    </div>
  )
}
