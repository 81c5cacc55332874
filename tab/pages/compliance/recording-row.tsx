import { useCallback, useEffect, useState } from 'react'
import { Badge, Button, makeStyles, mergeClasses, Slider, Spinner, Text, tokens } from '@fluentui/react-components'
import { PauseFilled } from '@fluentui/react-icons/svg/pause'
import { PeopleRegular } from '@fluentui/react-icons/svg/people'
import { PersonSearchRegular } from '@fluentui/react-icons/svg/person-search'
import { PlayFilled } from '@fluentui/react-icons/svg/play'
import type { Recording } from '../../../src/api/recordings.ts'
import { ago, dateInWords, fullTime, useNow } from '../../clock.ts'
import { useSurface } from '../../parts/surface.ts'
import { useOwnNumber, useServices } from '../../services.tsx'
import { capital, duration, partyName, spokenDuration, unnamed } from '../../words.ts'
import { usePlayer } from '../voicemail/use-player.ts'
import type { Filters } from './filters.ts'
import { HoldSwitch } from './hold-switch.tsx'

const useStyles = makeStyles({
  day: { padding: '16px 20px 0', '@media (max-width: 479px)': { padding: '14px 16px 0' } },
  row: { display: 'grid', gap: '8px', padding: '14px 20px', '@media (max-width: 479px)': { padding: '14px 16px' } },
  more: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 12px' },
  who: { flexGrow: 1, overflowWrap: 'anywhere' },
  facts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 12px' },
  player: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px' },
  place: { flexGrow: 1, minWidth: '120px' },
  person: { paddingLeft: '0', paddingRight: '0' },
  // it stays in the page for a screen reader to hear, and takes no room while it says nothing
  bad: { color: tokens.colorPaletteRedForeground1, ':empty': { marginTop: '-8px' } },
})

export interface RecordingRowProps {
  recording: Recording
  /** The name of its day, on the first recording of each. */
  day: string | null
  /** Another one has begun to play. */
  silenced: boolean
  onPlay: (id: string) => void
  onHeld: (now: Recording) => void
  /** Only this person's recordings are listed. */
  alone: boolean
  /** Asks for one person's recordings alone, or for everybody's. */
  onPerson: (person: Filters['person']) => void
}

/** One part of a recorded call: whose, when, its sound, and whether it is held. */
export const RecordingRow = ({ recording, day, silenced, onPlay, onHeld, alone, onPerson }: RecordingRowProps) => {
  const { id, userId, name, remote, direction, startedAt, durationMs, part, beside, held, goesAt } = recording
  const { api, locale } = useServices()
  const ownNumber = useOwnNumber()
  const nowMs = useNow(30_000)
  const [problem, setProblem] = useState<string | null>(null)
  const player = usePlayer(useCallback(() => api.recordingLink(id), [api, id]), durationMs)
  const styles = useStyles()
  const surface = useSurface()
  const { pause } = player
  useEffect(() => { if (silenced) pause() }, [pause, silenced])

  const active = player.state === 'playing' || player.state === 'loading'
  const whose = name ?? unnamed(userId)
  const person = { userId, name: name ?? capital(whose) }
  const other = partyName(remote, ownNumber)
  const what = `the call of ${whose} with ${other}${part > 1 ? `, part ${part}` : ''}`
  const keptWords = held ? 'Held: it stays until it is released'
    : Date.parse(goesAt) <= nowMs ? 'Deleted within the hour'
      : `Deleted on ${dateInWords(goesAt, nowMs, locale)}`
  return (
    <li>
      {day !== null && <div className={styles.day}><Text as="h3" size={300} className={surface.heading}>{day}</Text></div>}
      <div className={mergeClasses(styles.row, day === null && styles.more)}>
        <div className={styles.head}>
          <Text as="h4" weight="semibold" className={mergeClasses(surface.heading, styles.who)}>{person.name} {direction === 'incoming' ? 'was called by' : 'called'} {other}</Text>
          <Text size={200} title={fullTime(startedAt, locale)}><time dateTime={startedAt}>{ago(startedAt, nowMs, locale)}</time></Text>
        </div>
        <div className={styles.facts}>
          {beside && <Badge appearance="tint" color="informative" size="small">Beside the call</Badge>}
          {part > 1 && !beside && <Badge appearance="tint" color="informative" size="small">Part {part}</Badge>}
          <Text size={200} className={surface.quiet}>{keptWords}</Text>
          {/* one button for both, which keeps the focus */}
          <Button
            size="small" appearance="transparent" className={styles.person} icon={alone ? <PeopleRegular /> : <PersonSearchRegular />}
            {...(alone ? {} : { 'aria-label': `Recordings of this person: ${person.name}` })} onClick={() => onPerson(alone ? null : person)}
          >
            {alone ? 'Recordings of everybody' : 'Recordings of this person'}
          </Button>
        </div>
        <div className={styles.player}>
          <Button
            appearance="primary" shape="circular" aria-label={`${active ? 'Pause' : 'Play'} ${what}`}
            icon={player.state === 'loading' ? <Spinner size="extra-tiny" appearance="inverted" /> : active ? <PauseFilled /> : <PlayFilled />}
            onClick={() => {
              if (!active) onPlay(id)
              player.toggle()
            }}
          />
          <Slider
            className={styles.place} aria-label={`Place in ${what}`} min={0} max={Math.max(1, Math.round(durationMs / 1000))} value={Math.round(player.positionMs / 1000)}
            aria-valuetext={`${spokenDuration(player.positionMs)} of ${spokenDuration(durationMs)}`} onChange={(_event, { value }) => player.seek(value * 1000)}
          />
          <Text size={200} className={mergeClasses(surface.quiet, surface.figures)}>{duration(player.positionMs)} / {duration(durationMs)}</Text>
          <HoldSwitch recording={recording} what={what} onHeld={onHeld} onProblem={setProblem} />
        </div>
        <Text size={200} role="status" className={styles.bad}>{player.problem ?? problem}</Text>
      </div>
    </li>
  )
}
