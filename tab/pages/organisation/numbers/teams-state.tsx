import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ClockRegular } from '@fluentui/react-icons/svg/clock'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import type { InventoryNumber } from '../../../../src/api/admin.ts'
import { useSurface } from '../../../parts/surface.ts'

const useStyles = makeStyles({
  line: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', columnGap: '6px', alignItems: 'start' },
  icon: { fontSize: '16px', lineHeight: 0 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  waiting: { color: tokens.colorNeutralForeground3 },
  bad: { color: tokens.colorPaletteRedForeground1 },
})

type Words = [tone: 'good' | 'waiting' | 'bad', words: string]

const wordsOf = (state: InventoryNumber['teams'], detail: string | null, held: boolean): Words | null => {
  switch (state) {
    case 'assigned': return held ? ['good', 'Assigned in Teams too'] : ['bad', 'Still assigned in Teams']
    case 'pending': return ['waiting', held ? 'Teams is taking it in' : 'Teams is letting it go']
    case 'unassigned': return held ? ['bad', 'Not assigned in Teams'] : null
    case 'failed': return ['bad', `Teams refused${detail === null ? '' : `: ${detail}`}`]
    case null: return null
  }
}
const icons = { good: <CheckmarkCircleRegular />, waiting: <ClockRegular />, bad: <WarningRegular /> }

export interface TeamsStateProps {
  state: InventoryNumber['teams']
  /** What Teams said. */
  detail: string | null
  /** Somebody has the number here. */
  held: boolean
}

/** Whether Teams has the number as we have it. Nothing, where nobody may ask or nothing is to be said. */
export const TeamsState = ({ state, detail, held }: TeamsStateProps) => {
  const styles = useStyles()
  const surface = useSurface()
  const words = wordsOf(state, detail, held)
  if (words === null) return null
  const [tone, text] = words
  return (
    <span className={styles.line}>
      <span aria-hidden className={mergeClasses(styles.icon, styles[tone])}>{icons[tone]}</span>
      <Text size={200} className={surface.quiet}>{text}</Text>
    </span>
  )
}
