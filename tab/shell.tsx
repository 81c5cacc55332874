import { useState } from 'react'
import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { pages } from './pages/index.tsx'
import { PagesCard, usePages } from './pages-card.tsx'
import { ConnectionBar } from './parts/connection-bar.tsx'
import { LiveCalls } from './parts/live/live-calls.tsx'
import { NumberCard } from './parts/number-card.tsx'
import { QueueCard } from './parts/queues/queue-card.tsx'
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
})

/** The tab once the person is known: number and calls right now always in sight, the pages beside or below. */
export const Shell = () => {
  const { firstPage } = useServices()
  // a link leads to a page, or to one message of it: `voicemail/<id>`
  const [wantedPage, wantedPart] = firstPage?.split('/') ?? []
  const mine = usePages()
  const [pageId, setPageId] = useState(pages.find(({ id }) => id === wantedPage)?.id ?? 'calls')
  const [voicemailId, setVoicemailId] = useState<string | null>(wantedPart ?? null)
  const announcement = useSession((state) => state.announcement)
  const styles = useStyles()
  const surface = useSurface()
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
        <div className={mergeClasses(styles.part, styles.side)}><NumberCard onChangeRinging={() => go('settings')} /><QueueCard /><ReadinessCard onAll={() => go('settings')} /></div>
        <PagesCard
          className={styles.pages} pages={mine} pageId={pageId} onPage={go} voicemailId={voicemailId}
          onVoicemail={(id) => {
            setVoicemailId(id)
            setPageId('voicemail')
          }}
        />
      </main>
    </ReadinessProvider>
  )
}
