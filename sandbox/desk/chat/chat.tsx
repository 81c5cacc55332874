import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Mark } from '../brand.tsx'
import { useDesk, useOwnPhones } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import type { Activity } from '../types.ts'
import { firstName } from '../world/words.ts'
import { Composer } from './composer.tsx'
import { createDrawCard } from './draw-card.ts'
import { createMarkdown } from './markdown.ts'
import { Message } from './message.tsx'
import { suggestionsFor } from './suggestions.ts'

const useStyles = makeStyles({
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '16px', display: 'flex', flexDirection: 'column' },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '14px' },
  empty: { margin: 'auto', display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '8px', textAlign: 'center', maxWidth: '340px' },
  title: { margin: '6px 0 0', fontSize: '18px', lineHeight: '24px' },
  words: { margin: 0, color: tokens.colorNeutralForeground2 },
  typing: { minHeight: '22px', paddingTop: '6px', fontSize: '12px', lineHeight: '16px' },
})

const noActivities: Activity[] = []
const nearBottomPx = 120

const lastCardId = (activities: Activity[]) =>
  activities.findLast(({ from, attachments }) => from.role === 'bot' && attachments.length > 0)?.id

/** The chat with the bot. Begins and stays at the newest message, unless the person has scrolled up to read. */
export const Chat = () => {
  const styles = useStyles()
  const surface = useSurface()
  const { world, person, control, attempt, progress } = useDesk()
  const suggestions = suggestionsFor(useOwnPhones())
  const [waiting, setWaiting] = useState(0)
  const markdown = useMemo(createMarkdown, [])
  const draw = useMemo(() => createDrawCard(markdown), [markdown])
  const activities = world.chats[person.userId] ?? noActivities
  const hintedId = progress === 2 ? lastCardId(activities) : undefined

  const scroll = useRef<HTMLDivElement>(null)
  const atBottom = useRef(true)
  useLayoutEffect(() => {
    const box = scroll.current
    if (box && atBottom.current) box.scrollTop = box.scrollHeight
  }, [activities, waiting])
  // A card draws itself after that, and grows.
  useEffect(() => {
    const box = scroll.current
    if (box && atBottom.current) box.scrollTop = box.scrollHeight
  })

  const say = async (text: string) => {
    atBottom.current = true
    setWaiting((count) => count + 1)
    const went = await attempt(() => control.say(person.userId, text))
    setWaiting((count) => count - 1)
    return went
  }
  return (
    <>
      <div
        ref={scroll} className={styles.scroll} tabIndex={0} role="region" aria-label="Messages"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => { atBottom.current = scrollHeight - scrollTop - clientHeight < nearBottomPx }}
      >
        {activities.length === 0 && (
          <div className={styles.empty}>
            <Mark size={48} />
            <h4 className={styles.title}>Hello {firstName(person.name)}</h4>
            <p className={styles.words}>Calls on your number show up here, with buttons to move them. Write “help” to see what else there is.</p>
          </div>
        )}
        <ol className={styles.list} role="log" aria-label="Chat with Single Number" aria-live="polite">
          {activities.map((activity) => (
            <Message key={activity.id} activity={activity} draw={draw} markdown={markdown} hinted={activity.id === hintedId} onSay={(text) => void say(text)} />
          ))}
        </ol>
        <div className={mergeClasses(styles.typing, surface.quiet)} role="status">{waiting > 0 && 'Single Number is typing…'}</div>
      </div>
      <Composer suggestions={suggestions} onSay={say} />
    </>
  )
}
