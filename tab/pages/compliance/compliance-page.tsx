import { useCallback, useEffect, useState } from 'react'
import { makeStyles, mergeClasses, Text } from '@fluentui/react-components'
import { RecordRegular } from '@fluentui/react-icons/svg/record'
import { dayName, useNow } from '../../clock.ts'
import { usePaged } from '../../paged.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { LoadingRows } from '../../parts/loading-rows.tsx'
import { MoreSentinel } from '../../parts/more-sentinel.tsx'
import { StatePanel } from '../../parts/state-panel.tsx'
import { useSurface } from '../../parts/surface.ts'
import { useServices } from '../../services.tsx'
import { counted } from '../../words.ts'
import { isFiltered, noFilters, queryOf } from './filters.ts'
import { RecordingFilters } from './recording-filters.tsx'
import { RecordingRow } from './recording-row.tsx'

const useStyles = makeStyles({
  intro: { display: 'block', padding: '12px 20px 4px', '@media (max-width: 479px)': { padding: '12px 16px 4px' } },
  list: { listStyleType: 'none', margin: '0', padding: '4px 0' },
})

/** Recorded calls of the whole organisation, for whoever answers for them. */
export const CompliancePage = () => {
  const { api, session, locale } = useServices()
  const [filters, setFilters] = useState(noFilters)
  const load = useCallback((cursor: string | null) => api.recordings(cursor, queryOf(filters)), [api, filters])
  const { items, hasMore, loadingMore, stale, error, more, reload, patch } = usePaged(load, 0)
  const [playing, setPlaying] = useState<string | null>(null)
  const nowMs = useNow(30_000)
  const styles = useStyles()
  const surface = useSurface()

  const filtered = isFiltered(filters)
  const found = stale || items === null ? null : items.length

  useEffect(() => {
    if (filtered && found !== null) session.announce(found === 0 ? 'Nothing found' : `${counted(found, 'recording', 'recordings', locale)}${hasMore ? ' or more' : ''} found`)
  }, [filtered, filters, found, hasMore, locale, session])

  const dayOf = (index: number) => {
    const at = items?.[index]?.startedAt
    return at === undefined ? null : dayName(at, nowMs, locale)
  }
  const list = () => {
    if (!items || (stale && error)) {
      return error
        ? <ErrorState title="Recordings can’t be shown" error={error} onRetry={reload} />
        : <LoadingRows label="Loading recordings" count={3} />
    }
    if (items.length === 0) {
      return filtered
        ? <StatePanel icon={<RecordRegular />} title="Nothing found">No recording fits what you chose above.</StatePanel>
        : <StatePanel icon={<RecordRegular />} title="No recordings">Calls that your organisation’s policy records appear here.</StatePanel>
    }
    return (
      <>
        <Text size={200} className={mergeClasses(surface.quiet, styles.intro)}>Each time you listen is noted.</Text>
        <ul className={styles.list} aria-label="Recordings" aria-busy={stale}>
          {items.map((recording, index) => (
            <RecordingRow
              key={recording.id} recording={recording} day={dayOf(index - 1) === dayOf(index) ? null : dayOf(index)} silenced={playing !== null && playing !== recording.id}
              onPlay={setPlaying} onHeld={(held) => patch(recording.id, held)} alone={filters.person?.userId === recording.userId} onPerson={(person) => setFilters((before) => ({ ...before, person }))}
            />
          ))}
        </ul>
        <MoreSentinel hasMore={hasMore} loading={loadingMore} error={error} onMore={hasMore ? more : reload} />
      </>
    )
  }
  return (
    <>
      <RecordingFilters filters={filters} onChange={setFilters} />
      {list()}
    </>
  )
}
