import { useEffect, useRef, useState } from 'react'
import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components'
import { useDesk } from '../desk-context.tsx'
import { AppDown } from './app-down.tsx'
import { createTeamsHost } from './teams-host.ts'
import { useLinks } from './use-links.ts'

const useStyles = makeStyles({
  // Hidden, the tab keeps its size and its place, and goes on living.
  whole: { position: 'absolute', inset: 0, backgroundColor: tokens.colorNeutralBackground2 },
  behind: { visibility: 'hidden' },
  frame: { width: '100%', height: '100%', border: 'none', display: 'block' },
  veil: { position: 'absolute', inset: 0, display: 'grid', placeItems: 'center', backgroundColor: tokens.colorNeutralBackground2, padding: '24px' },
})

/** The personal tab, the app's own page, in the iframe that Teams gives it. */
export const TabFrame = ({ inFront, served }: { inFront: boolean, served: boolean }) => {
  const styles = useStyles()
  const { world, person, tabLink } = useDesk()
  const content = () => {
    if (served) return <Frame key={`${person.userId} ${tabLink.count}`} />
    if (world.app && !world.app.running) return <div className={styles.veil}><AppDown /></div>
    return <div className={styles.veil}><Spinner label="Opening “My number”…" /></div>
  }
  return <div className={mergeClasses(styles.whole, !inFront && styles.behind)} id="page-tab" role="tabpanel" aria-label="My number" aria-hidden={!inFront}>{content()}</div>
}

const Frame = () => {
  const styles = useStyles()
  const { person, choices, control, tabLink } = useDesk()
  const [status, setStatus] = useState<'starting' | 'ready' | 'failed'>('starting')
  const frame = useRef<HTMLIFrameElement>(null)
  const theme = useRef(choices.theme)
  const tell = useRef(() => {})
  const openLink = useLinks()
  const link = useRef(openLink)
  useEffect(() => { link.current = openLink }, [openLink])

  useEffect(() => {
    const host = createTeamsHost({
      page: window,
      tab: () => frame.current?.contentWindow ?? null,
      person,
      theme: () => theme.current,
      subPage: tabLink.page,
      getToken: () => control.token(person.userId),
      openLink: (url) => link.current(url),
      onStatus: setStatus,
    })
    tell.current = host.tellTheme
    return host.stop
  }, [person, control, tabLink])
  useEffect(() => {
    theme.current = choices.theme
    tell.current()
  }, [choices.theme])

  return (
    <>
      <iframe ref={frame} className={styles.frame} title="Single Number tab" src="/tab/" allow="clipboard-write; autoplay" />
      {status === 'starting' && <div className={styles.veil}><Spinner label="Opening “My number”…" /></div>}
    </>
  )
}
