import { useEffect, useRef, useState } from 'react'
import { Button, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { PeopleQueueRegular } from '@fluentui/react-icons/svg/people-queue'
import type { Queue } from '../../../../src/api/queues.ts'
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx'
import { ErrorState } from '../../../parts/error-state.tsx'
import { LoadingRows } from '../../../parts/loading-rows.tsx'
import { StatePanel } from '../../../parts/state-panel.tsx'
import { useServices } from '../../../services.tsx'
import { useAdminApi } from '../admin-api.ts'
import { QueueCalls } from './calls/queue-calls.tsx'
import { QueueEditor } from './editor/queue-editor.tsx'
import { QueueRow } from './queue-row.tsx'
import { removedWords } from './queue-words.ts'
import { useQueues } from './use-queues.ts'

const useStyles = makeStyles({
  tools: { padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '10px 12px' } },
  list: { listStyleType: 'none', margin: '0', padding: '0' },
  bar: { margin: '12px 20px' },
})

/** What is shown in the list's place; `queue` is null for a new one. */
type Opened = { what: 'editor', queue: Queue | null } | { what: 'calls', queue: Queue }

/** The company's numbers that ring whoever is free. */
export const QueuesSection = () => {
  const { session, locale } = useServices()
  const admin = useAdminApi()
  const { items, error, reload, saved } = useQueues()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [removing, setRemoving] = useState<Queue | null>(null)
  // the focus goes back to the button that led away
  const place = useRef<HTMLDivElement>(null)
  const left = useRef<string | null>(null)
  const styles = useStyles()

  useEffect(() => {
    if (opened !== null || left.current === null) return
    const button = place.current?.querySelector<HTMLElement>(left.current) ?? place.current?.querySelector<HTMLElement>('[data-add]')
    button?.focus()
    left.current = null
  }, [opened, items])

  const leave = (id: string | undefined, button: 'edit' | 'calls') => {
    left.current = id === undefined ? '[data-add]' : `[data-queue="${CSS.escape(id)}"] [data-${button}]`
    setOpened(null)
  }
  if (!items) return error ? <ErrorState title="The call queues can’t be shown" error={error} onRetry={() => void reload()} /> : <LoadingRows label="Loading the call queues" count={3} />
  if (opened?.what === 'calls') return <QueueCalls queue={opened.queue} onBack={() => leave(opened.queue.id, 'calls')} />
  if (opened?.what === 'editor') {
    return (
      <QueueEditor
        queue={opened.queue} queues={items} onCancel={() => leave(opened.queue?.id, 'edit')}
        onSaved={async (queue) => {
          await saved(queue)
          leave(queue.id, 'edit')
          session.announce('Saved. It counts from the next caller.')
        }}
      />
    )
  }
  const add = <Button data-add appearance="primary" icon={<AddRegular />} onClick={() => setOpened({ what: 'editor', queue: null })}>Add a call queue</Button>
  return (
    <div ref={place}>
      {items.length > 0 && <div className={styles.tools}>{add}</div>}
      {error && <MessageBar intent="warning" layout="multiline" className={styles.bar}><MessageBarBody>These may be a little old. {error.message}</MessageBarBody></MessageBar>}
      {items.length === 0
        ? (
            <StatePanel icon={<PeopleQueueRegular />} title="No call queues yet" actions={add}>
              A call queue is a number of your company, such as the one for support. It rings the people you choose, and callers hear music until somebody is free.
            </StatePanel>
          )
        : (
            <ul className={styles.list} aria-label="Call queues">
              {items.map((queue) => (
                <QueueRow key={queue.id} queue={queue} onEdit={() => setOpened({ what: 'editor', queue })} onCalls={() => setOpened({ what: 'calls', queue })} onRemove={() => setRemoving(queue)} />
              ))}
            </ul>
          )}
      {removing && (
        <ConfirmDialog
          title={`Remove ${removing.name}?`} button="Remove" onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await admin.removeQueue(removing.id)
            left.current = '[data-add]'
            await reload()
            session.announce(`${removing.name} is removed`)
          }}
        >
          {removedWords(items.find(({ id }) => id === removing.id) ?? removing, locale)}
        </ConfirmDialog>
      )}
    </div>
  )
}
