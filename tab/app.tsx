import { useEffect, useState } from 'react'
import { AriaLiveAnnouncer, Button, FluentProvider, makeStyles, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, tokens } from '@fluentui/react-components'
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team'
import { PersonLockRegular } from '@fluentui/react-icons/svg/person-lock'
import { NoNumber } from './no-number.tsx'
import { CrashGuard } from './parts/crash-guard.tsx'
import { ErrorState } from './parts/error-state.tsx'
import { LoadingTab } from './parts/loading-tab.tsx'
import { StatePanel } from './parts/state-panel.tsx'
import { RoleShell } from './role-shell.tsx'
import { UnsavedProvider } from './parts/unsaved.tsx'
import { ServicesProvider, type Browser } from './services.tsx'
import { Shell } from './shell.tsx'
import type { Teams } from './teams-port.ts'
import { useStart } from './use-start.ts'

const themes = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme }

const useStyles = makeStyles({ root: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground2, color: tokens.colorNeutralForeground1 } })

/** The whole tab. Everything outside it (Teams, the network, the clock) is handed in. */
export const App = ({ teams, browser }: { teams: Teams, browser: Browser }) => {
  const [attempt, setAttempt] = useState(0)
  const { theme, start } = useStart(teams, browser, attempt)
  const styles = useStyles()
  const again = () => setAttempt((count) => count + 1)

  // The browser paints what the page doesn't cover (overscroll) and its own scroll bars.
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
    document.documentElement.style.backgroundColor = themes[theme].colorNeutralBackground2
    document.body.style.backgroundColor = themes[theme].colorNeutralBackground2
  }, [theme])

  const content = () => {
    switch (start.phase) {
      case 'starting': return <LoadingTab />
      case 'ready': return <ServicesProvider services={start.services}><UnsavedProvider><Shell /></UnsavedProvider></ServicesProvider>
      case 'outside': return (
        <StatePanel whole icon={<PeopleTeamRegular />} title="Open this in Microsoft Teams" actions={<Button onClick={again}>Try again</Button>}>
          Single Number is an app inside Teams. Find it there under Apps, in the bar at the side.
        </StatePanel>
      )
      case 'sign-in': return (
        <StatePanel
          whole tone="bad" icon={<PersonLockRegular />} title="You couldn’t be signed in"
          actions={<Button appearance="primary" onClick={again}>Try again</Button>}
        >
          Teams did not give this app your sign-in. If it stays so, your administrator may have to allow the app.
        </StatePanel>
      )
      case 'no-line': return start.services === null
        ? <NoNumber whole onAgain={again} />
        : <ServicesProvider services={start.services}><UnsavedProvider><RoleShell onAgain={again} /></UnsavedProvider></ServicesProvider>
      case 'failed': return <ErrorState whole title="Single Number can’t start right now" error={start.error} onRetry={again} />
    }
  }
  return (
    <FluentProvider theme={themes[theme]}>
      {/* Fluent's message bars are only spoken by one that is above them. */}
      <AriaLiveAnnouncer>
        <div className={styles.root}><CrashGuard onCrash={teams.failed} onRetry={again}>{content()}</CrashGuard></div>
      </AriaLiveAnnouncer>
    </FluentProvider>
  )
}
