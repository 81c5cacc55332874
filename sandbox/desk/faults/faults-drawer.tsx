import { useId, useState } from 'react'
import { Button, DrawerBody, DrawerHeader, DrawerHeaderTitle, makeStyles, mergeClasses, OverlayDrawer, Select, Switch, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useDesk } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import type { FaultMode, Phone } from '../types.ts'
import { placeOf, titleOf } from '../world/words.ts'
import { countFaults, modeWords, phoneFaults, statuses, systems } from './words.ts'

const useStyles = makeStyles({
  drawer: { width: 'min(420px, 100vw)' },
  section: { padding: '4px 0 20px' },
  heading: { margin: '0 0 2px', fontSize: '15px', lineHeight: '20px' },
  words: { margin: '0 0 10px', fontSize: '13px', lineHeight: '18px', color: tokens.colorNeutralForeground3 },
  row: { display: 'flex', alignItems: 'center', gap: '12px', minHeight: '40px' },
  name: { flexGrow: 1 },
  select: { width: '150px' },
  bad: { '& select': { color: tokens.colorPaletteRedForeground1, fontWeight: 600 } },
  phone: { padding: '8px 0', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  phoneName: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: 600 },
  switches: { display: 'flex', flexWrap: 'wrap', columnGap: '4px' },
})

/** Where things can be made to go wrong, to see what the app then does: the desk beside it stays in use. */
export const FaultsDrawer = ({ open, onClose }: { open: boolean, onClose: () => void }) => {
  const styles = useStyles()
  const { world, person, control, attempt } = useDesk()
  const own = world.phones.filter((phone) => phone.person === person.userId)
  const others = world.phones.filter(({ kind }) => kind === 'outside')
  const repair = () => attempt(async () => {
    await control.faults({ graph: 'ok', bot: 'ok', teams: 'ok', native: 'ok', database: 'ok' })
    for (const phone of world.phones) {
      for (const { id } of phoneFaults) if (phone.faults[id]) await control.phoneFault(phone.id, id, false)
    }
    if (!world.app?.running) await control.startApp()
  })
  return (
    <OverlayDrawer open={open} position="end" modalType="non-modal" className={styles.drawer} onOpenChange={(_event, data) => { if (!data.open) onClose() }} aria-label="Faults">
      <DrawerHeader>
        <DrawerHeaderTitle action={<Button appearance="subtle" icon={<DismissRegular />} aria-label="Close faults" onClick={onClose} />}>Faults</DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <p className={styles.words}>Break something and see what a call does.</p>
        <section className={styles.section}>
          <h3 className={styles.heading}>Outside systems</h3>
          {systems.map((system) => <SystemRow key={system.id} {...system} />)}
        </section>
        <AppSection />
        <StatusSection key={person.userId} />
        <section className={styles.section}>
          <h3 className={styles.heading}>Phones</h3>
          <p className={styles.words}>From the next ring on; “no sound” at once.</p>
          {[...own, ...others].map((phone) => <PhoneRow key={phone.id} phone={phone} />)}
        </section>
        <Button onClick={() => void repair()} disabled={countFaults(world.faults, world.phones, world.app?.running ?? true) === 0}>Set everything right</Button>
      </DrawerBody>
    </OverlayDrawer>
  )
}

const SystemRow = ({ id, name, modes }: (typeof systems)[number]) => {
  const styles = useStyles()
  const { world, control, attempt } = useDesk()
  const labelId = useId()
  const mode = world.faults?.[id] ?? 'ok'
  return (
    <div className={styles.row}>
      <label className={styles.name} htmlFor={labelId}>{name}</label>
      <Select id={labelId} className={mergeClasses(styles.select, mode !== 'ok' && styles.bad)} value={mode} onChange={(_event, { value }) => void attempt(() => control.faults({ [id]: value as FaultMode }))}>
        {modes.map((each) => <option key={each} value={each}>{modeWords[each]}</option>)}
      </Select>
    </div>
  )
}

const AppSection = () => {
  const styles = useStyles()
  const { world, control, attempt } = useDesk()
  const [busy, setBusy] = useState(false)
  const isRunning = world.app?.running ?? false
  const change = async () => {
    setBusy(true)
    await attempt(isRunning ? control.killApp : control.startApp)
    setBusy(false)
  }
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>The app</h3>
      <div className={styles.row}>
        <span className={styles.name} role="status">{busy ? (isRunning ? 'Ending it…' : 'Starting…') : isRunning ? 'Running' : 'Not running'}</span>
        <Button disabled={busy} onClick={() => void change()}>{isRunning ? 'Kill it (as by kill -9)' : 'Start it'}</Button>
      </div>
    </section>
  )
}

/** The status menu that a Teams client has; what the person chose stays until they choose otherwise. */
const StatusSection = () => {
  const styles = useStyles()
  const { person, control, attempt } = useDesk()
  const [chosen, setChosen] = useState('')
  const labelId = useId()
  const choose = (value: string) => {
    setChosen(value)
    void attempt(() => control.status(person.userId, statuses.find(({ id }) => id === value)?.id ?? null))
  }
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Teams</h3>
      <div className={styles.row}>
        <label className={styles.name} htmlFor={labelId}>Status of {person.name}</label>
        <Select id={labelId} className={styles.select} value={chosen} onChange={(_event, { value }) => choose(value)}>
          <option value="">As Teams sees it</option>
          {statuses.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </Select>
      </div>
    </section>
  )
}

const PhoneRow = ({ phone }: { phone: Phone }) => {
  const styles = useStyles()
  const surface = useSurface()
  const { control, attempt } = useDesk()
  return (
    <div className={styles.phone} role="group" aria-label={`Faults ${placeOf(phone)}`}>
      <h4 className={styles.phoneName}>{phone.kind === 'native' ? `${titleOf(phone)}: native dialer` : titleOf(phone)}</h4>
      <div className={styles.switches}>
        {phoneFaults.map(({ id, name }) => (
          <Switch key={id} label={<>{name}<span className={surface.hidden}> {placeOf(phone)}</span></>} checked={phone.faults[id]} onChange={(_event, { checked }) => void attempt(() => control.phoneFault(phone.id, id, checked))} />
        ))}
      </div>
    </div>
  )
}
