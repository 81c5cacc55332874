import { useEffect } from 'react'
import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { PauseFilled } from '@fluentui/react-icons/svg/pause'
import { PlayFilled } from '@fluentui/react-icons/svg/play'
import type { AudioLink } from '../../../src/api/voicemails.ts'
import { useSurface } from '../../parts/surface.ts'
import { duration } from '../../words.ts'
import { speeds, usePlayer } from './use-player.ts'
import { Waveform } from './waveform.tsx'

const useStyles = makeStyles({
  player: { display: 'flex', alignItems: 'center', gap: '12px' },
  under: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px', justifyContent: 'space-between' },
  time: { fontVariantNumeric: 'tabular-nums' },
  // always in the page, so that a screen reader hears what is put into it; a line of its own
  bad: { flexBasis: '100%', color: tokens.colorPaletteRedForeground1 },
})

export interface SoundPlayerProps {
  /** In the middle of a sentence, e.g. "the message from Lena Fischer". */
  what: string
  peaks: number[]
  durationMs: number
  /** The same function while it means the same sound. */
  getLink: () => Promise<AudioLink>
  /** Another sound has begun to play. */
  silenced: boolean
  onPlay: () => void
}

/** A sound with its waveform, place and speed. */
export const SoundPlayer = ({ what, peaks, durationMs, getLink, silenced, onPlay }: SoundPlayerProps) => {
  const player = usePlayer(getLink, durationMs)
  const styles = useStyles()
  const surface = useSurface()
  const active = player.state === 'playing' || player.state === 'loading'
  const { pause } = player
  useEffect(() => { if (silenced) pause() }, [pause, silenced])
  return (
    <>
      <div className={styles.player}>
        <Button
          appearance="primary" shape="circular" size="large" aria-label={`${active ? 'Pause' : 'Play'} ${what}`}
          icon={player.state === 'loading' ? <Spinner size="extra-tiny" appearance="inverted" /> : active ? <PauseFilled /> : <PlayFilled />}
          onClick={() => {
            if (!active) onPlay()
            player.toggle()
          }}
        />
        <Waveform label={`Place in ${what}`} peaks={peaks} positionMs={player.positionMs} durationMs={durationMs} onSeek={player.seek} />
      </div>
      <div className={styles.under}>
        <Text size={200} className={mergeClasses(surface.quiet, styles.time)}>{duration(player.positionMs)} / {duration(durationMs)}</Text>
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
        <Text size={200} role="status" className={styles.bad}>{player.problem}</Text>
      </div>
    </>
  )
}
