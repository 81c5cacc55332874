import { useState } from 'react'
import { Link, makeStyles, Tab, TabList, Toast, Toaster, ToastTitle, ToastTrigger, tokens, useId, useToastController } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import type { Voicemail } from '../../../src/api/voicemails.ts'
import { StatePanel } from '../../parts/state-panel.tsx'
import { useOwnNumber, useServices, useSession } from '../../services.tsx'
import { partyName } from '../../words.ts'
import type { PageProps } from '../page.ts'
import { GreetingView } from './greeting/greeting-view.tsx'
import { MessageList } from './message-list.tsx'

const useStyles = makeStyles({
  views: { padding: '4px 12px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '4px' } },
})

/** Long enough to read it and reach it with the keyboard. */
const undoMs = 10_000

const views = [{ id: 'messages', name: 'Messages' }, { id: 'deleted', name: 'Deleted' }, { id: 'greeting', name: 'Greeting' }] as const
type ViewId = (typeof views)[number]['id']

/** The messages callers left, those that were deleted, and what callers hear. */
export const VoicemailPage = ({ voicemailId }: PageProps) => {
  const { api } = useServices()
  const ownNumber = useOwnNumber()
  // a screen reader hears of unread ones by the page's own name
  const unread = useSession((state) => state.unread)
  const [view, setView] = useState<ViewId>(voicemailId === 'greeting' ? 'greeting' : 'messages')
  const toasterId = useId('voicemail-toaster')
  const { dispatchToast } = useToastController(toasterId)
  const styles = useStyles()

  const offerUndo = (voicemail: Voicemail, restore: () => Promise<string | null>) => {
    dispatchToast(
      <Toast>
        <ToastTitle action={<ToastTrigger><Link as="button" onClick={() => void restore()}>Undo</Link></ToastTrigger>}>
          Message from {partyName(voicemail.from, ownNumber)} deleted
        </ToastTitle>
      </Toast>,
      { intent: 'success', timeout: undoMs, pauseOnHover: true },
    )
  }
  return (
    <>
      <TabList
        size="small" className={styles.views} selectedValue={view} aria-label="Voicemail"
        onTabSelect={(_event, { value }) => setView(views.find(({ id }) => id === value)?.id ?? 'messages')}
      >
        {views.map(({ id, name }) => <Tab key={id} value={id} aria-label={id === 'messages' && unread > 0 ? `${name}, ${unread} new` : name}>{name}</Tab>)}
      </TabList>
      {view === 'messages' && (
        <MessageList
          key="messages" label="Messages" load={api.voicemails} wantedId={voicemailId} onDeleted={offerUndo}
          empty={<StatePanel icon={<VoicemailRegular />} title="No messages">When you can’t take a call, the caller can leave a message. It appears here.</StatePanel>}
        />
      )}
      {view === 'deleted' && (
        <MessageList
          key="deleted" label="Deleted messages" load={api.deletedVoicemails} wantedId={null} onDeleted={offerUndo}
          empty={<StatePanel icon={<DeleteRegular />} title="Nothing deleted">A message you delete stays here for 30 days. You can bring it back until then.</StatePanel>}
        />
      )}
      {view === 'greeting' && <GreetingView />}
      <Toaster toasterId={toasterId} position="bottom" />
    </>
  )
}
