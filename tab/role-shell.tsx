import { useMemo, useState } from 'react'
import { makeStyles } from '@fluentui/react-components'
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol'
import { NoNumber } from './no-number.tsx'
import { PagesCard, usePages } from './pages-card.tsx'
import type { Page } from './pages/page.ts'
import { useSurface } from './parts/surface.ts'
import { useLeave } from './parts/unsaved.tsx'
import { useServices, useSession } from './services.tsx'

const useStyles = makeStyles({ page: { maxWidth: '1120px', margin: '0 auto', padding: '24px', boxSizing: 'border-box', '@media (max-width: 479px)': { padding: '12px' } } })

const numberPage = (onAgain: () => void): Page => ({ id: 'number', name: 'My number', icon: <NumberSymbolRegular />, Content: () => <NoNumber onAgain={onAgain} /> })

/** The tab of somebody without a number who has a role: its pages, and what became of the number. */
export const RoleShell = ({ onAgain }: { onAgain: () => void }) => {
  const { firstPage } = useServices()
  const number = useMemo(() => numberPage(onAgain), [onAgain])
  const shown = [...usePages(), number]
  const [chosen, setChosen] = useState(firstPage?.split('/')[0])
  const pageId = shown.find(({ id }) => id === chosen)?.id ?? shown[0]?.id ?? number.id
  const announcement = useSession((state) => state.announcement)
  const leave = useLeave()
  const styles = useStyles()
  const surface = useSurface()
  return (
    <main className={styles.page}>
      <h1 className={surface.hidden}>Single Number</h1>
      <div className={surface.hidden} role="status" aria-live="polite" data-testid="announcer">{announcement}</div>
      <PagesCard pages={shown} pageId={pageId} onPage={(id) => { if (id !== pageId) leave(() => setChosen(id)) }} voicemailId={null} onVoicemail={() => undefined} />
    </main>
  )
}
