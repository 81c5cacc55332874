import { useEffect } from 'react'
import {
  AriaLiveAnnouncer, Button, FluentProvider, makeStyles, mergeClasses, MessageBar, MessageBarActions, MessageBarBody, Spinner, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, tokens,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { Announcer } from './announcer.tsx'
import { Mark } from './brand.tsx'
import { DeskProvider, useDesk, type Part, type Surroundings } from './desk-context.tsx'
import { GuideBar } from './guide/guide-bar.tsx'
import { Header } from './header/header.tsx'
import { PartSwitch } from './header/part-switch.tsx'
import { OtherPhones } from './phones/other-phones.tsx'
import { SimPhone } from './phones/sim-phone.tsx'
import { phoneWidth, wide, wideFrom } from './surface.ts'
import { TeamsWindow } from './teams/teams-window.tsx'
import type { ThemeName } from './types.ts'
import { useMedia } from './use-media.ts'
import type { World } from './world/world.ts'

const themes = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme }
const low = `@media (min-width: ${wideFrom}px) and (max-height: 879px)`
const backgrounds: Record<ThemeName, string> = { light: '#eceef4', dark: '#17171a', contrast: '#000000' }

const useStyles = makeStyles({
  desk: { minHeight: '100vh', display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground1, [wide]: { height: '100vh', minHeight: '760px' } },
  light: { backgroundColor: backgrounds.light, backgroundImage: 'radial-gradient(1100px 500px at 12% 0%, #dfe3f6 0%, rgba(223, 227, 246, 0) 70%)' },
  dark: { backgroundColor: backgrounds.dark, backgroundImage: 'radial-gradient(1100px 500px at 12% 0%, #26283a 0%, rgba(38, 40, 58, 0) 70%)' },
  contrast: { backgroundColor: backgrounds.contrast },
  bars: { padding: '14px 20px 0', display: 'flex', flexDirection: 'column', gap: '10px', [phoneWidth]: { padding: '10px 12px 0' } },
  main: {
    flexGrow: 1, minHeight: 0, padding: '16px 20px 20px', display: 'grid', gap: '20px', gridTemplateColumns: '260px minmax(288px, 1fr)', alignItems: 'start',
    [phoneWidth]: { gridTemplateColumns: 'minmax(0, 1fr)', padding: '12px' },
    [wide]: { gridTemplateColumns: '264px 300px minmax(0, 1fr)', gridTemplateRows: 'minmax(0, 1fr)', gap: '24px', alignItems: 'stretch' },
  },
  // Only a low window needs bars of its own; they would cut the phones' shadows off.
  others: { [low]: { overflowY: 'auto', padding: '0 12px 24px 20px', margin: '0 -12px 0 -20px' } },
  own: { [low]: { overflowY: 'auto', overflowX: 'hidden', padding: '0 12px 40px', margin: '0 -12px' } },
  teams: { minWidth: 0, minHeight: 0, gridColumn: '1 / -1', height: 'max(600px, calc(100vh - 260px))', [phoneWidth]: { height: 'max(500px, calc(100dvh - 324px))' }, [wide]: { gridColumn: 'auto', height: 'auto' } },
  problem: { position: 'fixed', zIndex: 10, bottom: '16px', left: '50%', transform: 'translateX(-50%)', width: 'min(640px, calc(100vw - 32px))', boxShadow: tokens.shadow28, borderRadius: tokens.borderRadiusMedium, [wide]: { left: '20px', transform: 'none', width: '564px' } },
  waiting: { minHeight: '100vh', display: 'grid', placeItems: 'center', textAlign: 'center', color: tokens.colorNeutralForeground1 },
  waitingWords: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '16px', padding: '24px' },
})

/** The browser paints what the page doesn't cover, and its own scroll bars. */
const usePaint = (theme: ThemeName) => {
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
    document.body.style.backgroundColor = backgrounds[theme]
  }, [theme])
}

const Waiting = ({ world, theme }: { world: World, theme: ThemeName }) => {
  const styles = useStyles()
  usePaint(theme)
  return (
    <FluentProvider theme={themes[theme]}>
      <div className={mergeClasses(styles.waiting, styles[theme])}>
        <div className={styles.waitingWords}>
          <Mark size={56} />
          <Spinner label={world.connection === 'connecting' ? 'Setting the desk…' : 'Looking for the sandbox…'} labelPosition="below" />
        </div>
      </div>
    </FluentProvider>
  )
}

const Loaded = () => {
  const styles = useStyles()
  const { choices, part } = useDesk()
  const isWide = useMedia(`(min-width: ${wideFrom}px)`)
  const isPhone = useMedia('(max-width: 719px)')
  usePaint(choices.theme)
  const isShown = (one: Part) => isWide || (isPhone ? part === one : (part === 'teams') === (one === 'teams'))
  return (
    // What opens above the page copies the provider's classes, so the page's own are one level below.
    <FluentProvider theme={themes[choices.theme]}>
      <AriaLiveAnnouncer>
        <div className={mergeClasses(styles.desk, styles[choices.theme])}>
          <Header />
          <div className={styles.bars}>
            <ConnectionLost />
            {!choices.guideHidden && <GuideBar />}
            {!isWide && <PartSwitch isPhone={isPhone} />}
          </div>
          <main className={styles.main}>
            <div className={styles.others} hidden={!isShown('others')}><OtherPhones /></div>
            <div className={styles.own} hidden={!isShown('own')}><SimPhone /></div>
            <div className={styles.teams} hidden={!isShown('teams')}><TeamsWindow /></div>
          </main>
          <Problem />
          <Announcer />
        </div>
      </AriaLiveAnnouncer>
    </FluentProvider>
  )
}

const ConnectionLost = () => {
  const { world } = useDesk()
  if (world.connection !== 'lost') return null
  return <MessageBar intent="warning"><MessageBarBody>The sandbox does not answer. What you see may be old; the desk keeps trying. Is it still running in the terminal?</MessageBarBody></MessageBar>
}

const Problem = () => {
  const styles = useStyles()
  const { problem, report } = useDesk()
  if (problem === null) return null
  return (
    <MessageBar key={problem} intent="error" className={styles.problem}>
      <MessageBarBody>{problem}</MessageBarBody>
      <MessageBarActions containerAction={<Button appearance="transparent" icon={<DismissRegular />} aria-label="Dismiss" onClick={() => report(null)} />} />
    </MessageBar>
  )
}

/** The whole desk. Everything outside it is handed in. */
export const App = ({ surroundings }: { surroundings: Surroundings }) => (
  <DeskProvider surroundings={surroundings} Waiting={Waiting}>
    <Loaded />
  </DeskProvider>
)
