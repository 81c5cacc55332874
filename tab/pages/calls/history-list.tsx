import { useMemo, useState, type CSSProperties, type Ref } from 'react'
import { makeStyles, mergeClasses, Text } from '@fluentui/react-components'
import type { HistoryEntry } from '../../../src/api/calls.ts'
import { useNow } from '../../clock.ts'
import { longListLines, useLongList } from '../../parts/use-long-list.ts'
import { useSurface } from '../../parts/surface.ts'
import { useServices } from '../../services.tsx'
import type { Annotate } from './history-details.tsx'
import { HistoryRow } from './history-row.tsx'
import { historyLines, type HistoryLine, type Tags } from './use-history.ts'
import type { Drafts } from './use-note.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '0', padding: '4px 0 8px' },
  day: { padding: '20px 20px 6px', '@media (max-width: 479px)': { padding: '16px 16px 4px' } },
  long: { position: 'relative' },
  placed: { position: 'absolute', top: '0', left: '0', right: '0' },
})

export interface HistoryListProps {
  entries: HistoryEntry[]
  tags: Tags
  drafts: Drafts
  onAnnotate: Annotate
  onVoicemail: (id: string) => void
}

interface LineProps extends Omit<HistoryListProps, 'entries'> {
  line: HistoryLine
  nowMs: number
  open: boolean
  onToggle: (id: string) => void
  ref?: Ref<HTMLLIElement>
  className?: string
  style?: CSSProperties
  /** Set when only a part of the list is in the page. */
  size?: number
  index?: number
}

const Line = ({ line, nowMs, open, onToggle, tags, drafts, onAnnotate, onVoicemail, ref, className, style, size, index }: LineProps) => {
  const styles = useStyles()
  const surface = useSurface()
  const common = { ...(ref === undefined ? {} : { ref }), ...(style === undefined ? {} : { style }), ...(index === undefined ? {} : { 'data-index': index }) }
  if (line.kind === 'day') {
    return <li role="presentation" {...common} className={mergeClasses(styles.day, className)}><Text as="h3" size={300} className={surface.heading}>{line.name}</Text></li>
  }
  return (
    <li {...common} className={className ?? ''} {...(size === undefined ? {} : { 'aria-setsize': size, 'aria-posinset': line.place })}>
      <HistoryRow entry={line.entry} nowMs={nowMs} open={open} onToggle={onToggle} tags={tags} drafts={drafts} onAnnotate={onAnnotate} onVoicemail={onVoicemail} />
    </li>
  )
}

interface BodyProps extends Omit<LineProps, 'line' | 'open'> {
  lines: HistoryLine[]
  opened: ReadonlySet<string>
}

const LongBody = ({ lines, opened, count, ...rest }: BodyProps & { count: number }) => {
  const styles = useStyles()
  const { list, top, rows } = useLongList({
    count: lines.length, estimate: (index) => lines[index]?.kind === 'day' ? 46 : 68, keyOf: (index) => lines[index]?.key ?? index,
  })
  return (
    <ul ref={list} className={mergeClasses(styles.list, styles.long)} style={{ height: rows.getTotalSize() }} aria-label="Calls">
      {rows.getVirtualItems().map((row) => {
        const line = lines[row.index]
        return line && (
          <Line
            key={row.key} {...rest} line={line} open={opened.has(line.key)} size={count} index={row.index} ref={rows.measureElement}
            className={styles.placed} style={{ transform: `translateY(${row.start - top}px)` }}
          />
        )
      })}
    </ul>
  )
}

/** The calls under a heading for each day; each opens to its details. */
export const HistoryList = ({ entries, ...rest }: HistoryListProps) => {
  const { locale } = useServices()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const nowMs = useNow(30_000)
  const lines = useMemo(() => historyLines(entries, nowMs, locale), [entries, nowMs, locale])
  const styles = useStyles()
  const onToggle = (id: string) => setOpened((before) => {
    const after = new Set(before)
    if (!after.delete(id)) after.add(id)
    return after
  })
  const common = { nowMs, onToggle, ...rest }
  if (lines.length > longListLines) return <LongBody {...common} lines={lines} opened={opened} count={entries.length} />
  return (
    <ul className={styles.list} aria-label="Calls">
      {lines.map((line) => <Line key={line.key} {...common} line={line} open={opened.has(line.key)} />)}
    </ul>
  )
}
