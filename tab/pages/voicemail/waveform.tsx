import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { makeStyles, tokens } from '@fluentui/react-components'
import { spokenDuration } from '../../words.ts'

const useStyles = makeStyles({
  slider: {
    position: 'relative', flexGrow: 1, minWidth: 0, height: '40px', cursor: 'pointer', borderRadius: '6px', touchAction: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  wave: { display: 'block', width: '100%', height: '100%' },
  // In the contrast theme these become the system's own text and highlight colours.
  ahead: { fill: tokens.colorNeutralStrokeAccessible, opacity: 0.55 },
  played: { fill: tokens.colorBrandForeground1 },
})

const height = 40
const step = 3
const stepMs = 5_000

export interface WaveformProps {
  label: string
  /** 0..1 each */
  peaks: number[]
  positionMs: number
  durationMs: number
  onSeek: (ms: number) => void
}

/** The message as a picture, which is also the slider to move in it. Arrows move by 5 s. */
export const Waveform = ({ label, peaks, positionMs, durationMs, onSeek }: WaveformProps) => {
  const track = useRef<HTMLDivElement>(null)
  const styles = useStyles()
  const share = durationMs > 0 ? positionMs / durationMs : 0
  const seekTo = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    if (box && box.width > 0) onSeek(Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * durationMs)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowRight: positionMs + stepMs, ArrowUp: positionMs + stepMs, ArrowLeft: positionMs - stepMs, ArrowDown: positionMs - stepMs, Home: 0, End: durationMs,
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    onSeek(Math.min(Math.max(target, 0), durationMs))
  }
  return (
    <div
      ref={track} className={styles.slider} role="slider" tabIndex={0} aria-label={label}
      aria-valuemin={0} aria-valuemax={Math.round(durationMs / 1000)} aria-valuenow={Math.round(positionMs / 1000)}
      aria-valuetext={`${spokenDuration(positionMs)} of ${spokenDuration(durationMs)}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        seekTo(event)
      }}
      onPointerMove={(event) => { if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event) }}
    >
      <svg aria-hidden className={styles.wave} viewBox={`0 0 ${peaks.length * step} ${height}`} preserveAspectRatio="none">
        {peaks.map((peak, index) => {
          const tall = Math.max(2, Math.min(peak, 1) * height)
          return (
            <rect
              key={index} x={index * step + 0.5} y={(height - tall) / 2} width={step - 1} height={tall} rx={1}
              className={share > 0 && index / peaks.length <= share ? styles.played : styles.ahead}
            />
          )
        })}
      </svg>
    </div>
  )
}
