import { useId } from 'react'
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { BackspaceRegular, CallFilled } from '@fluentui/react-icons'
import { useSurface } from '../surface.ts'
import type { Phone } from '../types.ts'
import { firstName, lastWords, placeOf } from '../world/words.ts'
import { DialPad } from './dial-pad.tsx'
import { Face } from './face.tsx'
import { RoundButton } from './round-button.tsx'
import { useDialling } from './use-dialling.ts'

const useStyles = makeStyles({
  screen: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: '8px', padding: '10px 16px 12px', boxSizing: 'border-box', overflowY: 'auto' },
  field: { display: 'flex', alignItems: 'center', gap: '2px' },
  input: {
    flexGrow: 1, minWidth: 0, border: 'none', borderBottom: `1px solid ${tokens.colorNeutralStrokeAccessible}`, padding: '6px 4px', textAlign: 'center', fontFamily: 'inherit', fontSize: '20px', lineHeight: '26px',
    color: 'inherit', backgroundColor: 'transparent', fontVariantNumeric: 'tabular-nums',
    ':focus': { outline: 'none', borderBottom: `2px solid ${tokens.colorCompoundBrandStroke}`, paddingBottom: '5px' },
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1, fontSize: '15px' },
  },
  refusal: { margin: 0, fontSize: '12px', lineHeight: '16px', textAlign: 'center', color: tokens.colorPaletteRedForeground1 },
  call: { display: 'flex', justifyContent: 'center' },
  people: { display: 'flex', justifyContent: 'center', gap: '4px', marginTop: 'auto' },
  person: {
    border: 'none', backgroundColor: 'transparent', color: 'inherit', fontFamily: 'inherit', fontSize: '11px', lineHeight: '14px', cursor: 'pointer', padding: '4px', borderRadius: '10px',
    display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '4px', width: '66px',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  last: { margin: 0, textAlign: 'center', fontSize: '12px', lineHeight: '16px' },
})

export interface DialerProps {
  phone: Phone
  /** Whom one may call with one tap. */
  contacts: { name: string, number: string }[]
}

/** An idle phone: the last call, a field with a dial pad, and people to call. */
export const Dialer = ({ phone, contacts }: DialerProps) => {
  const styles = useStyles()
  const surface = useSurface()
  const dialling = useDialling(phone)
  const refusalId = useId()
  const place = placeOf(phone)
  return (
    <form
      className={styles.screen}
      onSubmit={(event) => {
        event.preventDefault()
        void dialling.call()
      }}
    >
      <p className={mergeClasses(styles.last, surface.quiet, surface.cut)}>
        {phone.lastEnded ? lastWords(phone.lastEnded) : 'Ready for calls'}
      </p>
      <div className={styles.field}>
        <input
          className={styles.input} type="tel" autoComplete="off" placeholder="Number" aria-label={`Number to call ${place}`} value={dialling.typed}
          aria-invalid={dialling.refusal !== null} aria-describedby={dialling.refusal === null ? undefined : refusalId}
          onChange={(event) => dialling.type(event.target.value)}
        />
        {dialling.typed !== '' && <Button appearance="subtle" size="small" icon={<BackspaceRegular />} aria-label={`Delete the last digit ${place}`} onClick={dialling.erase} />}
      </div>
      {dialling.refusal !== null && <p id={refusalId} role="alert" className={styles.refusal}>{dialling.refusal}</p>}
      <DialPad place={place} onKey={dialling.press} />
      <div className={styles.call}><RoundButton name={`Call ${place}`} tone="go" size="medium" icon={<CallFilled />} onPress={() => void dialling.call()} /></div>
      <div className={styles.people} role="group" aria-label={`People to call ${place}`}>
        {contacts.map((contact) => (
          <button key={contact.number} type="button" className={styles.person} aria-label={`Call ${contact.name} ${place}`} onClick={() => void dialling.call(contact.number)}>
            <Face peer={contact} size={32} />
            <span className={surface.cut}>{firstName(contact.name)}</span>
          </button>
        ))}
      </div>
    </form>
  )
}
