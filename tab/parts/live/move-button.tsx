import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Spinner, SplitButton, type MenuButtonProps } from '@fluentui/react-components'
import { EndpointIcon } from '../endpoint-icon.tsx'
import { ActionButton } from './action-button.tsx'
import { moves, type MoveAction } from './arrange.ts'

type Place = (typeof moves)[MoveAction]

const labels: Record<MoveAction, string> = { 'move-to-teams': 'Move to Teams', 'move-to-native': 'Move to phone', 'move-to-desk': 'Move to desk phone', 'move-anywhere': 'Ring me everywhere' }

const describe = (move: MoveAction, name: string) => `${labels[move]}: the call with ${name}${move === 'move-to-native' ? ', to your native dialer' : ''}`

export interface MoveButtonProps {
  /** Where it can go, the first offered most plainly. */
  places: MoveAction[]
  /** The other party, in words. */
  name: string
  busy: boolean
  onMove: (to: Place) => void
}

/** The first thing people do with a call. Further places are in a menu beside it. */
export const MoveButton = ({ places, name, busy, onMove }: MoveButtonProps) => {
  const [first, ...others] = places
  if (first === undefined) return null
  const icon = <EndpointIcon endpoint={moves[first]} />
  const description = describe(first, name)
  if (others.length === 0) {
    return <ActionButton operation="move" label={labels[first]} description={description} appearance="primary" icon={icon} busy={busy} onClick={() => onMove(moves[first])} />
  }
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {(trigger) => (
          <SplitButton
            appearance="primary" data-first disabledFocusable={busy} icon={busy ? <Spinner size="extra-tiny" /> : icon}
            primaryActionButton={{ 'aria-label': busy ? `${description}, under way` : description, onClick: () => onMove(moves[first]) }}
            menuButton={{ ...(trigger as MenuButtonProps), 'aria-label': `Other places to move to: the call with ${name}` }}
          >
            {labels[first]}
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {others.map((move) => (
            <MenuItem key={move} icon={<EndpointIcon endpoint={moves[move]} />} aria-label={describe(move, name)} onClick={() => onMove(moves[move])}>{labels[move]}</MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
