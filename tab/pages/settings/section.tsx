import type { ReactNode } from 'react'
import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import { useSurface } from '../../parts/surface.ts'
import type { Saving } from './use-saving.ts'

const useStyles = makeStyles({
  section: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  locked: { display: 'flex', alignItems: 'flex-start', gap: '8px', padding: '10px 12px', borderRadius: '8px', backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorTransparentStroke}` },
  lock: { fontSize: '20px', flexShrink: 0 },
  option: { display: 'grid', gap: '2px' },
  result: { display: 'inline-flex', alignItems: 'center', gap: '6px', minHeight: '20px' },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
})

/** Always in the page, so that a screen reader hears what is put into it. */
export const SavingLine = ({ saving, saved }: { saving: Saving, saved: string }) => {
  const styles = useStyles()
  return (
    <Text size={200} role="status" className={styles.result}>
      {saving.state === 'saving' && <><Spinner size="extra-tiny" />Saving…</>}
      {saving.state === 'saved' && <span className={styles.result}><CheckmarkCircleRegular aria-hidden className={styles.good} />{saved}</span>}
      {saving.state === 'failed' && <span className={styles.result}><ErrorCircleRegular aria-hidden className={styles.bad} />Not saved. {saving.message}</span>}
    </Text>
  )
}

/** A choice and what it means, as the label of a control. */
export const Option = ({ title, children }: { title: ReactNode, children?: ReactNode }) => {
  const styles = useStyles()
  const surface = useSurface()
  return <span className={styles.option}><Text>{title}</Text>{children !== undefined && <Text size={200} className={surface.quiet}>{children}</Text>}</span>
}

/** What the person can't change, and who decided. */
export const Locked = ({ by }: { by: string }) => {
  const styles = useStyles()
  return <div className={styles.locked}><LockClosedRegular aria-hidden className={styles.lock} /><Text>{by}</Text></div>
}

export interface SectionProps {
  id: string
  title: string
  saving: Saving
  saved?: string
  children: ReactNode
}

/** One kind of setting: its heading carries the id `settings-…`, and what became of a change stands at its end. */
export const Section = ({ id, title, saving, saved = 'Saved. From the next call on.', children }: SectionProps) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <section className={styles.section} aria-labelledby={`settings-${id}`}>
      <Text as="h3" id={`settings-${id}`} size={400} className={surface.heading}>{title}</Text>
      {children}
      <SavingLine saving={saving} saved={saved} />
    </section>
  )
}
