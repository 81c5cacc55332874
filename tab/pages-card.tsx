import { CounterBadge, makeStyles, mergeClasses, Tab, TabList, tokens } from '@fluentui/react-components'
import { pages } from './pages/index.tsx'
import type { Page, PageProps } from './pages/page.ts'
import { useSurface } from './parts/surface.ts'
import { useSession } from './services.tsx'

const useStyles = makeStyles({
  content: { overflow: 'clip' },
  tabs: { padding: '4px 8px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '4px 0 0', overflowX: 'auto' } },
  // On a phone three names and a count fill the line without icons.
  tab: { '@media (max-width: 479px)': { paddingLeft: '10px', paddingRight: '10px', '& .fui-Tab__icon': { display: 'none' } }, '@media (max-width: 339px)': { paddingLeft: '6px', paddingRight: '6px' } },
  count: { marginLeft: '6px' },
})

/** Those that are for everybody with a number, and those of the roles the person has. */
export const usePages = (): Page[] => {
  const roles = useSession((state) => state.self.roles)
  const hasLine = useSession((state) => state.me !== null)
  return pages.filter(({ role }) => (role === undefined ? hasLine : roles.includes(role)))
}

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

export interface PagesCardProps extends PageProps {
  pages: Page[]
  pageId: string
  onPage: (id: string) => void
  className?: string
}

/** The pages' tabs, and below them the one that was chosen. */
export const PagesCard = ({ pages: shown, pageId, onPage, className, ...props }: PagesCardProps) => {
  const styles = useStyles()
  const surface = useSurface()
  const page = shown.find(({ id }) => id === pageId)
  return (
    <div className={mergeClasses(surface.card, styles.content, className)}>
      <div className={styles.tabs}>
        <TabList selectedValue={pageId} onTabSelect={(_event, { value }) => onPage(String(value))} aria-label="Pages">
          {shown.map((each) => <PageTab key={each.id} page={each} />)}
        </TabList>
      </div>
      <div id="page" role="tabpanel" aria-labelledby={`tab-${pageId}`}>
        <h2 className={surface.hidden}>{page?.name}</h2>
        {page && <page.Content {...props} />}
      </div>
    </div>
  )
}
