import { useState, type ReactElement } from 'react'
import { makeStyles } from '@fluentui/react-components'
import type { Voicemail, VoicemailPage } from '../../../src/api/voicemails.ts'
import { asApiError } from '../../api.ts'
import { useNow } from '../../clock.ts'
import { usePaged } from '../../paged.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { LoadingRows } from '../../parts/loading-rows.tsx'
import { MoreSentinel } from '../../parts/more-sentinel.tsx'
import { useServices, useSession } from '../../services.tsx'
import { VoicemailRow, type VoicemailActs } from './voicemail-row.tsx'

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: '0', padding: '4px 0' } })

export interface MessageListProps {
  /** The name of the list. */
  label: string
  /** The same function while it means the same list. */
  load: (cursor: string | null) => Promise<VoicemailPage>
  wantedId: string | null
  /** Shown when there is no message. */
  empty: ReactElement
  /** A message was deleted: offers the way back, which calls what it is given. */
  onDeleted: (voicemail: Voicemail, restore: () => Promise<string | null>) => void
}

/** Messages, newest first. */
export const MessageList = ({ label, load, wantedId, empty, onDeleted }: MessageListProps) => {
  const { api, session } = useServices()
  const version = useSession((state) => state.voicemailVersion)
  const { items, hasMore, loadingMore, error, more, reload, patch, drop } = usePaged(load, version)
  const [playing, setPlaying] = useState<string | null>(null)
  const nowMs = useNow(30_000)
  const styles = useStyles()

  /** Does it, shows what came of it, says so; null, or why not. */
  const doing = async (deed: () => ReturnType<typeof api.changeVoicemail>, show: (now: Voicemail) => void, said: string): Promise<string | null> => {
    try {
      const { unread, voicemail } = await deed()
      session.setUnread(unread)
      show(voicemail)
      session.announce(said)
      return null
    } catch (reason) {
      return `Not done. ${asApiError(reason).message}`
    }
  }
  const restore = ({ id }: Voicemail) => doing(() => api.restoreVoicemail(id), () => { drop(id); reload() }, 'Restored')
  const acts: VoicemailActs = {
    restore,
    mark: ({ id }, read) => doing(() => api.changeVoicemail(id, { read }), (now) => patch(id, now), read ? 'Marked as read' : 'Marked as unread'),
    keep: ({ id }, kept) => doing(() => api.changeVoicemail(id, { kept }), (now) => patch(id, now), kept ? 'Kept until you delete it' : 'No longer kept'),
    remove: (voicemail) => doing(() => api.deleteVoicemail(voicemail.id), () => {
      drop(voicemail.id)
      onDeleted(voicemail, () => restore(voicemail))
    }, 'Deleted'),
  }

  if (!items) {
    return error
      ? <ErrorState title="Your messages can’t be shown" error={error} onRetry={reload} />
      : <LoadingRows label="Loading your messages" count={3} />
  }
  if (items.length === 0) return empty
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {items.map((voicemail) => (
          <VoicemailRow
            key={voicemail.id} voicemail={voicemail} nowMs={nowMs} wanted={voicemail.id === wantedId}
            silenced={playing !== null && playing !== voicemail.id} onPlay={setPlaying} acts={acts}
          />
        ))}
      </ul>
      <MoreSentinel hasMore={hasMore} loading={loadingMore} error={error} onMore={hasMore ? more : reload} />
    </>
  )
}
