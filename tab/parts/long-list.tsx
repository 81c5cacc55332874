import type { ReactNode } from 'react'
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { longListLines, useLongList } from './use-long-list.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '0', padding: '0' },
  line: { boxSizing: 'border-box', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  first: { borderTop: 'none' },
  long: { position: 'relative' },
  placed: { position: 'absolute', top: '0', left: '0', right: '0' },
})

export interface LongListProps<Item> {
  label: string
  items: Item[]
  keyOf: (item: Item) => string | number
  /** About how high a line is, in pixels. */
  lineHeight: number
  children: (item: Item, index: number) => ReactNode
}

const LongBody = <Item,>({ label, items, keyOf, lineHeight, children }: LongListProps<Item>) => {
  const styles = useStyles()
  const { list, top, rows } = useLongList({
    count: items.length, estimate: () => lineHeight,
    keyOf: (index) => { const item = items[index]; return item === undefined ? index : keyOf(item) },
  })
  return (
    <ul ref={list} className={mergeClasses(styles.list, styles.long)} style={{ height: rows.getTotalSize() }} aria-label={label}>
      {rows.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index]
        return item !== undefined && (
          <li
            key={key} ref={rows.measureElement} data-index={index} aria-setsize={items.length} aria-posinset={index + 1}
            className={mergeClasses(styles.line, styles.placed, index === 0 && styles.first)} style={{ transform: `translateY(${start - top}px)` }}
          >
            {children(item, index)}
          </li>
        )
      })}
    </ul>
  )
}

/** A list of lines, each as high as it needs to be; of a long one only what is in view is in the page. */
export const LongList = <Item,>(props: LongListProps<Item>) => {
  const { label, items, keyOf, children } = props
  const styles = useStyles()
  if (items.length > longListLines) return <LongBody {...props} />
  return (
    <ul className={styles.list} aria-label={label}>
      {items.map((item, index) => <li key={keyOf(item)} className={mergeClasses(styles.line, index === 0 && styles.first)}>{children(item, index)}</li>)}
    </ul>
  )
}
