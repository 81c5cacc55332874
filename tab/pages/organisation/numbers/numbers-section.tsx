import { useEffect, useState } from 'react'
import { Button, makeStyles, mergeClasses } from '@fluentui/react-components'
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx'
import { ErrorState } from '../../../parts/error-state.tsx'
import { LoadingRows } from '../../../parts/loading-rows.tsx'
import { LongList } from '../../../parts/long-list.tsx'
import { MoreSentinel } from '../../../parts/more-sentinel.tsx'
import { StatePanel } from '../../../parts/state-panel.tsx'
import { useSettled } from '../../../parts/use-settled.ts'
import { formatNumber } from '../../../number.ts'
import { useServices } from '../../../services.tsx'
import { counted } from '../../../words.ts'
import { useAdminApi } from '../admin-api.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { NumberRow } from './number-row.tsx'
import { NumbersToolbar, type StateFilter } from './numbers-toolbar.tsx'
import { UploadDialog } from './upload/upload-dialog.tsx'
import { useNumbers, type NumberItem } from './use-numbers.ts'

const useStyles = makeStyles({ results: { transitionProperty: 'opacity', transitionDuration: '120ms' }, old: { opacity: 0.55 } })

/** Every number of the organisation, and whose it is. */
export const NumbersSection = () => {
  const { session, locale } = useServices()
  const admin = useAdminApi()
  const [text, setText] = useState('')
  const [state, setState] = useState<StateFilter>(null)
  const settled = useSettled(text.trim())
  const { items, hasMore, loadingMore, stale, error, more, reload, patch, refresh, anew } = useNumbers(settled, state)
  const [assigning, setAssigning] = useState<string | null>(null)
  const [taking, setTaking] = useState<NumberItem | null>(null)
  const [uploading, setUploading] = useState(false)
  const styles = useStyles()
  const filtered = settled !== '' || state !== null
  const found = stale || items === null ? null : items.length

  useEffect(() => {
    if (filtered && found !== null) session.announce(found === 0 ? 'No numbers found' : `${counted(found, 'number', 'numbers', locale)}${hasMore ? ' or more' : ''} found`)
  }, [filtered, found, hasMore, locale, session, settled, state])

  const clear = () => {
    setText('')
    setState(null)
  }
  const content = () => {
    if (error && (!items || stale)) return <ErrorState title="The numbers can’t be shown" error={error} onRetry={reload} />
    if (!items) return <LoadingRows label="Loading the numbers" />
    if (items.length === 0 && filtered) {
      return <StatePanel icon={<SearchRegular />} title="No numbers found" actions={<Button onClick={clear}>Show all</Button>}>None of your numbers fits. Try fewer letters or digits.</StatePanel>
    }
    if (items.length === 0) {
      return (
        <StatePanel icon={<NumberSymbolRegular />} title="No numbers yet" actions={<Button appearance="primary" onClick={() => setUploading(true)}>Upload a list</Button>}>
          Your operator gives you a list of your numbers. Upload it here, then give each person theirs.
        </StatePanel>
      )
    }
    return (
      <>
        <LongList label="Numbers" items={items} keyOf={({ id }) => id} lineHeight={88}>
          {(item) => <NumberRow item={item} onAssign={() => setAssigning(item.number)} onUnassign={() => setTaking(item)} />}
        </LongList>
        <MoreSentinel hasMore={hasMore} loading={loadingMore} error={error} onMore={hasMore ? more : reload} />
      </>
    )
  }
  return (
    <>
      {((items !== null && items.length > 0) || filtered || stale) && <NumbersToolbar text={text} onText={setText} state={state} onState={setState} onUpload={() => setUploading(true)} />}
      <div aria-busy={stale} className={mergeClasses(styles.results, stale && styles.old)}>{content()}</div>
      {assigning !== null && (
        <AssignDialog
          number={assigning} onClose={() => setAssigning(null)}
          onDone={(now, { name, number: before }) => {
            setAssigning(null)
            patch(assigning, now)
            if (before !== null) void refresh(before)
            session.announce(`${formatNumber(now.number)} is ${name}’s now`)
          }}
        />
      )}
      {taking?.holder && (
        <ConfirmDialog
          title={`Take ${formatNumber(taking.number)} from ${taking.holder.name}?`} button="Take it back" keep={`Leave it with ${taking.holder.name}`} onClose={() => setTaking(null)}
          onConfirm={async () => {
            patch(taking.number, await admin.unassign(taking.number))
            session.announce(`${formatNumber(taking.number)} is free now`)
          }}
        >
          They can’t call or be called on it any more. Their calls and messages stay in their history.
        </ConfirmDialog>
      )}
      {uploading && <UploadDialog onClose={() => setUploading(false)} onApplied={anew} />}
    </>
  )
}
