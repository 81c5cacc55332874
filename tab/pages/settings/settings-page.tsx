import { Divider, makeStyles } from '@fluentui/react-components'
import { BusySection } from './busy-section.tsx'
import { CallerIdSection } from './caller-id-section.tsx'
import { NoticesSection } from './notices-section.tsx'
import { QuietSection } from './quiet-section.tsx'
import { RulesSection } from './rules-section.tsx'
import { RingSection } from './ring-section.tsx'
import { UnansweredSection } from './unanswered-section.tsx'

const useStyles = makeStyles({
  page: { display: 'grid', gap: '20px', gridTemplateColumns: 'minmax(0, 1fr)', padding: '24px 20px 32px', maxWidth: '640px', '@media (max-width: 479px)': { padding: '20px 16px 24px' } },
})

/** What happens when someone calls, and what others see. Every choice is saved at once; on failure the old one stands again. */
export const SettingsPage = () => {
  const styles = useStyles()
  return (
    <div className={styles.page}>
      <RingSection />
      <Divider />
      <UnansweredSection />
      <Divider />
      <BusySection />
      <Divider />
      <QuietSection />
      <Divider />
      <CallerIdSection />
      <Divider />
      <NoticesSection />
      <RulesSection />
    </div>
  )
}
