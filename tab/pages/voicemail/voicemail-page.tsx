import { useState } from 'react'
import { makeStyles } from '@fluentui/react-components'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import { asApiError } from '../../api.ts'
import { useNow } from '../../clock.ts'
import { usePaged } from '../../paged.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { LoadingRows } from '../../parts/loading-rows.tsx'
import { MoreSentinel } from '../../parts/more-sentinel.tsx'
import { StatePanel } from '../../parts/state-panel.tsx'
import { useServices, useSession } from '../../services.tsx'
import type { PageProps } from '../page.ts'
import { VoicemailRow } from './voicemail-row.tsx'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: '0', padding: '4px 0' } })

/** The messages callers left, newest first. */
export const VoicemailPage = ({ voicemailId }: PageProps) => {
  const { api, session } = useServices()
  const version = useSession((state) => state.voicemailVersion)
  const { items, hasMore, loadingMore, error, more, reload, patch } = usePaged(api.voicemails, version)
  const [playing, setPlaying] = useState<string | null>(null)
  const nowMs = useNow(30_000)
  const styles = useStyles()

  const mark = async (id: string, read: boolean) => {
    try {
      const { unread } = await api.markVoicemail(id, read)
      session.setUnread(unread)
      patch(id, { read })
      session.announce(read ? 'Marked as read' : 'Marked as unread')
      return null
    } catch (reason) {
      return `Not saved. ${asApiError(reason).message}`
    }
  }

  if (!items) {
    return error
      ? <ErrorState title="Your messages can’t be shown" error={error} onRetry={reload} />
      : <LoadingRows label="Loading your messages" count={3} />
  }
  if (items.length === 0) {
    return (
      <StatePanel icon={<VoicemailRegular />} title="No messages">
        When you can’t take a call, the caller can leave a message. It appears here.
      </StatePanel>
    )
  }
  return (
    <>
      <ul className={styles.list} aria-label="Messages">
        {items.map((voicemail) => (
          <VoicemailRow
            key={voicemail.id} voicemail={voicemail} nowMs={nowMs} wanted={voicemail.id === voicemailId}
            silenced={playing !== null && playing !== voicemail.id} onPlay={setPlaying} onMark={mark}
          />
        ))}
      </ul>
      <MoreSentinel hasMore={hasMore} loading={loadingMore} error={error} onMore={hasMore ? more : reload} />
    </>
  )
}
