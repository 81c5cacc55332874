import { Button, makeStyles, Switch, Text } from '@fluentui/react-components'
import { useSurface } from '../../parts/surface.ts'
import { useMe, useServices } from '../../services.tsx'
import { Favourites } from './favourites.tsx'
import { Locked, Option, Section } from './section.tsx'
import { useSaving } from './use-saving.ts'
import { WeekEditor } from './week-editor.tsx'

const useStyles = makeStyles({ zone: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' } })

/** "America/Los_Angeles" as people say it. */
const placeOf = (timeZone: string) => timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone

export const QuietSection = () => {
  const { timeZone: here } = useServices()
  const { quietHours, respectDoNotDisturb, favourites } = useMe((me) => me.settings)
  const { allowed, lockedBy } = useMe((me) => me.limits.quietHours)
  const saving = useSaving()
  const styles = useStyles()
  const surface = useSurface()
  const wanted = saving.wanted?.quietHours
  const on = wanted?.on ?? quietHours.on
  return (
    <Section id="quiet" title="Quiet hours" saving={saving}>
      {lockedBy !== null && <Locked by={`Quiet hours are off. ${lockedBy}.`} />}
      <Switch
        disabled={!allowed} checked={on} onChange={(_event, { checked }) => void saving.save({ quietHours: { on: checked, ...(checked ? { timeZone: here } : {}) } })}
        label={<Option title="Don’t ring during quiet hours">Calls go on at once, as if nobody had answered.</Option>}
      />
      {on && (
        <>
          <WeekEditor weekly={wanted?.weekly ?? quietHours.weekly} onChange={(weekly) => void saving.save({ quietHours: { weekly } })} />
          <div className={styles.zone}>
            <Text size={200} className={surface.quiet}>Times are those of {placeOf(quietHours.timeZone)}.</Text>
            {quietHours.timeZone !== here && <Button size="small" onClick={() => void saving.save({ quietHours: { timeZone: here } })}>Use {placeOf(here)}</Button>}
          </div>
        </>
      )}
      <Switch
        checked={saving.wanted?.respectDoNotDisturb ?? respectDoNotDisturb} onChange={(_event, { checked }) => void saving.save({ respectDoNotDisturb: checked })}
        label={<Option title="Don’t ring while I am in do not disturb in Teams">When Teams can’t say, calls ring.</Option>}
      />
      <Favourites favourites={favourites} onChange={(changed) => void saving.save({ favourites: changed })} />
    </Section>
  )
}
