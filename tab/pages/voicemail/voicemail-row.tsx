import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react'
import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { MailReadRegular } from '@fluentui/react-icons/svg/mail-read'
import { MailUnreadRegular } from '@fluentui/react-icons/svg/mail-unread'
import { PinFilled, PinRegular } from '@fluentui/react-icons/svg/pin'
import type { Voicemail } from '../../../src/api/voicemails.ts'
import { ago, dateInWords, dayName, fullTime } from '../../clock.ts'
import { NumberText } from '../../parts/number-text.tsx'
import { useSurface } from '../../parts/surface.ts'
import { useOwnNumber, useServices } from '../../services.tsx'
import { partyName } from '../../words.ts'
import { SoundPlayer } from './sound-player.tsx'

const useStyles = makeStyles({
  row: {
    display: 'grid', gap: '12px', padding: '16px 20px', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, ':first-child': { borderTop: 'none' },
    '@media (max-width: 479px)': { padding: '16px' },
  },
  wanted: { backgroundColor: tokens.colorNeutralBackground3 },
  head: { display: 'flex', alignItems: 'flex-start', gap: '12px' },
  mark: { flexShrink: 0, whiteSpace: 'nowrap' },
  dot: { flexShrink: 0, width: '8px', height: '8px', marginTop: '6px', borderRadius: '50%' },
  unread: { backgroundColor: tokens.colorBrandForeground1 },
  who: { flexGrow: 1, minWidth: 0, display: 'grid', gap: '2px' },
  clip: { overflowWrap: 'anywhere' },
  facts: { display: 'flex', flexWrap: 'wrap', columnGap: '12px' },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px', justifyContent: 'space-between' },
  acts: { display: 'flex', gap: '4px', marginLeft: 'auto' },
  bad: { flexBasis: '100%', color: tokens.colorPaletteRedForeground1 },
})

/** What can be done to a message. Each resolves to null, or to why it was not done. */
export interface VoicemailActs {
  mark: (voicemail: Voicemail, read: boolean) => Promise<string | null>
  keep: (voicemail: Voicemail, kept: boolean) => Promise<string | null>
  remove: (voicemail: Voicemail) => Promise<string | null>
  restore: (voicemail: Voicemail) => Promise<string | null>
}

export interface VoicemailRowProps {
  voicemail: Voicemail
  nowMs: number
  /** The person came for this message. */
  wanted: boolean
  /** Another message has begun to play. */
  silenced: boolean
  onPlay: (id: string) => void
  acts: VoicemailActs
}

const endWords = ({ goesAt, deletedAt }: Voicemail, nowMs: number, locale: string): string => {
  if (goesAt === null) return 'Kept'
  const day = dateInWords(goesAt, nowMs, locale)
  return deletedAt === null ? `Deleted on ${day} unless kept` : `Gone for good on ${day}`
}

/** One message with its player. Only its own button marks it as read: having heard it is not having dealt with it. */
export const VoicemailRow = ({ voicemail, nowMs, wanted, silenced, onPlay, acts }: VoicemailRowProps) => {
  const { api, locale } = useServices()
  const ownNumber = useOwnNumber()
  const [busy, setBusy] = useState<keyof VoicemailActs | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const row = useRef<HTMLLIElement>(null)
  const styles = useStyles()
  const surface = useSurface()
  const { id, read, kept } = voicemail
  const getLink = useCallback(() => api.voicemailLink(id), [api, id])
  const name = partyName(voicemail.from, ownNumber)
  const nameId = `voicemail-${id}`

  useEffect(() => {
    if (!wanted || !row.current) return
    row.current.scrollIntoView?.({ block: 'center' })
    row.current.focus()
  }, [wanted])

  const act = async (which: keyof VoicemailActs, deed: () => Promise<string | null>) => {
    if (busy !== null) return
    setBusy(which)
    setProblem(await deed())
    setBusy(null)
  }
  const iconOf = (which: keyof VoicemailActs, icon: ReactElement) => (busy === which ? <Spinner size="extra-tiny" /> : icon)
  const day = dayName(voicemail.receivedAt, nowMs, locale)
  const time = ago(voicemail.receivedAt, nowMs, locale)
  return (
    <li ref={row} tabIndex={-1} className={mergeClasses(styles.row, wanted && styles.wanted)} aria-labelledby={nameId}>
      <div className={styles.head}>
        <span aria-hidden className={mergeClasses(styles.dot, !read && styles.unread)} />
        <div className={styles.who}>
          <Text as="h3" id={nameId} weight={read ? 'regular' : 'semibold'} className={styles.clip} style={{ margin: 0 }}>
            {!read && <span className={surface.hidden}>Unread, from </span>}{name}
          </Text>
          <Text size={200} className={mergeClasses(surface.quiet, styles.facts)}>
            {voicemail.from.name !== null && voicemail.from.number !== null && <NumberText number={voicemail.from.number} ownNumber={ownNumber} />}
            <time dateTime={voicemail.receivedAt} title={fullTime(voicemail.receivedAt, locale)}>{day === 'Today' ? time : `${day}, ${time}`}</time>
          </Text>
        </div>
        {voicemail.deletedAt === null && (
          <Button
            appearance="subtle" size="small" className={styles.mark} disabledFocusable={busy !== null} onClick={() => void act('mark', () => acts.mark(voicemail, !read))}
            icon={iconOf('mark', read ? <MailUnreadRegular /> : <MailReadRegular />)} aria-label={`${read ? 'Mark unread' : 'Mark read'}: message from ${name}`}
          >
            {read ? 'Mark unread' : 'Mark read'}
          </Button>
        )}
      </div>
      <SoundPlayer
        what={`the message from ${name}`} peaks={voicemail.peaks} durationMs={voicemail.durationMs} getLink={getLink} silenced={silenced} onPlay={() => onPlay(id)}
      />
      <div className={styles.foot}>
        <Text size={200} className={surface.quiet}>{endWords(voicemail, nowMs, locale)}</Text>
        <div className={styles.acts}>
          {voicemail.deletedAt === null
            ? (
                <>
                  <Button
                    appearance="subtle" size="small" disabledFocusable={busy !== null} aria-pressed={kept} onClick={() => void act('keep', () => acts.keep(voicemail, !kept))}
                    icon={iconOf('keep', kept ? <PinFilled /> : <PinRegular />)} aria-label={`Keep: message from ${name}`}
                  >
                    {kept ? 'Kept' : 'Keep'}
                  </Button>
                  <Button
                    appearance="subtle" size="small" disabledFocusable={busy !== null} onClick={() => void act('remove', () => acts.remove(voicemail))}
                    icon={iconOf('remove', <DeleteRegular />)} aria-label={`Delete: message from ${name}`}
                  >
                    Delete
                  </Button>
                </>
              )
            : (
                <Button
                  appearance="subtle" size="small" disabledFocusable={busy !== null} onClick={() => void act('restore', () => acts.restore(voicemail))}
                  icon={iconOf('restore', <ArrowUndoRegular />)} aria-label={`Restore: message from ${name}`}
                >
                  Restore
                </Button>
              )}
        </div>
        <Text size={200} role="status" className={styles.bad}>{problem}</Text>
      </div>
    </li>
  )
}
