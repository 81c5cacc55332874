import { useEffect, useRef } from 'react'
import { Button, makeStyles, mergeClasses } from '@fluentui/react-components'
import { CallRegular } from '@fluentui/react-icons/svg/call'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { asApiError } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { LoadingRows } from '../../parts/loading-rows.tsx'
import { MoreSentinel } from '../../parts/more-sentinel.tsx'
import { StatePanel } from '../../parts/state-panel.tsx'
import { useServices } from '../../services.tsx'
import type { PageProps } from '../page.ts'
import { CallsBar } from './calls-bar.tsx'
import { CallsToolbar } from './calls-toolbar.tsx'
import { chipsOf, isFiltered, type Filters } from './filters.ts'
import { HistoryList } from './history-list.tsx'
import type { Annotate } from './history-details.tsx'
import { useFilters } from './use-filters.ts'
import { useHistory, useTags } from './use-history.ts'
import type { Drafts } from './use-note.ts'

const useStyles = makeStyles({ results: { transitionProperty: 'opacity', transitionDuration: '120ms' }, old: { opacity: 0.55 } })

const searchWords = (filters: Filters) => [...(filters.text.trim() === '' ? [] : [`“${filters.text.trim()}”`]), ...chipsOf(filters).map(({ words }) => words)].join(', ')

/** Every call on the number, native dialer and Teams together, newest first; searched, filtered, and written on. */
export const CallsPage = ({ onVoicemail }: PageProps) => {
  const { api, session } = useServices()
  const state = useFilters()
  const { settled } = state
  const { items, hasMore, loadingMore, stale, error, more, reload, patch } = useHistory(settled)
  const tags = useTags()
  const drafts = useRef<Drafts>(new Map())
  const styles = useStyles()
  const filtered = isFiltered(settled)
  const found = stale || items === null ? null : items.length

  useEffect(() => {
    if (filtered && found !== null) session.announce(found === 0 ? 'No calls found' : `${found}${hasMore ? ' or more' : ''} ${found === 1 ? 'call' : 'calls'} found`)
  }, [filtered, found, hasMore, session, settled])

  const annotate: Annotate = async (id, annotation) => {
    try {
      patch(id, await api.annotate(id, annotation))
      session.announce(annotation.tags ? 'Tags saved' : 'Note saved')
      return null
    } catch (reason) {
      return asApiError(reason).message
    }
  }

  const content = () => {
    if (error && (!items || stale)) return <ErrorState title="Your calls can’t be shown" error={error} onRetry={reload} />
    if (!items) return <LoadingRows label="Loading your calls" />
    if (items.length === 0 && filtered) {
      return (
        <StatePanel icon={<SearchRegular />} title="No calls found" actions={<Button onClick={state.clear}>Clear all</Button>}>
          None of your calls fits {searchWords(settled)}. Try fewer letters or another filter.
        </StatePanel>
      )
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
        <HistoryList entries={items} tags={tags} drafts={drafts.current} onAnnotate={annotate} onVoicemail={onVoicemail} />
        <MoreSentinel hasMore={hasMore} loading={loadingMore} error={error} onMore={hasMore ? more : reload} />
      </>
    )
  }
  const begun = items !== null && (items.length > 0 || filtered || stale)
  return (
    <>
      <CallsBar />
      {(begun || isFiltered(state.filters)) && <CallsToolbar state={state} tags={tags} />}
      <div aria-busy={stale} className={mergeClasses(styles.results, stale && styles.old)}>{content()}</div>
    </>
  )
}
