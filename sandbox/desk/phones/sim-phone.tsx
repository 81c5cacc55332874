import { useState } from 'react'
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CallFilled, CellularData1Regular, PeopleTeamFilled } from '@fluentui/react-icons'
import { useDesk, useOwnPhones } from '../desk-context.tsx'
import { phoneWidth, useSurface, wide } from '../surface.ts'
import type { Phone } from '../types.ts'
import { useNow } from '../use-now.ts'
import { firstName, formatOwnNumber, formatTime, titleOf } from '../world/words.ts'
import { CallBanner } from './call-banner.tsx'
import { CallScreen } from './call-screen.tsx'
import { Dialer } from './dialer.tsx'
import { useContacts } from './use-contacts.ts'

const useStyles = makeStyles({
  whole: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '8px' },
  // On a narrow screen the switch above says whose phone this is.
  title: { textAlign: 'center', [phoneWidth]: { display: 'none' } },
  heading: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: 600 },
  number: { fontSize: '12px', lineHeight: '16px' },
  frame: {
    width: '288px', height: '596px', maxWidth: '100%', boxSizing: 'border-box', borderRadius: '42px', padding: '9px', backgroundColor: '#15171c',
    boxShadow: '0 0 0 2px #3a3f4a, 0 18px 40px rgba(15, 20, 40, .28), 0 4px 10px rgba(15, 20, 40, .16)',
    [wide]: { height: 'clamp(500px, calc(100vh - 276px), 596px)' },
    [phoneWidth]: { height: 'clamp(500px, calc(100dvh - 290px), 596px)' },
  },
  frameContrast: { boxShadow: '0 0 0 3px #fff' },
  screen: { height: '100%', borderRadius: '34px', overflow: 'hidden', display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, position: 'relative' },
  status: { position: 'absolute', top: 0, left: 0, right: 0, zIndex: 1, pointerEvents: 'none', display: 'flex', alignItems: 'center', justifyContent: 'space-between', padding: '9px 20px 3px', fontSize: '12px', lineHeight: '16px', fontWeight: 600 },
  statusOnCall: { color: '#fff' },
  camera: { width: '64px', height: '16px', borderRadius: '10px', backgroundColor: '#15171c' },
  app: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  appIdle: { paddingTop: '28px' },
  banner: { position: 'absolute', top: '34px', left: '8px', right: '8px', zIndex: 2 },
  // A desk phone has no picture of its own: it shows while something happens there.
  desk: { width: '288px', maxWidth: '100%' },
  dock: { display: 'grid', gridTemplateColumns: '1fr 1fr', flexShrink: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground2, padding: '3px 18px 7px' },
  dockButton: {
    position: 'relative', border: 'none', backgroundColor: 'transparent', color: tokens.colorNeutralForeground2, fontFamily: 'inherit', fontSize: '11px', lineHeight: '14px', cursor: 'pointer', padding: '5px', borderRadius: '10px',
    display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '1px',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: { color: tokens.colorBrandForeground1, fontWeight: 600 },
})

type App = 'native' | 'teams'
const weight: Record<Phone['state'], number> = { talking: 4, calling: 3, ringing: 2, held: 1, idle: 0 }

/** Which app's screen is in front: the one with more going on; of two alike the native dialer, as on a real phone. */
export const frontApp = (native: Phone['state'], teams: Phone['state'], chosen: App): App => {
  if (native === 'idle' && teams === 'idle') return chosen
  return weight[teams] > weight[native] ? 'teams' : 'native'
}

/** The person's SIM phone: its native dialer and the Teams app, on one screen. */
export const SimPhone = () => {
  const styles = useStyles()
  const surface = useSurface()
  const { person, choices, now, progress } = useDesk()
  const { native, teamsMobile: teams, desk } = useOwnPhones()
  const [chosen, setChosen] = useState<App>('native')
  const minute = useNow(now)
  if (!native || !teams) return null
  const front = frontApp(native.state, teams.state, chosen)
  const isOnCall = native.state !== 'idle' || teams.state !== 'idle'
  const behind = front === 'native' ? teams : native
  return (
    <section className={styles.whole} aria-label={titleOf(native)} data-handset={native.id}>
      <div className={styles.title}>
        <h2 className={styles.heading}>{titleOf(native)}</h2>
        <div className={mergeClasses(styles.number, surface.quiet, surface.figures)}>SIM and Teams: {formatOwnNumber(person.number)}</div>
      </div>
      <div className={mergeClasses(styles.frame, choices.theme === 'contrast' && styles.frameContrast)}>
        <div className={styles.screen}>
          <div className={mergeClasses(styles.status, surface.figures, isOnCall && styles.statusOnCall)} aria-hidden>
            <span>{formatTime(minute)}</span><span className={styles.camera} /><CellularData1Regular fontSize={16} />
          </div>
          {behind.state !== 'idle' && <div className={styles.banner}><CallBanner phone={behind} /></div>}
          <PhoneApp phone={native} isFront={front === 'native'} look="native" hinted={progress === 1} hasBanner={behind.state !== 'idle'} />
          <PhoneApp phone={teams} isFront={front === 'teams'} look="teams" hinted={false} hasBanner={behind.state !== 'idle'} />
          {!isOnCall && (
            <div className={styles.dock} role="group" aria-label={`Apps on ${firstName(person.name)}’s phone`}>
              <DockButton app="native" front={front} onChoose={setChosen} />
              <DockButton app="teams" front={front} onChoose={setChosen} />
            </div>
          )}
        </div>
      </div>
      {desk && desk.state !== 'idle' && <div className={styles.desk}><CallBanner phone={desk} named /></div>}
    </section>
  )
}

interface PhoneAppProps { phone: Phone, isFront: boolean, look: App, hinted: boolean, hasBanner: boolean }

const PhoneApp = ({ phone, isFront, look, hinted, hasBanner }: PhoneAppProps) => {
  const styles = useStyles()
  const contacts = useContacts(phone)
  return (
    <div className={isFront ? mergeClasses(styles.app, phone.state === 'idle' && styles.appIdle) : undefined} hidden={!isFront} {...isFront || phone.state === 'idle' ? { 'data-phone': phone.id, 'data-state': phone.state } : {}}>
      {isFront && (phone.state === 'idle'
        ? <Dialer phone={phone} contacts={contacts} />
        : <CallScreen phone={phone} look={look} app={look === 'native' ? 'Native dialer' : 'Teams'} answerWord={look === 'native' ? 'Answer' : 'Accept'} hinted={hinted} hasBanner={hasBanner} />)}
    </div>
  )
}

const DockButton = ({ app, front, onChoose }: { app: App, front: App, onChoose: (app: App) => void }) => {
  const styles = useStyles()
  const isFront = app === front
  return (
    <button type="button" className={mergeClasses(styles.dockButton, isFront && styles.chosen)} aria-pressed={isFront} onClick={() => onChoose(app)}>
      {app === 'native' ? <CallFilled fontSize={20} /> : <PeopleTeamFilled fontSize={20} />}
      {app === 'native' ? 'Phone' : 'Teams'}
    </button>
  )
}
