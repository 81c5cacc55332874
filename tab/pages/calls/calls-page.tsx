import { CallRegular } from '@fluentui/react-icons/svg/call'
import { ErrorState } from '../../parts/error-state.tsx'
import { LoadingRows } from '../../parts/loading-rows.tsx'
import { MoreSentinel } from '../../parts/more-sentinel.tsx'
import { StatePanel } from '../../parts/state-panel.tsx'
import type { PageProps } from '../page.ts'
import { HistoryList } from './history-list.tsx'
import { useHistory } from './use-history.ts'

/** Every call on the number, native dialer and Teams together, newest first. */
export const CallsPage = ({ onVoicemail }: PageProps) => {
  const { items, hasMore, loadingMore, error, more, reload } = useHistory()
  if (!items) {
    return error
      ? <ErrorState title="Your calls can’t be shown" error={error} onRetry={reload} />
      : <LoadingRows label="Loading your calls" />
  }
  if (items.length === 0) {
    return (
      <StatePanel icon={<CallRegular />} title="No calls yet">
        Calls on your number appear here, whether you take them on the native dialer or in Teams.
      </StatePanel>
    )
  }
  return (
    <>
      <HistoryList entries={items} onVoicemail={onVoicemail} />
      <MoreSentinel hasMore={hasMore} loading={loadingMore} error={error} onMore={hasMore ? more : reload} />
    </>
  )
}
