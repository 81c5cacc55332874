import { useState } from 'react'
import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { LiveCall } from '../../../src/api/calls.ts'
import { useOwnNumber } from '../../services.tsx'
import { guestWords, partyName } from '../../words.ts'
import { PartyAvatar } from '../party-avatar.tsx'
import { useSurface } from '../surface.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '0', padding: '4px 0 0', display: 'grid', gap: '4px' },
  one: { display: 'flex', alignItems: 'center', gap: '12px', minHeight: '40px' },
  lines: { display: 'grid', flexGrow: 1, minWidth: 0 },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  heading: { margin: '0', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
})

export interface GuestListProps {
  guests: LiveCall['guests']
  canRemove: boolean
  busy: boolean
  onRemove: (guest: string) => void
}

/** The people who were added to the call. */
export const GuestList = ({ guests, canRemove, busy, onRemove }: GuestListProps) => {
  const ownNumber = useOwnNumber()
  const [pressed, setPressed] = useState<string | null>(null)
  const styles = useStyles()
  const surface = useSurface()
  return (
    <div>
      <h4 className={styles.heading}>Also in the call</h4>
      <ul className={styles.list} aria-label="People you added">
        {guests.map(({ id, to, phase }) => {
          const name = partyName(to, ownNumber)
          const going = busy && pressed === id
          return (
            <li key={id} className={styles.one}>
              <PartyAvatar party={to} size={32} />
              <span className={styles.lines}>
                <Text className={styles.clip} title={name}>{name}</Text>
                <Text size={200} className={surface.quiet}>{guestWords[phase]}</Text>
              </span>
              {canRemove && (
                <Button
                  size="small" appearance="subtle" data-operation="remove" aria-label={going ? `Remove ${name} from the call, under way` : `Remove ${name} from the call`} disabledFocusable={busy}
                  icon={going ? <Spinner size="extra-tiny" /> : <DismissRegular />}
                  onClick={() => {
                    if (busy) return
                    setPressed(id)
                    onRemove(id)
                  }}
                >
                  Remove
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
