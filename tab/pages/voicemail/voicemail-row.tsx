import { useEffect, useRef, useState } from 'react'
import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { MailReadRegular } from '@fluentui/react-icons/svg/mail-read'
import { MailUnreadRegular } from '@fluentui/react-icons/svg/mail-unread'
import { PauseFilled } from '@fluentui/react-icons/svg/pause'
import { PlayFilled } from '@fluentui/react-icons/svg/play'
import type { Voicemail } from '../../../src/api/voicemails.ts'
import { ago, dayName, fullTime } from '../../clock.ts'
import { NumberText } from '../../parts/number-text.tsx'
import { useSurface } from '../../parts/surface.ts'
import { useOwnNumber, useServices } from '../../services.tsx'
import { duration, partyName } from '../../words.ts'
import { speeds, usePlayer } from './use-player.ts'
import { Waveform } from './waveform.tsx'

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
  player: { display: 'flex', alignItems: 'center', gap: '12px' },
  under: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px', justifyContent: 'space-between' },
  time: { fontVariantNumeric: 'tabular-nums' },
  bad: { color: tokens.colorPaletteRedForeground1 },
})

export interface VoicemailRowProps {
  voicemail: Voicemail
  nowMs: number
  /** The person came for this message. */
  wanted: boolean
  /** Another message has begun to play. */
  silenced: boolean
  onPlay: (id: string) => void
  onMark: (id: string, read: boolean) => Promise<string | null>
}

/** One message with its player. Only its own button marks it as read: having heard it is not having dealt with it. */
export const VoicemailRow = ({ voicemail, nowMs, wanted, silenced, onPlay, onMark }: VoicemailRowProps) => {
  const { locale } = useServices()
  const ownNumber = useOwnNumber()
  const player = usePlayer(voicemail.id, voicemail.durationMs)
  const [marking, setMarking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const row = useRef<HTMLLIElement>(null)
  const styles = useStyles()
  const surface = useSurface()
  const name = partyName(voicemail.from, ownNumber)
  const nameId = `voicemail-${voicemail.id}`
  const active = player.state === 'playing' || player.state === 'loading'
  const { pause } = player

  useEffect(() => { if (silenced) pause() }, [pause, silenced])
  useEffect(() => {
    if (!wanted || !row.current) return
    row.current.scrollIntoView?.({ block: 'center' })
    row.current.focus()
  }, [wanted])

  const mark = async () => {
    if (marking) return
    setMarking(true)
    setProblem(await onMark(voicemail.id, !voicemail.read))
    setMarking(false)
  }
  const day = dayName(voicemail.receivedAt, nowMs, locale)
  const time = ago(voicemail.receivedAt, nowMs, locale)
  const words = player.problem ?? problem
  return (
    <li ref={row} tabIndex={-1} className={mergeClasses(styles.row, wanted && styles.wanted)} aria-labelledby={nameId}>
      <div className={styles.head}>
        <span aria-hidden className={mergeClasses(styles.dot, !voicemail.read && styles.unread)} />
        <div className={styles.who}>
          <Text as="h3" id={nameId} weight={voicemail.read ? 'regular' : 'semibold'} className={styles.clip} style={{ margin: 0 }}>
            {!voicemail.read && <span className={surface.hidden}>Unread, from </span>}{name}
          </Text>
          <Text size={200} className={mergeClasses(surface.quiet, styles.facts)}>
            {voicemail.from.name !== null && voicemail.from.number !== null && <NumberText number={voicemail.from.number} ownNumber={ownNumber} />}
            <time dateTime={voicemail.receivedAt} title={fullTime(voicemail.receivedAt, locale)}>{day === 'Today' ? time : `${day}, ${time}`}</time>
          </Text>
        </div>
        <Button
          appearance="subtle" size="small" className={styles.mark} disabledFocusable={marking} onClick={() => void mark()}
          icon={marking ? <Spinner size="extra-tiny" /> : voicemail.read ? <MailUnreadRegular /> : <MailReadRegular />}
          aria-label={`${voicemail.read ? 'Mark unread' : 'Mark read'}: message from ${name}`}
        >
          {voicemail.read ? 'Mark unread' : 'Mark read'}
        </Button>
      </div>
      <div className={styles.player}>
        <Button
          appearance="primary" shape="circular" size="large" aria-label={`${active ? 'Pause' : 'Play'} the message from ${name}`}
          icon={player.state === 'loading' ? <Spinner size="extra-tiny" appearance="inverted" /> : active ? <PauseFilled /> : <PlayFilled />}
          onClick={() => {
            if (!active) onPlay(voicemail.id)
            player.toggle()
          }}
        />
        <Waveform
          label={`Place in the message from ${name}`} peaks={voicemail.peaks} positionMs={player.positionMs} durationMs={voicemail.durationMs} onSeek={player.seek}
        />
      </div>
      <div className={styles.under}>
        <Text size={200} className={mergeClasses(surface.quiet, styles.time)}>{duration(player.positionMs)} / {duration(voicemail.durationMs)}</Text>
        <div role="group" aria-label="Speed">
          {speeds.map((speed) => (
            <Button
              key={speed} size="small" appearance={player.speed === speed ? 'secondary' : 'subtle'} aria-pressed={player.speed === speed}
              aria-label={`Speed ${speed}`} onClick={() => player.setSpeed(speed)} style={{ minWidth: 44 }}
            >
              {speed}×
            </Button>
          ))}
        </div>
      </div>
      <Text size={200} role="status" className={styles.bad}>{words}</Text>
    </li>
  )
}
