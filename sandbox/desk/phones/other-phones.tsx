import { useState } from 'react'
import { makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components'
import { useDesk } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import type { Phone } from '../types.ts'
import { firstName, formatNumber } from '../world/words.ts'
import { CallBanner } from './call-banner.tsx'
import { Face } from './face.tsx'
import { SmallPhone } from './small-phone.tsx'

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: '14px' },
  heading: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: 600 },
  second: { marginTop: '4px' },
  owner: { display: 'flex', alignItems: 'center', gap: '10px', minWidth: 0 },
  words: { minWidth: 0, flexGrow: 1 },
  name: { fontSize: '15px', lineHeight: '20px', fontWeight: 600 },
  number: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  choice: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '8px' },
  select: { width: '110px' },
})

const Owner = ({ name, number }: { name: string, number: string }) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <div className={styles.owner}>
      <Face peer={{ name, number }} size={38} />
      <div className={styles.words}>
        <div className={mergeClasses(styles.name, surface.cut)}>{name}</div>
        <div className={mergeClasses(styles.number, surface.cut)}>{formatNumber(number)}</div>
      </div>
    </div>
  )
}

/** Everyone else: the outside parties, who can call the person with one tap, and a colleague. */
export const OtherPhones = () => {
  const styles = useStyles()
  const { world, person, progress } = useDesk()
  const suggestion = { name: firstName(person.name), number: person.number }
  const outside = world.phones.filter(({ kind }) => kind === 'outside' || kind === 'pbx')
  return (
    <div className={styles.column}>
      <h2 className={styles.heading}>The outside world</h2>
      {outside.map((phone, index) => (
        <SmallPhone key={phone.id} phone={phone} suggestion={suggestion} suggestionHinted={progress === 0 && index === 0 && (world.app?.running ?? true)}>
          <Owner name={phone.label} number={phone.number} />
        </SmallPhone>
      ))}
      <Colleague />
    </div>
  )
}

/** A colleague's native dialer; their Teams clients and desk phone appear while something happens there. */
const Colleague = () => {
  const styles = useStyles()
  const { world, person } = useDesk()
  const [chosenId, setChosenId] = useState('')
  const own = world.people.indexOf(person)
  const colleagues = [...world.people.slice(own + 1), ...world.people.slice(0, own)]
  const colleague = colleagues.find(({ userId }) => userId === chosenId) ?? colleagues[0]
  const phones = world.phones.filter((phone) => phone.person === colleague?.userId)
  const native = phones.find(({ kind }) => kind === 'native')
  if (!colleague || !native) return null
  return (
    <>
      <div className={mergeClasses(styles.choice, styles.second)}>
        <h2 className={styles.heading}>A colleague</h2>
        {colleagues.length > 1 && (
          <Select size="small" className={styles.select} aria-label="Colleague" value={colleague.userId} onChange={(_event, { value }) => setChosenId(value)}>
            {colleagues.map(({ userId, name }) => <option key={userId} value={userId}>{firstName(name)}</option>)}
          </Select>
        )}
      </div>
      <SmallPhone phone={native} suggestion={{ name: firstName(person.name), number: person.number }}>
        <Owner name={colleague.name} number={colleague.number} />
      </SmallPhone>
      {phones.filter(isBusyBeside).map((phone) => <CallBanner key={phone.id} phone={phone} named />)}
    </>
  )
}

const isBusyBeside = (phone: Phone) => phone.kind !== 'native' && phone.state !== 'idle'
