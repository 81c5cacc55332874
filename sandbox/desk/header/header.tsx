import { lazy, Suspense, useState, type ReactElement } from 'react'
import { Button, CounterBadge, makeStyles, tokens, Tooltip } from '@fluentui/react-components'
import { DarkThemeRegular, SlideTextSparkleRegular, WeatherSunnyRegular, WrenchScrewdriverRegular, EyeRegular } from '@fluentui/react-icons'
import { Mark } from '../brand.tsx'
import { useDesk } from '../desk-context.tsx'
import { countFaults } from '../faults/words.ts'
import { phoneWidth } from '../surface.ts'
import type { ThemeName } from '../types.ts'
import { PersonSwitcher } from './person-switcher.tsx'

const FaultsDrawer = lazy(async () => ({ default: (await import('../faults/faults-drawer.tsx')).FaultsDrawer }))

const useStyles = makeStyles({
  header: {
    display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '8px 16px', padding: '8px 20px', backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [phoneWidth]: { padding: '8px 12px' },
  },
  brand: { display: 'flex', alignItems: 'center', gap: '10px', minWidth: 0 },
  name: { margin: 0, fontSize: '16px', lineHeight: '20px', fontWeight: 600 },
  slogan: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3, '@media (max-width: 1199px)': { display: 'none' } },
  people: { marginLeft: 'auto', [phoneWidth]: { order: 3, width: '100%', marginLeft: 0 } },
  tools: { display: 'flex', alignItems: 'center', gap: '2px', [phoneWidth]: { marginLeft: 'auto' } },
  faults: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  faultsWord: { [phoneWidth]: { display: 'none' } },
  faultsButton: { [phoneWidth]: { minWidth: 0, padding: '5px' } },
})

const themes: { id: ThemeName, name: string, icon: ReactElement }[] = [
  { id: 'light', name: 'Light', icon: <WeatherSunnyRegular /> },
  { id: 'dark', name: 'Dark', icon: <DarkThemeRegular /> },
  { id: 'contrast', name: 'High contrast', icon: <EyeRegular /> },
]

export const Header = () => {
  const styles = useStyles()
  const { choices, choose, world } = useDesk()
  const [faultsOpen, setFaultsOpen] = useState(false)
  const [faultsLoaded, setFaultsLoaded] = useState(false)
  const faults = countFaults(world.faults, world.phones, world.app?.running ?? true)
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <Mark />
        <div>
          <h1 className={styles.name}>Single Number</h1>
          <div className={styles.slogan}>One number, on the phone and in Teams</div>
        </div>
      </div>
      <div className={styles.people}><PersonSwitcher /></div>
      <div className={styles.tools}>
        <div role="group" aria-label="Theme of Teams">
          {themes.map(({ id, name, icon }) => (
            <Tooltip key={id} content={name} relationship="label">
              <Button appearance={choices.theme === id ? 'secondary' : 'subtle'} icon={icon} aria-pressed={choices.theme === id} onClick={() => choose({ theme: id })} />
            </Tooltip>
          ))}
        </div>
        {choices.guideHidden && (
          <Tooltip content="Show the guided path" relationship="label"><Button appearance="subtle" icon={<SlideTextSparkleRegular />} onClick={() => choose({ guideHidden: false })} /></Tooltip>
        )}
        <Button
          appearance="subtle" className={styles.faultsButton} icon={<WrenchScrewdriverRegular />} aria-label={faults > 0 ? `Faults, ${faults} at work` : 'Faults'}
          onClick={() => {
            setFaultsLoaded(true)
            setFaultsOpen(true)
          }}
        >
          <span className={styles.faults}><span className={styles.faultsWord}>Faults</span> {faults > 0 && <CounterBadge count={faults} size="small" color="danger" />}</span>
        </Button>
      </div>
      {faultsLoaded && <Suspense fallback={null}><FaultsDrawer open={faultsOpen} onClose={() => setFaultsOpen(false)} /></Suspense>}
    </header>
  )
}
