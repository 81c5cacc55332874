import { useState, type ReactElement } from 'react'
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowSwapRegular } from '@fluentui/react-icons/svg/arrow-swap'
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo'
import { CallEndRegular } from '@fluentui/react-icons/svg/call-end'
import { CallParkRegular } from '@fluentui/react-icons/svg/call-park'
import { CallTransferRegular } from '@fluentui/react-icons/svg/call-transfer'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { PauseRegular } from '@fluentui/react-icons/svg/pause'
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team'
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add'
import { PersonQuestionMarkRegular } from '@fluentui/react-icons/svg/person-question-mark'
import { PlayRegular } from '@fluentui/react-icons/svg/play'
import type { Action, LiveCall, OperationName } from '../../../src/api/calls.ts'
import type { OperationBody } from '../../api.ts'
import { useServices, useSession } from '../../services.tsx'
import { pendingKey } from '../../session.ts'
import { ActionButton } from './action-button.tsx'
import { arrange, type Tool } from './arrange.ts'
import { ConsultParties } from './consult-parties.tsx'
import { GuestList } from './guest-list.tsx'
import { MoreMenu } from './more-menu.tsx'
import { MoveButton } from './move-button.tsx'
import { TargetDialog, type Purpose } from './target-dialog.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

const useStyles = makeStyles({
  group: { outlineStyle: 'none', display: 'grid', gap: '16px' },
  buttons: {
    display: 'flex', flexWrap: 'wrap', gap: '8px',
    // On a phone the first thing to do has a line of its own, the others share one while they fit.
    '@media (max-width: 479px)': {
      '& > *': { flexGrow: 1 }, '& > button': { minWidth: 'auto', paddingLeft: '8px', paddingRight: '8px' },
      '& > [data-first=true]': { flexBasis: '100%' }, '& > [data-first=true] > button:first-child': { flexGrow: 1, maxWidth: 'none' },
    },
  },
  danger: {
    color: tokens.colorPaletteRedForeground1,
    ':hover': { color: tokens.colorPaletteRedForeground1, backgroundColor: tokens.colorPaletteRedBackground1 },
    ':hover:active': { color: tokens.colorPaletteRedForeground2, backgroundColor: tokens.colorPaletteRedBackground2 },
  },
  end: { '@media (min-width: 480px)': { marginLeft: 'auto' } },
})

const tools: Record<Tool, { label: string, icon: ReactElement }> = {
  hold: { label: 'Hold', icon: <PauseRegular /> },
  resume: { label: 'Resume', icon: <PlayRegular /> },
  consult: { label: 'Ask first', icon: <PersonQuestionMarkRegular /> },
  transfer: { label: 'Transfer', icon: <CallTransferRegular /> },
  add: { label: 'Add', icon: <PersonAddRegular /> },
  park: { label: 'Park for a colleague', icon: <CallParkRegular /> },
  meet: { label: 'Continue as a Teams meeting', icon: <PeopleTeamRegular /> },
}

/** What can be done with one call: exactly what the service says is possible now. */
export const CallActions = ({ call, name }: { call: LiveCall, name: string }) => {
  const { session } = useServices()
  const pending = useSession((state) => state.pending)
  const [asking, setAsking] = useState<Purpose | null>(null)
  const styles = useStyles()
  const { group, onFocus, onBlur } = useKeptFocus(`${call.actions.join()} ${call.guests.map(({ id }) => id).join()}`, asking)
  const can = (action: Action) => call.actions.includes(action)
  const busy = (operation: OperationName) => {
    const command = pending[pendingKey(call.id, operation)]
    // whoever was added rings in the list of people, and the next can be added meanwhile
    return command !== undefined && (operation !== 'add' || command.commandId === null)
  }
  const run = <Name extends OperationName>(operation: Name, body: OperationBody<Name>) => {
    if (!busy(operation)) void session.command(call.id, operation, body)
  }
  const shown = arrange(call.actions)
  const tool = (each: Tool) => ({
    ...tools[each], description: `${tools[each].label}: the call with ${name}`, busy: busy(each),
    onClick: () => {
      if (each === 'hold' || each === 'resume' || each === 'park' || each === 'meet') run(each, {})
      else if (!busy(each)) setAsking(each)
    },
  })
  const endWord = call.state === 'ringing' && call.direction === 'incoming' ? 'Decline' : 'Hang up'
  const parked = call.state === 'parked'
  const cancelWord = parked ? 'Take it back' : call.move ? 'Cancel the move' : 'Cancel'
  return (
    <div ref={group} tabIndex={-1} onFocus={onFocus} onBlur={onBlur} className={styles.group} role="group" aria-label={`What to do with the call with ${name}`}>
      {call.guests.length > 0 && <GuestList guests={call.guests} canRemove={can('remove')} busy={busy('remove')} onRemove={(guest) => run('remove', { guest })} />}
      {call.consult && <ConsultParties consult={call.consult} remote={call.remote} />}
      {call.actions.length > 0 && (
        <div className={styles.buttons}>
          <MoveButton places={shown.moves} name={name} busy={busy('move')} onMove={(to) => run('move', { to })} />
          {can('complete') && (
            <ActionButton
              operation="complete" label="Hand over" description={`Hand over: the call with ${name}`} appearance="primary" icon={<CallTransferRegular />}
              busy={busy('complete')} onClick={() => run('complete', {})}
            />
          )}
          {can('swap') && <ActionButton operation="swap" label="Switch" description={`Switch: the call with ${name}`} icon={<ArrowSwapRegular />} busy={busy('swap')} onClick={() => run('swap', {})} />}
          {can('cancel') && (
            <ActionButton
              operation="cancel" label={cancelWord} description={`${cancelWord}: the call with ${name}`} appearance={parked ? 'primary' : 'secondary'}
              icon={parked ? <ArrowUndoRegular /> : <DismissRegular />} busy={busy('cancel')} onClick={() => run('cancel', {})}
            />
          )}
          {shown.tools.map((each) => <ActionButton key={each} operation={each} appearance={each === 'resume' ? 'primary' : 'secondary'} {...tool(each)} />)}
          <MoreMenu items={shown.more.map((each) => ({ key: each, ...tool(each) }))} name={name} />
          {can('hangup') && (
            <ActionButton
              operation="hangup" label={endWord} description={`${endWord}: the call with ${name}`} icon={<CallEndRegular />} className={mergeClasses(styles.danger, styles.end)}
              busy={busy('hangup')} onClick={() => run('hangup', {})}
            />
          )}
        </div>
      )}
      {asking && <TargetDialog purpose={asking} call={call} name={name} onClose={() => setAsking(null)} />}
    </div>
  )
}
