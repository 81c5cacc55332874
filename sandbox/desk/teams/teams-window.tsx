import { lazy, Suspense, type ReactElement } from 'react'
import { makeStyles, mergeClasses, Spinner, Tab, TabList, tokens } from '@fluentui/react-components'
import { CallFilled, CallRegular } from '@fluentui/react-icons'
import { Mark } from '../brand.tsx'
import { useDesk, useOwnPhones, type TeamsPage } from '../desk-context.tsx'
import { Dialer } from '../phones/dialer.tsx'
import { Face } from '../phones/face.tsx'
import { useContacts } from '../phones/use-contacts.ts'
import { phoneWidth, useSurface } from '../surface.ts'
import type { Phone } from '../types.ts'
import { titleOf } from '../world/words.ts'
import { AppDownBar } from './app-down.tsx'
import { LaptopCalls } from './laptop-call.tsx'
import { TabFrame } from './tab-frame.tsx'
import { useTabServed } from './use-tab-served.ts'

const Chat = lazy(async () => ({ default: (await import('../chat/chat.tsx')).Chat }))

const useStyles = makeStyles({
  whole: { display: 'flex', flexDirection: 'column', gap: '10px', minWidth: 0, minHeight: 0, height: '100%' },
  heading: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: 600, [phoneWidth]: { display: 'none' } },
  window: {
    flexGrow: 1, minHeight: 0, display: 'grid', gridTemplateColumns: '68px minmax(0, 1fr)', gridTemplateRows: '44px minmax(0, 1fr)', borderRadius: '14px', overflow: 'hidden', position: 'relative',
    border: `1px solid ${tokens.colorNeutralStroke1}`, backgroundColor: tokens.colorNeutralBackground1, boxShadow: tokens.shadow16,
    // As Teams on a phone does: its apps below, so that the page has the whole width.
    [phoneWidth]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: '44px minmax(0, 1fr) auto' },
  },
  bar: { gridColumn: '1 / -1', display: 'flex', alignItems: 'center', gap: '10px', padding: '0 14px', backgroundColor: tokens.colorNeutralBackground4, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  barName: { fontWeight: 600, fontSize: '14px', flexGrow: 1 },
  rail: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '4px', padding: '8px 0', backgroundColor: tokens.colorNeutralBackground4, borderRight: `1px solid ${tokens.colorNeutralStroke2}`, [phoneWidth]: { gridRow: '3', flexDirection: 'row', justifyContent: 'space-around', padding: '3px 0', borderRight: 'none', borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  railButton: {
    border: '1px solid transparent', backgroundColor: 'transparent', color: tokens.colorNeutralForeground2, fontFamily: 'inherit', fontSize: '10px', lineHeight: '13px', cursor: 'pointer', width: '60px', padding: '8px 2px', borderRadius: '10px',
    display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '4px',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [phoneWidth]: { width: '112px', padding: '3px 2px', gap: '1px', fontSize: '11px' },
  },
  railChosen: { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorBrandForeground1, fontWeight: 600, boxShadow: tokens.shadow2 },
  main: { display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0, position: 'relative', [phoneWidth]: { gridRow: '2' } },
  // Above the body: the guide's frame around a page's name must not be cut.
  head: { position: 'relative', zIndex: 1, display: 'flex', alignItems: 'center', gap: '14px', padding: '0 16px', minHeight: '48px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  title: { margin: 0, fontSize: '16px', lineHeight: '22px', fontWeight: 600, whiteSpace: 'nowrap', [phoneWidth]: { display: 'none' } },
  body: { flexGrow: 1, minHeight: 0, position: 'relative' },
  page: { position: 'absolute', inset: 0, display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground2 },
  dialer: { width: '320px', maxWidth: '100%', margin: '0 auto', display: 'flex', flexGrow: 1, minHeight: 0, maxHeight: '560px' },
})

/** The Teams client on the person's laptop: our app with its chat and its tab, and Teams' own dial pad. */
export const TeamsWindow = () => {
  const styles = useStyles()
  const surface = useSurface()
  const { person, page, world, progress } = useDesk()
  const { teamsLaptop } = useOwnPhones()
  const served = useTabServed()
  if (!teamsLaptop) return null
  const inApp = page !== 'dialer'
  return (
    <section className={styles.whole} aria-label={titleOf(teamsLaptop)}>
      <h2 className={styles.heading}>{titleOf(teamsLaptop)}</h2>
      <div className={styles.window}>
        <div className={styles.bar}>
          <span className={styles.barName}>Teams</span>
          <span className={mergeClasses(surface.quiet, surface.cut)}>{person.name}</span>
          <Face peer={person} size={28} />
        </div>
        <nav className={styles.rail} aria-label="Teams">
          <RailButton page="tab" chosen={inApp} icon={<Mark size={24} />}>Single Number</RailButton>
          <RailButton page="dialer" chosen={!inApp} icon={inApp ? <CallRegular fontSize={22} /> : <CallFilled fontSize={22} />}>Calls</RailButton>
        </nav>
        <div className={styles.main}>
          <LaptopCalls phone={teamsLaptop} hinted={progress === 3} />
          <AppHead inApp={inApp} />
          {(page === 'chat' || (page === 'tab' && served)) && world.app && !world.app.running && <AppDownBar />}
          <div className={styles.body}>
            <TabFrame inFront={page === 'tab'} served={served} />
            {page === 'chat' && <div className={styles.page} id="page-chat" role="tabpanel" aria-label="Chat"><Suspense fallback={<Spinner />}><Chat key={person.userId} /></Suspense></div>}
            {page === 'dialer' && <div className={styles.page}><LaptopDialer phone={teamsLaptop} /></div>}
          </div>
        </div>
      </div>
    </section>
  )
}

const RailButton = ({ page, chosen, icon, children }: { page: TeamsPage, chosen: boolean, icon: ReactElement, children: string }) => {
  const styles = useStyles()
  const { setPage } = useDesk()
  return (
    <button type="button" aria-current={chosen ? 'page' : undefined} className={mergeClasses(styles.railButton, chosen && styles.railChosen)} onClick={() => setPage(page)}>
      {icon}
      {children}
    </button>
  )
}

const AppHead = ({ inApp }: { inApp: boolean }) => {
  const styles = useStyles()
  const surface = useSurface()
  const { page, setPage, progress } = useDesk()
  return (
    <div className={styles.head}>
      <h3 className={styles.title}>{inApp ? 'Single Number' : 'Calls'}</h3>
      {inApp && (
        <TabList selectedValue={page} onTabSelect={(_event, { value }) => setPage(value === 'chat' ? 'chat' : 'tab')} aria-label="Pages of Single Number">
          <Tab value="chat" aria-controls="page-chat" className={page !== 'chat' && progress === 2 ? surface.hint : undefined}>Chat</Tab>
          <Tab value="tab" aria-controls="page-tab" className={page !== 'tab' && progress === 4 ? surface.hint : undefined}>My number</Tab>
        </TabList>
      )}
    </div>
  )
}

const LaptopDialer = ({ phone }: { phone: Phone }) => {
  const styles = useStyles()
  const contacts = useContacts(phone)
  return <div className={styles.dialer}><Dialer phone={phone} contacts={contacts} /></div>
}
