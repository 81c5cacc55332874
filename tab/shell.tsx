import { useState } from 'react'
import { CounterBadge, makeStyles, mergeClasses, Tab, TabList, tokens } from '@fluentui/react-components'
import { pages } from './pages/index.tsx'
import type { Page } from './pages/page.ts'
import { ConnectionBar } from './parts/connection-bar.tsx'
import { LiveCalls } from './parts/live/live-calls.tsx'
import { NumberCard } from './parts/number-card.tsx'
import { ReadinessCard } from './parts/readiness/readiness-card.tsx'
import { ReadinessProvider } from './parts/readiness/readiness-provider.tsx'
import { useSurface } from './parts/surface.ts'
import { useLeave } from './parts/unsaved.tsx'
import { useServices, useSession } from './services.tsx'

const useStyles = makeStyles({
  // Narrow: calls right now, the number, the pages, one below the other. Wide: the number at the side of the others.
  page: {
    display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: '1120px', margin: '0 auto', padding: '24px', boxSizing: 'border-box', alignItems: 'start',
    '@media (min-width: 900px)': { gridTemplateColumns: '320px minmax(0, 1fr)', gridTemplateRows: 'auto 1fr', columnGap: '24px' },
    '@media (max-width: 479px)': { padding: '12px' },
  },
  // Margins instead of gaps: a part that shows nothing takes no room.
  part: { '> *': { marginBottom: '16px' }, '@media (max-width: 479px)': { '> *': { marginBottom: '12px' } } },
  // In sight wherever the person has scrolled to: it says that what they read may be old.
  bar: { position: 'sticky', top: '0', zIndex: 2 },
  live: { '@media (min-width: 900px)': { gridColumn: '2', gridRow: '1' } },
  side: { '@media (min-width: 900px)': { gridColumn: '1', gridRow: '1 / span 2', position: 'sticky', top: '24px' } },
  pages: { minWidth: 0, '@media (min-width: 900px)': { gridColumn: '2', gridRow: '2' } },
  content: { overflow: 'clip' },
  tabs: { padding: '4px 8px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '4px 0 0', overflowX: 'auto' } },
  // On a phone three names and a count fill the line without icons.
  tab: { '@media (max-width: 479px)': { paddingLeft: '10px', paddingRight: '10px', '& .fui-Tab__icon': { display: 'none' } }, '@media (max-width: 339px)': { paddingLeft: '6px', paddingRight: '6px' } },
  count: { marginLeft: '6px' },
})

const PageTab = ({ page }: { page: Page }) => {
  const count = useSession((state) => page.count?.(state) ?? 0)
  const styles = useStyles()
  return (
    <Tab
      value={page.id} id={`tab-${page.id}`} icon={page.icon} aria-controls="page" className={styles.tab}
      aria-label={count === 0 ? page.name : `${page.name}, ${count} ${page.countName ?? ''}`}
    >
      {page.name}
      {count > 0 && <CounterBadge aria-hidden count={count} size="small" color="brand" className={styles.count} />}
    </Tab>
  )
}

/** The tab once the person is known: number and calls right now always in sight, the pages beside or below. */
export const Shell = () => {
  const { firstPage } = useServices()
  // a link leads to a page, or to one message of it: `voicemail/<id>`
  const [wantedPage, wantedPart] = firstPage?.split('/') ?? []
  const roles = useSession((state) => state.me.roles)
  const mine = pages.filter(({ role }) => role === undefined || roles?.includes(role))
  const [pageId, setPageId] = useState(pages.find(({ id }) => id === wantedPage)?.id ?? 'calls')
  const [voicemailId, setVoicemailId] = useState<string | null>(wantedPart ?? null)
  const announcement = useSession((state) => state.announcement)
  const styles = useStyles()
  const surface = useSurface()
  const page = mine.find((each) => each.id === pageId)
  const leave = useLeave()
  const go = (id: string) => {
    if (id === pageId) return setVoicemailId(null)
    leave(() => {
      setVoicemailId(null)
      setPageId(id)
    })
  }
  return (
    <ReadinessProvider>
      <div className={styles.bar}><ConnectionBar /></div>
      <main className={styles.page}>
        <h1 className={surface.hidden}>Single Number</h1>
        <div className={surface.hidden} role="status" aria-live="polite" data-testid="announcer">{announcement}</div>
        <div className={mergeClasses(styles.part, styles.live)}><LiveCalls /></div>
        <div className={mergeClasses(styles.part, styles.side)}><NumberCard onChangeRinging={() => go('settings')} /><ReadinessCard onAll={() => go('settings')} /></div>
        <div className={mergeClasses(surface.card, styles.content, styles.pages)}>
          <div className={styles.tabs}>
            <TabList selectedValue={pageId} onTabSelect={(_event, { value }) => go(String(value))} aria-label="Pages">
              {mine.map((each) => <PageTab key={each.id} page={each} />)}
            </TabList>
          </div>
          <div id="page" role="tabpanel" aria-labelledby={`tab-${pageId}`}>
            <h2 className={surface.hidden}>{page?.name}</h2>
            {page && (
              <page.Content
                voicemailId={voicemailId}
                onVoicemail={(id) => {
                  setVoicemailId(id)
                  setPageId('voicemail')
                }}
              />
            )}
          </div>
        </div>
      </main>
    </ReadinessProvider>
  )
}
