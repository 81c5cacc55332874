import { useCallback, useRef, useState, type ReactNode } from 'react'
import { Badge, Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components'
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import type { GreetingKind, Greetings } from '../../../../src/api/greetings.ts'
import { useSurface } from '../../../parts/surface.ts'
import { useServices } from '../../../services.tsx'
import { SoundPlayer } from '../sound-player.tsx'
import type { GreetingsState } from './use-greetings.ts'

const useStyles = makeStyles({
  card: { display: 'grid', gap: '12px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  bad: { flexBasis: '100%', color: tokens.colorPaletteRedForeground1 },
})

export interface GreetingCardProps {
  kind: GreetingKind
  title: string
  /** In the middle of a sentence. */
  what: string
  /** Said while there is none. */
  none: string
  greetings: Greetings
  change: GreetingsState['change']
  silenced: boolean
  onPlay: () => void
  children?: ReactNode
}

/** One greeting: play it, upload another, delete it. */
export const GreetingCard = ({ kind, title, what, none, greetings, change, silenced, onPlay, children }: GreetingCardProps) => {
  const { api } = useServices()
  const [busy, setBusy] = useState<'upload' | 'delete' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const styles = useStyles()
  const surface = useSurface()
  const greeting = greetings[kind]
  const getLink = useCallback(() => api.greetingLink(kind), [api, kind])

  const act = async (which: 'upload' | 'delete', deed: () => Promise<Greetings>, said: string) => {
    if (busy !== null) return
    setBusy(which)
    setProblem(await change(deed, said))
    setBusy(null)
  }
  const upload = (file: File | undefined) => {
    if (file) void act('upload', () => api.uploadGreeting(kind, file), `${title} saved`)
    // the same file can be chosen again after a refusal
    if (field.current) field.current.value = ''
  }
  return (
    <section className={styles.card} aria-labelledby={`greeting-${kind}`}>
      <div className={styles.head}>
        <Text as="h3" id={`greeting-${kind}`} size={400} className={surface.heading}>{title}</Text>
        {greetings.applies === kind && <Badge appearance="tint" color="success">Callers hear this now</Badge>}
      </div>
      {/* another recording is another sound: by its key it gets a player of its own */}
      {greeting === null
        ? <Text className={surface.quiet}>{none}</Text>
        : <SoundPlayer key={greeting.updatedAt} what={what} peaks={greeting.peaks} durationMs={greeting.durationMs} getLink={getLink} silenced={silenced} onPlay={onPlay} />}
      <div className={styles.acts}>
        <input ref={field} type="file" accept=".wav,audio/wav,audio/x-wav" hidden aria-label={`File for ${what}`} onChange={({ target }) => upload(target.files?.[0])} />
        <Button
          icon={busy === 'upload' ? <Spinner size="extra-tiny" /> : <ArrowUploadRegular />} disabledFocusable={busy !== null} onClick={() => field.current?.click()}
          aria-label={`${greeting === null ? 'Upload' : 'Replace'} ${what}`}
        >
          {greeting === null ? 'Upload a WAV file' : 'Replace'}
        </Button>
        {greeting !== null && (
          <Button
            appearance="subtle" icon={busy === 'delete' ? <Spinner size="extra-tiny" /> : <DeleteRegular />} disabledFocusable={busy !== null}
            onClick={() => void act('delete', () => api.deleteGreeting(kind), `${title} deleted`)} aria-label={`Delete ${what}`}
          >
            Delete
          </Button>
        )}
        <Text size={200} role="status" className={styles.bad}>{problem}</Text>
      </div>
      {greeting !== null && children}
    </section>
  )
}
