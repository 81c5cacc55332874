import { useId, useState, type KeyboardEvent } from 'react'
import { Avatar, Field, Input, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useSurface } from '../surface.ts'
import { NumberText } from '../number-text.tsx'
import type { Target, Targets } from './use-targets.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '8px 0 0', padding: '0', maxHeight: '232px', overflowY: 'auto' },
  option: { display: 'flex', alignItems: 'center', gap: '12px', padding: '8px 12px', borderRadius: '8px', cursor: 'pointer', border: '2px solid transparent' },
  // Not a hover colour: in the contrast theme that one needs another text colour on it.
  active: { backgroundColor: tokens.colorNeutralBackground3, border: `2px solid ${tokens.colorStrokeFocus2}` },
  disabled: { cursor: 'default', color: tokens.colorNeutralForegroundDisabled },
  lines: { display: 'grid', minWidth: 0, flexGrow: 1 },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  words: { display: 'block', minHeight: '20px', padding: '8px 12px', color: tokens.colorNeutralForeground2 },
})

export const isReachable = (target: Target) => target.kind === 'number' || target.person.number !== null
const keyOf = (target: Target) => target.kind === 'number' ? target.number : target.person.userId

export interface TargetPickerProps {
  text: string
  onText: (text: string) => void
  found: Targets
  onPick: (target: Target) => void
  ownNumber: string
  label?: string
  /** Which of those found can be picked; those with a number where it is not given. */
  canPick?: (target: Target) => boolean
}

/**
 * A text field with its suggestions below: arrows walk, Enter picks, a click picks
 * (WAI-ARIA Authoring Practices, "Combobox with list autocomplete").
 */
export const TargetPicker = ({ text, onText, found, onPick, ownNumber, label = 'Name or phone number', canPick = isReachable }: TargetPickerProps) => {
  const [walked, setWalked] = useState(0)
  const listId = useId()
  const styles = useStyles()
  const surface = useSurface()
  const active = Math.min(walked, found.targets.length - 1)
  const optionId = (index: number) => `${listId}-${index}`
  const pick = (target: Target | undefined) => {
    if (target && canPick(target)) onPick(target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.targets.length > 0) {
      event.preventDefault()
      setWalked((active + step + found.targets.length) % found.targets.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      pick(found.targets[active])
    }
  }
  return (
    <div>
      <Field label={label}>
        <Input
          value={text} maxLength={80} autoFocus autoComplete="off" role="combobox" aria-autocomplete="list" aria-expanded={found.targets.length > 0} aria-controls={listId}
          {...(found.targets.length > 0 ? { 'aria-activedescendant': optionId(active) } : {})}
          contentBefore={<SearchRegular aria-hidden />}
          contentAfter={found.state === 'searching' ? <Spinner size="extra-tiny" label={<span className={surface.hidden}>Searching</span>} /> : null}
          onChange={(_event, data) => { setWalked(0); onText(data.value) }} onKeyDown={onKeyDown}
        />
      </Field>
      <ul id={listId} role="listbox" aria-label="Suggestions" className={styles.list}>
        {found.targets.map((target, index) => (
          <li
            key={keyOf(target)} id={optionId(index)} role="option" aria-selected={index === active} aria-disabled={!canPick(target)}
            className={mergeClasses(styles.option, index === active && styles.active, !canPick(target) && styles.disabled)}
            onMouseEnter={() => setWalked(index)} onMouseDown={(event) => event.preventDefault()} onClick={() => pick(target)}
          >
            {target.kind === 'number'
              ? <><Avatar aria-hidden size={32} icon={<DialpadRegular />} /><span className={styles.lines}><NumberText number={target.number} ownNumber={ownNumber} /></span></>
              : (
                <>
                  <Avatar aria-hidden size={32} name={target.person.name} color="colorful" />
                  <span className={styles.lines}>
                    <Text className={styles.clip}>{target.person.name}</Text>
                    <Text size={200} className={mergeClasses(styles.clip, surface.quiet)}>
                      {target.person.number === null ? 'No phone number' : <NumberText number={target.person.number} ownNumber={ownNumber} />}
                      {target.person.jobTitle !== null && ` · ${target.person.jobTitle}`}
                    </Text>
                  </span>
                </>
              )}
          </li>
        ))}
      </ul>
      <Text size={200} role="status" className={styles.words}>{found.words}</Text>
    </div>
  )
}
