import { useState } from 'react'
import { Button, Field, Input, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components'
import type { Greetings } from '../../../../src/api/greetings.ts'
import { dateField, dateInWords, startOfField, useNow } from '../../../clock.ts'
import { useSurface } from '../../../parts/surface.ts'
import { useServices } from '../../../services.tsx'
import type { GreetingsState } from './use-greetings.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px' },
  fields: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: '12px' },
  bad: { flexBasis: '100%', color: tokens.colorPaletteRedForeground1 },
})

/** The days on which callers hear the away greeting. Both count whole, where the person is. */
export const AwayDates = ({ away, change }: { away: NonNullable<Greetings['away']>, change: GreetingsState['change'] }) => {
  const { api, locale } = useServices()
  const nowMs = useNow(60_000)
  const [first, setFirst] = useState(dateField(away.from === null ? nowMs : Date.parse(away.from)))
  // `until` is the first instant at which it is over
  const [last, setLast] = useState(away.until === null ? '' : dateField(Date.parse(away.until) - 1))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const styles = useStyles()
  const surface = useSurface()

  const save = async (dates: { from: string, until: string } | null, said: string) => {
    if (busy) return
    setBusy(true)
    setProblem(await change(() => api.setAway({ dates }), said))
    setBusy(false)
  }
  const set = () => {
    const [from, until] = [startOfField(first), startOfField(last, 1)]
    if (from === null || until === null) return setProblem('Choose the first and the last day.')
    if (until <= from) return setProblem('The last day can’t be before the first.')
    void save({ from, until }, 'Away dates saved')
  }
  return (
    <div className={styles.form}>
      <Text className={surface.quiet}>
        {away.from === null || away.until === null
          ? 'Off. Choose the days on which callers hear it.'
          : `On from ${dateInWords(away.from, nowMs, locale)} to ${dateInWords(new Date(Date.parse(away.until) - 1).toISOString(), nowMs, locale)}.`}
      </Text>
      <div className={styles.fields}>
        <Field label="First day"><Input type="date" value={first} onChange={(_event, { value }) => setFirst(value)} /></Field>
        <Field label="Last day"><Input type="date" value={last} min={first} onChange={(_event, { value }) => setLast(value)} /></Field>
        <Button appearance="primary" disabledFocusable={busy} icon={busy ? <Spinner size="extra-tiny" /> : null} onClick={set}>Set dates</Button>
        {away.from !== null && <Button disabledFocusable={busy} onClick={() => void save(null, 'Away greeting is off')}>Turn off</Button>}
        <Text size={200} role="status" className={styles.bad}>{problem}</Text>
      </div>
    </div>
  )
}
