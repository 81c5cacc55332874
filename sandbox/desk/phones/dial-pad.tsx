import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'

const keys: [string, string][] = [
  ['1', ''], ['2', 'ABC'], ['3', 'DEF'], ['4', 'GHI'], ['5', 'JKL'], ['6', 'MNO'], ['7', 'PQRS'], ['8', 'TUV'], ['9', 'WXYZ'], ['*', ''], ['0', '+'], ['#', ''],
]
const spoken: Record<string, string> = { '*': 'star', '#': 'hash' }

const useStyles = makeStyles({
  pad: { display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: '6px', justifyItems: 'center' },
  tight: { gap: '4px' },
  key: {
    border: '1px solid transparent', borderRadius: '50%', width: '54px', height: '54px', display: 'grid', placeItems: 'center', alignContent: 'center',
    cursor: 'pointer', padding: 0, fontFamily: 'inherit', fontSize: '22px', lineHeight: '24px', color: 'inherit',
    backgroundColor: tokens.colorNeutralBackground3,
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':active': { backgroundColor: tokens.colorNeutralBackground3Pressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  bright: { backgroundColor: 'rgba(255, 255, 255, .14)', ':hover': { backgroundColor: 'rgba(255, 255, 255, .26)' }, ':focus-visible': { outline: '2px solid #fff' } },
  contrast: { border: '1px solid #fff', backgroundColor: '#000' },
  compact: { width: '40px', height: '32px', borderRadius: '10px', fontSize: '16px', lineHeight: '18px' },
  letters: { fontSize: '9px', lineHeight: '10px', letterSpacing: '.12em', opacity: 0.7, minHeight: '10px' },
})

export interface DialPadProps {
  /** Ends each key's name: "on Dana's native dialer". */
  place: string
  compact?: boolean
  /** On a dark screen. */
  onDark?: boolean
  isContrast?: boolean
  onKey: (digit: string) => void
}

export const DialPad = ({ place, compact = false, onDark = false, isContrast = false, onKey }: DialPadProps) => {
  const styles = useStyles()
  return (
    <div className={mergeClasses(styles.pad, compact && styles.tight)} role="group" aria-label={`Keypad ${place}`}>
      {keys.map(([digit, letters]) => (
        <button
          key={digit} type="button" aria-label={`${spoken[digit] ?? digit}`} onClick={() => onKey(digit)}
          className={mergeClasses(styles.key, compact && styles.compact, onDark && styles.bright, isContrast && styles.contrast)}
        >
          {digit}
          {!compact && <span className={styles.letters} aria-hidden>{letters}</span>}
        </button>
      ))}
    </div>
  )
}
