import { useEffect, useRef } from 'react'
import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import { CallInboundRegular } from '@fluentui/react-icons/svg/call-inbound'
import type { Queue } from '../../../../../src/api/queues.ts'
import { dayName, useNow } from '../../../../clock.ts'
import { ErrorState } from '../../../../parts/error-state.tsx'
import { LoadingRows } from '../../../../parts/loading-rows.tsx'
import { LongList } from '../../../../parts/long-list.tsx'
import { MoreSentinel } from '../../../../parts/more-sentinel.tsx'
import { StatePanel } from '../../../../parts/state-panel.tsx'
import { useSurface } from '../../../../parts/surface.ts'
import { useServices } from '../../../../services.tsx'
import { QueueCallRow } from './queue-call-row.tsx'
import { useQueueCalls } from './use-queue-calls.ts'

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '8px', padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '10px 12px' } },
  title: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere', outlineStyle: 'none' },
})

/** What became of the callers of a queue, in the place of the list of queues. */
export const QueueCalls = ({ queue, onBack }: { queue: Queue, onBack: () => void }) => {
  const { locale } = useServices()
  const { items, hasMore, loadingMore, error, more, reload } = useQueueCalls(queue.id)
  const nowMs = useNow(30_000)
  const title = useRef<HTMLHeadingElement>(null)
  const styles = useStyles()
  const surface = useSurface()
  useEffect(() => title.current?.focus(), [])

  const dayOf = (index: number) => {
    const at = items?.[index]?.startedAt
    return at === undefined ? null : dayName(at, nowMs, locale)
  }
  const content = () => {
    if (!items) return error ? <ErrorState title="The calls can’t be shown" error={error} onRetry={reload} /> : <LoadingRows label="Loading the calls" />
    if (items.length === 0) return <StatePanel icon={<CallInboundRegular />} title="No calls yet">Who called, and who took the call, appears here.</StatePanel>
    return (
      <>
        <LongList label={`Calls of ${queue.name}`} items={items} keyOf={({ id }) => id} lineHeight={60}>
          {(call, index) => <QueueCallRow call={call} nowMs={nowMs} day={index > 0 && dayOf(index - 1) === dayOf(index) ? null : dayOf(index)} />}
        </LongList>
        <MoreSentinel hasMore={hasMore} loading={loadingMore} error={error} onMore={hasMore ? more : reload} />
      </>
    )
  }
  return (
    <>
      <div className={styles.head}>
        <Button appearance="subtle" icon={<ArrowLeftRegular />} aria-label="Back to the call queues" title="Back" onClick={onBack} />
        <h3 ref={title} tabIndex={-1} className={mergeClasses(surface.heading, styles.title)}><Text size={400} weight="semibold">Calls of {queue.name}</Text></h3>
        <Button appearance="subtle" icon={<ArrowClockwiseRegular />} aria-label="Read the calls again" title="Read again" onClick={reload} />
      </div>
      {content()}
    </>
  )
}
