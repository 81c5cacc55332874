import type { ReactElement, ReactNode } from 'react'
import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { useSurface } from './surface.ts'

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', alignItems: 'center', textAlign: 'center', gap: '8px', padding: '40px 24px', maxWidth: '440px', margin: '0 auto' },
  whole: { minHeight: 'min(70vh, 560px)', justifyContent: 'center' },
  icon: {
    display: 'flex', alignItems: 'center', justifyContent: 'center', width: '64px', height: '64px', borderRadius: '50%', marginBottom: '8px',
    fontSize: '30px', color: tokens.colorBrandForeground1, backgroundColor: tokens.colorBrandBackground2, border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  bad: { color: tokens.colorPaletteRedForeground1, backgroundColor: tokens.colorPaletteRedBackground1 },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: '8px', marginTop: '12px' },
})

export interface StatePanelProps {
  icon: ReactElement
  title: string
  children?: ReactNode
  actions?: ReactNode
  tone?: 'calm' | 'bad'
  /** The panel is the whole page, so its title is the page's heading. */
  whole?: boolean
}

/** Nothing here, or nothing that works: what it is, why, and what to do. */
export const StatePanel = ({ icon, title, children, actions, tone = 'calm', whole = false }: StatePanelProps) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <div className={mergeClasses(styles.panel, whole && styles.whole)} {...(tone === 'bad' ? { role: 'alert' } : {})}>
      <span aria-hidden className={mergeClasses(styles.icon, tone === 'bad' && styles.bad)}>{icon}</span>
      <Text align="center" as={whole ? 'h1' : 'h3'} size={whole ? 600 : 400} className={surface.heading}>{title}</Text>
      {children !== undefined && <Text as="p" block align="center" className={surface.quiet} style={{ margin: 0 }}>{children}</Text>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
