import { useMemo, useState } from 'react'
import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components'
import { Mark } from '../brand.tsx'
import { useDesk } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import { useLinks } from '../teams/use-links.ts'
import type { Activity } from '../types.ts'
import { formatTime } from '../world/words.ts'
import { Card } from './card.tsx'
import type { CardPress, DrawCard } from './draw-card.ts'

const useStyles = makeStyles({
  row: { display: 'flex', gap: '10px', maxWidth: '100%' },
  mine: { justifyContent: 'flex-end' },
  side: { width: '28px', flexShrink: 0, paddingTop: '20px' },
  column: { display: 'flex', flexDirection: 'column', gap: '4px', minWidth: 0, maxWidth: 'min(460px, calc(100% - 38px))' },
  cardColumn: { width: 'min(460px, calc(100% - 38px))' },
  meta: { fontSize: '12px', lineHeight: '16px', display: 'flex', gap: '8px', paddingLeft: '2px' },
  mineMeta: { justifyContent: 'flex-end' },
  bubble: {
    borderRadius: '8px', padding: '8px 14px', backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}`, overflowWrap: 'anywhere', lineHeight: '20px',
    '& p': { margin: 0 }, '& p + p': { marginTop: '8px' }, '& ul, & ol': { margin: '4px 0', paddingLeft: '22px' }, '& a': { color: tokens.colorBrandForegroundLink },
    '& code': { fontFamily: tokens.fontFamilyMonospace, fontSize: '13px', backgroundColor: tokens.colorNeutralBackground3, padding: '0 4px', borderRadius: '4px' },
  },
  mineBubble: { backgroundColor: tokens.colorBrandBackground2, border: `1px solid ${tokens.colorTransparentStroke}`, color: tokens.colorNeutralForeground1 },
  mineContrast: { backgroundColor: '#000', border: `1px solid ${tokens.colorBrandStroke1}` },
  notice: { fontSize: '12px', lineHeight: '16px', paddingLeft: '2px', color: tokens.colorNeutralForeground2 },
  sending: { justifyContent: 'flex-start' },
})

const isCard = ({ contentType }: { contentType: string }) => contentType === 'application/vnd.microsoft.card.adaptive'

export interface MessageProps {
  activity: Activity
  draw: DrawCard
  markdown: (text: string) => string
  /** The guide points at this one. */
  hinted: boolean
  onSay: (text: string) => void
}

export const Message = ({ activity, draw, markdown, hinted, onSay }: MessageProps) => {
  const styles = useStyles()
  const surface = useSurface()
  const isContrast = useDesk().choices.theme === 'contrast'
  const html = useMemo(() => (activity.text ? markdown(activity.text) : ''), [activity.text, markdown])
  const cards = activity.attachments.filter(isCard)
  const time = <time dateTime={activity.timestamp}>{formatTime(activity.timestamp)}</time>
  if (activity.from.role === 'user') {
    return (
      <li className={mergeClasses(styles.row, styles.mine)}>
        <div className={styles.column}>
          <div className={mergeClasses(styles.meta, styles.mineMeta, surface.quiet)}><span className={surface.hidden}>You</span>{time}</div>
          <div className={mergeClasses(styles.bubble, styles.mineBubble, isContrast && styles.mineContrast)}>{activity.text}</div>
        </div>
      </li>
    )
  }
  return (
    <li className={styles.row}>
      <div className={styles.side}><Mark size={28} /></div>
      <div className={mergeClasses(styles.column, cards.length > 0 && styles.cardColumn)}>
        <div className={mergeClasses(styles.meta, surface.quiet)}><span>{activity.from.name}</span>{time}{activity.edited && <span>Updated</span>}</div>
        {/* Made by markdown-it with HTML switched off: what the bot wrote can't become an element of this page. */}
        {html !== '' && <div className={styles.bubble} dangerouslySetInnerHTML={{ __html: html }} />}
        {cards.map((card, index) => <PressableCard key={index} activity={activity} content={card['content']} draw={draw} hinted={hinted} onSay={onSay} />)}
      </div>
    </li>
  )
}

const PressableCard = ({ activity, content, draw, hinted, onSay }: { activity: Activity, content: unknown, draw: DrawCard, hinted: boolean, onSay: (text: string) => void }) => {
  const styles = useStyles()
  const surface = useSurface()
  const { control, person, attempt } = useDesk()
  const openLink = useLinks()
  const [sending, setSending] = useState<string | null>(null)
  const onPress = async (press: CardPress) => {
    if (press.kind === 'open') return openLink(press.url)
    if (press.kind === 'say') return onSay(press.text)
    setSending(press.title)
    await attempt(() => control.press(person.userId, { verb: press.verb, data: press.data }, activity.id))
    setSending(null)
  }
  return (
    <>
      <Card content={content} draw={draw} busy={sending !== null} className={hinted ? surface.hint : undefined} onPress={(press) => void onPress(press)} />
      <div role="status" className={styles.notice}>
        {sending !== null
          ? <Spinner size="extra-tiny" label={`${sending}…`} className={styles.sending} />
          : activity.notice && <>{activity.notice.text} <span className={surface.quiet}>{formatTime(activity.notice.timestamp)}</span></>}
      </div>
    </>
  )
}
