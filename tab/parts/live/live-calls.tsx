import { useEffect, useRef } from 'react'
import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { LiveCall } from '../../../src/api/calls.ts'
import { useOwnNumber, useServices, useSession } from '../../services.tsx'
import { spokenState } from '../../words.ts'
import { useSurface } from '../surface.ts'
import { LiveCallCard } from './live-call-card.tsx'
import { intentOf } from './notice.ts'

const useStyles = makeStyles({ list: { display: 'grid', gap: '12px' } })

/** Tells a screen reader each new call and each change of one, in one sentence. */
const useSpokenChanges = (calls: LiveCall[] | null) => {
  const { session } = useServices()
  const ownNumber = useOwnNumber()
  const said = useRef(new Map<string, string>())
  useEffect(() => {
    if (!calls) return
    const now = new Map(calls.map((call) => [call.id, spokenState(call, ownNumber)]))
    const news = [...now].filter(([id, sentence]) => said.current.get(id) !== sentence).map(([, sentence]) => sentence)
    const over = [...said.current.keys()].some((id) => !now.has(id))
    said.current = now
    if (news.length > 0) session.announce(news.join('. '))
    else if (over) session.announce('The call is over')
  }, [calls, ownNumber, session])
}

/** The calls that are up right now, each with its own card; nothing at all while there are none. */
export const LiveCalls = () => {
  const { session } = useServices()
  const calls = useSession((state) => state.calls)
  const farewell = useSession((state) => state.farewell)
  const styles = useStyles()
  const surface = useSurface()
  useSpokenChanges(calls)
  if (!farewell && (!calls || calls.length === 0)) return null
  return (
    <section aria-label={calls && calls.length > 1 ? `${calls.length} calls right now` : 'Call right now'} className={styles.list}>
      {farewell && (
        <MessageBar key={farewell.message} intent={intentOf(farewell.tone)} layout="multiline">
          <MessageBarBody>{farewell.message}</MessageBarBody>
          <MessageBarActions
            containerAction={<Button appearance="transparent" aria-label="Dismiss" icon={<DismissRegular />} onClick={session.dismissFarewell} />}
          />
        </MessageBar>
      )}
      {calls && calls.length > 0 && <h2 className={surface.hidden}>{calls.length > 1 ? `${calls.length} calls right now` : 'Call right now'}</h2>}
      {calls?.map((call) => <LiveCallCard key={call.id} call={call} />)}
    </section>
  )
}
