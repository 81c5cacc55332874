import { Link, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ClockRegular } from '@fluentui/react-icons/svg/clock'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import type { Check } from '../../../src/api/readiness.ts'
import { useSurface } from '../surface.ts'

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', gap: '10px', alignItems: 'start' },
  icon: { fontSize: '20px', lineHeight: 0 },
  words: { display: 'grid', gap: '2px', overflowWrap: 'anywhere' },
  ok: { color: tokens.colorPaletteGreenForeground1 },
  missing: { color: tokens.colorPaletteMarigoldForeground1 },
})

const icons = { ok: <CheckmarkCircleRegular />, missing: <WarningRegular />, pending: <ClockRegular />, unknown: <QuestionCircleRegular /> }
const spoken = { ok: 'Fine', missing: 'Missing', pending: 'On its way', unknown: 'Not known' }
const whose = { user: 'You', administrator: 'Your administrator', operator: 'The operator' }

/** One thing the number needs, and who can bring it where it is missing. */
export const CheckRow = ({ check: { state, words, nextStep } }: { check: Check }) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <li className={styles.row}>
      <span className={mergeClasses(styles.icon, state === 'ok' && styles.ok, state === 'missing' && styles.missing, (state === 'pending' || state === 'unknown') && surface.quiet)}>
        <span aria-hidden>{icons[state]}</span>
        <span className={surface.hidden}>{spoken[state]}: </span>
      </span>
      <span className={styles.words}>
        <Text {...(state === 'missing' ? { weight: 'semibold' as const } : {})}>{words}</Text>
        {nextStep && (
          <Text size={200} className={surface.quiet}>
            {whose[nextStep.who]}: {nextStep.words} {nextStep.link && <Link href={nextStep.link} target="_blank" rel="noreferrer">Open</Link>}
          </Text>
        )}
      </span>
    </li>
  )
}
