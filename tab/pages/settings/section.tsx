import type { ReactNode } from 'react'
import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import { SavingLine } from '../../parts/saving-line.tsx'
import { useSurface } from '../../parts/surface.ts'
import type { Saving } from './use-saving.ts'

const useStyles = makeStyles({
  section: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  locked: { display: 'flex', alignItems: 'flex-start', gap: '8px', padding: '10px 12px', borderRadius: '8px', backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorTransparentStroke}` },
  lock: { fontSize: '20px', flexShrink: 0 },
  option: { display: 'grid', gap: '2px' },
})

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
