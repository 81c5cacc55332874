import { useEffect, useLayoutEffect, useRef, useState, type ReactElement } from 'react'
import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components'
import { CallEndRegular } from '@fluentui/react-icons/svg/call-end'
import { CallTransferRegular } from '@fluentui/react-icons/svg/call-transfer'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team'
import { PhoneRegular } from '@fluentui/react-icons/svg/phone'
import type { Action, LiveCall, OperationName } from '../../../src/api/calls.ts'
import type { OperationBody } from '../../api.ts'
import { useServices, useSession } from '../../services.tsx'
import { pendingKey } from '../../session.ts'
import { TransferDialog } from './transfer-dialog.tsx'

const useStyles = makeStyles({
  actions: {
    outlineStyle: 'none', display: 'flex', flexWrap: 'wrap', gap: '8px',
    // On a phone the first thing to do has a line of its own, the others share one while they fit.
    '@media (max-width: 479px)': { '& > button': { flexGrow: 1 }, '& > [data-first=true]': { flexBasis: '100%' } },
  },
  danger: {
    color: tokens.colorPaletteRedForeground1,
    ':hover': { color: tokens.colorPaletteRedForeground1, backgroundColor: tokens.colorPaletteRedBackground1 },
    ':hover:active': { color: tokens.colorPaletteRedForeground2, backgroundColor: tokens.colorPaletteRedBackground2 },
  },
  end: { '@media (min-width: 480px)': { marginLeft: 'auto' } },
})

interface ActionButtonProps {
  operation: OperationName
  label: string
  /** The same, naming the call: two calls can have the same buttons. */
  description: string
  icon: ReactElement
  busy: boolean
  onClick: () => void
  appearance?: 'primary' | 'secondary'
  className?: string
}

/** While its command is under way the button keeps the focus and its place, and does nothing. */
const ActionButton = ({ operation, label, description, icon, busy, onClick, appearance = 'secondary', className }: ActionButtonProps) => (
  <Button
    data-operation={operation} data-first={appearance === 'primary'} appearance={appearance} aria-label={busy ? `${description}, under way` : description} disabledFocusable={busy}
    icon={busy ? <Spinner size="extra-tiny" /> : icon} onClick={onClick}
    {...(className === undefined ? {} : { className })}
  >
    {label}
  </Button>
)

/** A button can go while it has the focus (a move begins, a dialog closes): the focus then stays with the call it was on. */
const useKeptFocus = (shown: string, dialogOpen: boolean) => {
  const group = useRef<HTMLDivElement>(null)
  const inside = useRef(false)
  const wasOpen = useRef(false)
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) group.current?.focus()
  }, [shown])
  useEffect(() => {
    if (wasOpen.current && !dialogOpen) (group.current?.querySelector<HTMLElement>('[data-operation=transfer]') ?? group.current)?.focus()
    wasOpen.current = dialogOpen
  }, [dialogOpen])
  const onFocus = () => { inside.current = true }
  // A button taken away tells nobody where the focus went; one left for another place does.
  const onBlur = (event: { relatedTarget: EventTarget | null }) => {
    if (event.relatedTarget instanceof Node && !group.current?.contains(event.relatedTarget)) inside.current = false
  }
  return { group, onFocus, onBlur }
}

/** The buttons of one call: exactly those the service says are possible now. */
export const CallActions = ({ call, name }: { call: LiveCall, name: string }) => {
  const { session } = useServices()
  const pending = useSession((state) => state.pending)
  const [transferring, setTransferring] = useState(false)
  const styles = useStyles()
  const { group, onFocus, onBlur } = useKeptFocus(call.actions.join(), transferring)
  const can = (action: Action) => call.actions.includes(action)
  const busy = (operation: OperationName) => pendingKey(call.id, operation) in pending
  const run = <Name extends OperationName>(operation: Name, body: OperationBody<Name>) => {
    if (!busy(operation)) void session.command(call.id, operation, body)
  }
  const endWord = call.state === 'ringing' && call.direction === 'incoming' ? 'Decline' : 'Hang up'
  return (
    <div ref={group} tabIndex={-1} onFocus={onFocus} onBlur={onBlur} className={styles.actions} role="group" aria-label={`What to do with the call with ${name}`}>
      {can('move-to-teams') && (
        <ActionButton
          operation="move" label="Move to Teams" description={`Move to Teams: the call with ${name}`} appearance="primary" icon={<PeopleTeamRegular />}
          busy={busy('move')} onClick={() => run('move', { to: 'teams' })}
        />
      )}
      {can('move-to-native') && (
        <ActionButton
          operation="move" label="Move to phone" description={`Move to phone: the call with ${name}, to your native dialer`} appearance="primary" icon={<PhoneRegular />}
          busy={busy('move')} onClick={() => run('move', { to: 'native' })}
        />
      )}
      {can('cancel') && (
        <ActionButton
          operation="cancel" label={call.move ? 'Cancel the move' : 'Cancel'} description={call.move ? `Cancel the move: the call with ${name}` : `Cancel: the call with ${name}`}
          icon={<DismissRegular />} busy={busy('cancel')} onClick={() => run('cancel', {})}
        />
      )}
      {can('transfer') && (
        <ActionButton
          operation="transfer" label="Transfer" description={`Transfer: the call with ${name}`} icon={<CallTransferRegular />}
          busy={busy('transfer')} onClick={() => { if (!busy('transfer')) setTransferring(true) }}
        />
      )}
      {can('hangup') && (
        <ActionButton
          operation="hangup" label={endWord} description={`${endWord}: the call with ${name}`} icon={<CallEndRegular />} className={mergeClasses(styles.danger, styles.end)}
          busy={busy('hangup')} onClick={() => run('hangup', {})}
        />
      )}
      {transferring && <TransferDialog call={call} name={name} onClose={() => setTransferring(false)} />}
    </div>
  )
}
