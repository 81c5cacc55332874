import { useEffect, useState } from 'react'
import { Button, makeStyles, mergeClasses } from '@fluentui/react-components'
import { HistoryRegular } from '@fluentui/react-icons/svg/history'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { dayName, useNow } from '../../../clock.ts'
import { ErrorState } from '../../../parts/error-state.tsx'
import { LoadingRows } from '../../../parts/loading-rows.tsx'
import { LongList } from '../../../parts/long-list.tsx'
import { MoreSentinel } from '../../../parts/more-sentinel.tsx'
import { StatePanel } from '../../../parts/state-panel.tsx'
import { useServices } from '../../../services.tsx'
import { counted } from '../../../words.ts'
import { isFiltered, noFilters } from './audit-filters.ts'
import { AuditRow } from './audit-row.tsx'
import { AuditToolbar } from './audit-toolbar.tsx'
import { useAudit } from './use-audit.ts'

const useStyles = makeStyles({ results: { transitionProperty: 'opacity', transitionDuration: '120ms' }, old: { opacity: 0.55 } })

/** Who did what in the organisation, newest first. */
export const AuditSection = () => {
  const { session, locale } = useServices()
  const [filters, setFilters] = useState(noFilters)
  const { items, names, hasMore, loadingMore, stale, error, more, reload } = useAudit(filters)
  const nowMs = useNow(30_000)
  const styles = useStyles()
  const filtered = isFiltered(filters)
  const found = stale || items === null ? null : items.length

  useEffect(() => {
    if (filtered && found !== null) session.announce(found === 0 ? 'Nothing found' : `${counted(found, 'entry', 'entries', locale)}${hasMore ? ' or more' : ''} found`)
  }, [filtered, filters, found, hasMore, locale, session])

  const dayOf = (index: number) => {
    const at = items?.[index]?.entry.at
    return at === undefined ? null : dayName(at, nowMs, locale)
  }
  const content = () => {
    if (error && (!items || stale)) return <ErrorState title="The audit log can’t be shown" error={error} onRetry={reload} />
    if (!items) return <LoadingRows label="Loading the audit log" />
    if (items.length === 0 && filtered) return <StatePanel icon={<SearchRegular />} title="Nothing found" actions={<Button onClick={() => setFilters(noFilters)}>Show everything</Button>}>Nothing in the log fits. Try another time or another person.</StatePanel>
    if (items.length === 0) return <StatePanel icon={<HistoryRegular />} title="Nothing yet">What people and administrators do appears here. Nobody can change or remove it.</StatePanel>
    return (
      <>
        <LongList label="Audit log" items={items} keyOf={({ id }) => id} lineHeight={48}>
          {({ entry }, index) => <AuditRow entry={entry} names={names} nowMs={nowMs} day={index > 0 && dayOf(index - 1) === dayOf(index) ? null : dayOf(index)} />}
        </LongList>
        <MoreSentinel hasMore={hasMore} loading={loadingMore} error={error} onMore={hasMore ? more : reload} />
      </>
    )
  }
  return (
    <>
      {((items !== null && items.length > 0) || filtered || stale) && <AuditToolbar filters={filters} onChange={setFilters} onReload={reload} />}
      <div aria-busy={stale} className={mergeClasses(styles.results, stale && styles.old)}>{content()}</div>
    </>
  )
}
