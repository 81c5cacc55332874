import { Badge, Button, makeStyles, mergeClasses, Text, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import type { Policy } from '../../../../src/api/policies.ts'
import { ago, dateInWords, dayName, fullTime, useNow } from '../../../clock.ts'
import { useSurface } from '../../../parts/surface.ts'
import { useServices } from '../../../services.tsx'
import { actorName } from '../actor-name.ts'
import { decisionsOf, whomOf } from './policy-words.ts'

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', padding: '14px 20px', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, ':first-child': { borderTop: 'none' }, '@media (max-width: 479px)': { padding: '14px 16px' } },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
  name: { overflowWrap: 'anywhere' },
  acts: { display: 'flex', gap: '4px', marginLeft: 'auto' },
  facts: { display: 'grid', gridTemplateColumns: '180px minmax(0, 1fr)', gap: '4px 16px', margin: '0', overflowWrap: 'anywhere', '@media (max-width: 479px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: '0', '& dd + dt': { marginTop: '6px' } } },
  value: { margin: '0' },
})

const scopes = { everyone: null, group: 'Group', person: 'Person' }

export interface PolicyRowProps {
  policy: Policy
  /** By user id. */
  names: Record<string, string>
  onEdit: () => void
  onRemove: () => void
}

/** One policy: for whom, what it decides, and who decided it when. */
export const PolicyRow = ({ policy, names, onEdit, onRemove }: PolicyRowProps) => {
  const { locale } = useServices()
  const nowMs = useNow(30_000)
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  const surface = useSurface()
  const { scope, priority, settings, updatedAt, updatedBy } = policy
  const whom = whomOf(policy)
  const decisions = decisionsOf(settings, locale)
  const isToday = dayName(updatedAt, nowMs, locale) === 'Today'
  return (
    <li className={styles.row} data-policy={policy.id}>
      <div className={styles.head}>
        <Text as="h3" weight="semibold" className={mergeClasses(surface.heading, styles.name)}>{whom}</Text>
        {scopes[scope] !== null && <Badge size="small" appearance="tint" color="informative">{scopes[scope]}</Badge>}
        {scope === 'group' && <Text size={200} className={surface.quiet}>Priority {priority}</Text>}
        <span className={styles.acts}>
          <Button size="small" data-edit aria-label={`Change the policy for ${whom}`} onClick={onEdit}>Change</Button>
          <Button {...focusBack} size="small" appearance="subtle" icon={<DeleteRegular />} aria-label={`Remove the policy for ${whom}`} title="Remove" onClick={onRemove} />
        </span>
      </div>
      {decisions.length === 0
        ? <Text size={200} className={surface.quiet}>Decides nothing yet.</Text>
        : (
            <dl className={styles.facts}>
              {decisions.map(({ path, label, words }) => [
                <dt key={path}><Text size={200} className={surface.quiet}>{label}</Text></dt>,
                <dd key={`${path} value`} className={styles.value}><Text size={200}>{words}</Text></dd>,
              ])}
            </dl>
          )}
      <Text size={200} className={surface.quiet} title={fullTime(updatedAt, locale)}>
        Changed <time dateTime={updatedAt}>{isToday ? ago(updatedAt, nowMs, locale) : dateInWords(updatedAt, nowMs, locale)}</time> by {actorName(updatedBy, names, 'middle')}
      </Text>
    </li>
  )
}
