import { useEffect } from 'react'
import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { useMe, useServices } from '../services.tsx'

const useStyles = makeStyles({
  box: { display: 'grid', gap: '4px', padding: '12px', borderRadius: '8px', backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorTransparentStroke}` },
})

/** Day and time where the person's quiet hours are. */
const momentOf = (iso: string, timeZone: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', hour: 'numeric', minute: '2-digit', timeZone }).format(Date.parse(iso))

/** Looks again once quiet hours have begun or ended: what is said here is true only until then. */
export const useFreshHappens = (): void => {
  const { session, now } = useServices()
  const at = useMe((me) => me.happens.next?.at ?? null)
  useEffect(() => {
    if (at === null) return undefined
    const timer = setTimeout(() => void session.refreshMe(), Math.max(1_000, Date.parse(at) - now() + 500))
    return () => clearTimeout(timer)
  }, [at, now, session])
}

/** What happens when someone calls: the service's own words, made from its own plan. */
export const Happens = () => {
  const { locale } = useServices()
  const happens = useMe((me) => me.happens)
  const timeZone = useMe((me) => me.settings.quietHours.timeZone)
  const styles = useStyles()
  return (
    <div className={styles.box} role="group" aria-label="What happens when someone calls">
      <Text weight="semibold">{happens.now}</Text>
      {happens.next !== null && <Text size={200}>From {momentOf(happens.next.at, timeZone, locale)}: {happens.next.sentence}</Text>}
    </div>
  )
}
