import { useEffect, useState } from 'react'
import { Button, makeStyles, Spinner, Switch, Text, tokens } from '@fluentui/react-components'
import type { VoicemailSettings } from '../../../../src/api/voicemails.ts'
import { asApiError } from '../../../api.ts'
import { useSurface } from '../../../parts/surface.ts'
import { useServices } from '../../../services.tsx'
import { spokenDuration } from '../../../words.ts'

const useStyles = makeStyles({
  section: { display: 'grid', gap: '8px', justifyItems: 'start' },
  option: { display: 'grid', gap: '2px' },
  bad: { color: tokens.colorPaletteRedForeground1 },
})

/** Whether messages also come by e-mail, and how long the organisation keeps them. */
export const MailSwitch = () => {
  const { api, session } = useServices()
  const [settings, setSettings] = useState<VoicemailSettings | null>(null)
  const [wanted, setWanted] = useState<boolean | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [reloads, setReloads] = useState(0)
  const styles = useStyles()
  const surface = useSurface()

  useEffect(() => {
    setProblem(null)
    api.voicemailSettings().then(setSettings, (reason: unknown) => setProblem(asApiError(reason).message))
  }, [api, reloads])

  const save = async (email: boolean) => {
    if (wanted !== null) return
    setWanted(email)
    setProblem(null)
    try {
      setSettings(await api.saveVoicemailSettings({ email }))
      session.announce(email ? 'Messages also come by e-mail' : 'Messages no longer come by e-mail')
    } catch (reason) {
      setProblem(`Not saved. ${asApiError(reason).message}`)
    }
    setWanted(null)
  }
  return (
    <section className={styles.section} aria-labelledby="voicemail-mail">
      <Text as="h3" id="voicemail-mail" size={400} className={surface.heading}>Messages</Text>
      {settings === null
        ? problem === null ? <Spinner size="tiny" label="Loading" /> : <Button onClick={() => setReloads(reloads + 1)}>Try again</Button>
        : (
            <>
              <Switch
                checked={wanted ?? settings.email} onChange={(_event, { checked }) => void save(checked)}
                label={<span className={styles.option}><Text>Also send them by e-mail</Text><Text size={200} className={surface.quiet}>Each new message comes to your mailbox, with the sound attached.</Text></span>}
              />
              <Text size={200} className={surface.quiet}>
                {`Your organisation keeps messages for ${settings.days} days. A message can last ${spokenDuration(settings.longestSeconds * 1000)}.`}
              </Text>
            </>
          )}
      <Text size={200} role="status" className={styles.bad}>{problem}</Text>
    </section>
  )
}
