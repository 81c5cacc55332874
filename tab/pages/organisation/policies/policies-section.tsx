import { useEffect, useRef, useState } from 'react'
import { Button, makeStyles, mergeClasses, MessageBar, MessageBarBody, Text, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { GavelRegular } from '@fluentui/react-icons/svg/gavel'
import { PersonSearchRegular } from '@fluentui/react-icons/svg/person-search'
import type { Policy } from '../../../../src/api/policies.ts'
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx'
import { ErrorState } from '../../../parts/error-state.tsx'
import { LoadingRows } from '../../../parts/loading-rows.tsx'
import { StatePanel } from '../../../parts/state-panel.tsx'
import { useSurface } from '../../../parts/surface.ts'
import { useServices } from '../../../services.tsx'
import { useAdminApi } from '../admin-api.ts'
import { PolicyEditor } from './editor/policy-editor.tsx'
import { PolicyRow } from './policy-row.tsx'
import { whomOf } from './policy-words.ts'
import { usePolicies } from './use-policies.ts'
import { WhatCounts } from './what-counts.tsx'

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '10px 12px' } },
  order: { flexBasis: '100%' },
  list: { listStyleType: 'none', margin: '0', padding: '0' },
  bar: { margin: '12px 20px' },
})

/** What the organisation decides: for everyone, for groups, for single people. */
export const PoliciesSection = () => {
  const { session } = useServices()
  const admin = useAdminApi()
  const { items, names, error, reload, saved } = usePolicies()
  const [editing, setEditing] = useState<Policy | 'new' | null>(null)
  const [removing, setRemoving] = useState<Policy | null>(null)
  const [asking, setAsking] = useState(false)
  // the focus goes back to where the editor was opened
  const place = useRef<HTMLDivElement>(null)
  const left = useRef<string | null>(null)
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  const surface = useSurface()

  useEffect(() => {
    if (editing !== null || left.current === null) return
    const row = place.current?.querySelector<HTMLElement>(`[data-policy="${CSS.escape(left.current)}"] [data-edit]`)
    ;(row ?? place.current?.querySelector<HTMLElement>('[data-add]'))?.focus()
    left.current = null
  }, [editing, items])

  const leave = (id: string) => {
    left.current = id
    setEditing(null)
  }
  if (!items) return error ? <ErrorState title="The policies can’t be shown" error={error} onRetry={() => void reload()} /> : <LoadingRows label="Loading the policies" count={3} />
  if (editing !== null) {
    return (
      <PolicyEditor
        policy={editing === 'new' ? null : editing} policies={items} onCancel={() => leave(editing === 'new' ? '' : editing.id)}
        onSaved={async (policy) => {
          await saved(policy)
          leave(policy.id)
          session.announce('Saved. It counts from the next call.')
        }}
      />
    )
  }
  const add = <Button data-add appearance="primary" icon={<AddRegular />} onClick={() => setEditing('new')}>Add a policy</Button>
  return (
    <div ref={place}>
      {items.length > 0 && (
        <div className={styles.tools}>
          {add}
          <Button {...focusBack} icon={<PersonSearchRegular />} onClick={() => setAsking(true)}>What counts for…</Button>
          <Text size={200} className={mergeClasses(surface.quiet, styles.order)}>A person’s own policy counts first, then their group’s with the highest priority, then everyone’s.</Text>
        </div>
      )}
      {error && <MessageBar intent="warning" layout="multiline" className={styles.bar}><MessageBarBody>These may be a little old. {error.message}</MessageBarBody></MessageBar>}
      {items.length === 0
        ? <StatePanel icon={<GavelRegular />} title="No policies yet" actions={add}>People choose for themselves. A policy decides for everyone, for a group or for one person.</StatePanel>
        : <ul className={styles.list} aria-label="Policies">{items.map((policy) => <PolicyRow key={policy.id} policy={policy} names={names} onEdit={() => setEditing(policy)} onRemove={() => setRemoving(policy)} />)}</ul>}
      {removing && (
        <ConfirmDialog
          title={`Remove the policy for ${whomOf(removing)}?`} button="Remove" onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await admin.removePolicy(removing.id)
            left.current = ''
            await reload()
            session.announce('Removed. It counts from the next call.')
          }}
        >
          What it decides goes back to the other policies, or to the people themselves, from the next call.
        </ConfirmDialog>
      )}
      {asking && <WhatCounts onClose={() => setAsking(false)} />}
    </div>
  )
}
