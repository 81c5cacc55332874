import { Field, makeStyles, Radio, RadioGroup, Spinner, Switch, Text, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import type { RingChoice } from '../../../src/api/person.ts'
import { useSurface } from '../../parts/surface.ts'
import { useSession } from '../../services.tsx'
import { useSaving, type Saving } from './use-saving.ts'

const useStyles = makeStyles({
  page: { display: 'grid', gap: '32px', padding: '24px 20px 32px', maxWidth: '640px', '@media (max-width: 479px)': { padding: '20px 16px 24px' } },
  section: { display: 'grid', gap: '8px' },
  locked: { display: 'flex', alignItems: 'flex-start', gap: '8px', padding: '10px 12px', borderRadius: '8px', backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorTransparentStroke}` },
  lock: { fontSize: '20px', flexShrink: 0 },
  option: { display: 'grid', gap: '2px' },
  result: { display: 'inline-flex', alignItems: 'center', gap: '6px', minHeight: '20px' },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
})

/** Always in the page, so that a screen reader hears what is put into it. */
const SavingLine = ({ saving, saved }: { saving: Saving, saved: string }) => {
  const styles = useStyles()
  return (
    <Text size={200} role="status" className={styles.result}>
      {saving.state === 'saving' && <><Spinner size="extra-tiny" />Saving…</>}
      {saving.state === 'saved' && <span className={styles.result}><CheckmarkCircleRegular aria-hidden className={styles.good} />{saved}</span>}
      {saving.state === 'failed' && <span className={styles.result}><ErrorCircleRegular aria-hidden className={styles.bad} />Not saved. {saving.message}</span>}
    </Text>
  )
}

const Option = ({ title, children }: { title: string, children: string }) => {
  const styles = useStyles()
  const surface = useSurface()
  return <span className={styles.option}><Text>{title}</Text><Text size={200} className={surface.quiet}>{children}</Text></span>
}

const isRingChoice = (value: string): value is RingChoice => value === 'native' || value === 'teams'

/** Where calls ring, and what the bot tells. Every choice is saved at once; on failure the old one stands again. */
export const SettingsPage = () => {
  const preference = useSession((state) => state.me.preference)
  const notify = useSession((state) => state.me.settings.notify)
  const ringing = useSaving()
  const notifying = useSaving()
  const styles = useStyles()
  const surface = useSurface()
  return (
    <div className={styles.page}>
      <section className={styles.section} aria-labelledby="settings-ring">
        <Text as="h3" id="settings-ring" size={400} className={surface.heading}>Where calls ring</Text>
        {preference.locked && (
          <div className={styles.locked}>
            <LockClosedRegular aria-hidden className={styles.lock} />
            <Text>{preference.lockedBy ?? 'Your administrator has decided this for you.'}</Text>
          </div>
        )}
        <Field>
          <RadioGroup
            aria-labelledby="settings-ring" value={ringing.wanted?.ring ?? preference.ring} disabled={preference.locked}
            onChange={(_event, { value }) => { if (isRingChoice(value)) void ringing.save({ ring: value }) }}
          >
            <Radio value="native" label={<Option title="Native dialer and Teams">Both ring together. The first to answer takes the call.</Option>} />
            <Radio value="teams" label={<Option title="Teams">Teams rings. The native dialer rings only when Teams can’t be reached.</Option>} />
          </RadioGroup>
        </Field>
        <SavingLine saving={ringing} saved="Saved. From the next call on." />
      </section>
      <section className={styles.section} aria-labelledby="settings-notify">
        <Text as="h3" id="settings-notify" size={400} className={surface.heading}>Messages from the bot</Text>
        <Switch
          checked={notifying.wanted?.notify ?? notify} onChange={(_event, { checked }) => void notifying.save({ notify: checked })}
          label={<Option title="Tell me in chat">The bot writes when your presence changes and when a call needs you.</Option>}
        />
        <SavingLine saving={notifying} saved="Saved." />
      </section>
    </div>
  )
}
