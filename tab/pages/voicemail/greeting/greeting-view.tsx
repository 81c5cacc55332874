import { useState } from 'react'
import { makeStyles, Text } from '@fluentui/react-components'
import type { GreetingKind } from '../../../../src/api/greetings.ts'
import { ErrorState } from '../../../parts/error-state.tsx'
import { LoadingRows } from '../../../parts/loading-rows.tsx'
import { NumberText } from '../../../parts/number-text.tsx'
import { useSurface } from '../../../parts/surface.ts'
import { useOwnNumber } from '../../../services.tsx'
import { AwayDates } from './away-dates.tsx'
import { GreetingCard } from './greeting-card.tsx'
import { MailSwitch } from './mail-switch.tsx'
import { useGreetings } from './use-greetings.ts'

const useStyles = makeStyles({
  page: { display: 'grid', gap: '32px', padding: '20px 20px 32px', '@media (max-width: 479px)': { padding: '16px 16px 24px' } },
})

/** What callers hear before the tone, and how their messages reach the person. */
export const GreetingView = () => {
  const { greetings, error, reload, change } = useGreetings()
  const ownNumber = useOwnNumber()
  const [playing, setPlaying] = useState<GreetingKind | null>(null)
  const styles = useStyles()
  const surface = useSurface()
  if (!greetings) {
    return error
      ? <ErrorState title="Your greeting can’t be shown" error={error} onRetry={reload} />
      : <LoadingRows label="Loading your greeting" count={2} />
  }
  const common = (kind: GreetingKind) => ({ kind, greetings, change, silenced: playing !== null && playing !== kind, onPlay: () => setPlaying(kind) })
  return (
    <div className={styles.page}>
      <Text as="p" className={surface.quiet} style={{ margin: 0 }}>
        To record your greeting, call your own number, <NumberText number={ownNumber} />, from your phone or from Teams. Or upload a WAV file of up to 90 seconds.
      </Text>
      <GreetingCard {...common('usual')} title="Your greeting" what="your greeting" none="Callers hear the standard greeting." />
      <GreetingCard {...common('away')} title="Away greeting" what="your away greeting" none="For days when you are out of office. Callers hear it only on the days you choose.">
        {greetings.away && <AwayDates key={`${greetings.away.from} ${greetings.away.until}`} away={greetings.away} change={change} />}
      </GreetingCard>
      <MailSwitch />
    </div>
  )
}
