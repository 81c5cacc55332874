import { makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'

const useStyles = makeStyles({
  result: { display: 'inline-flex', alignItems: 'flex-start', gap: '6px', '& svg': { flexShrink: 0, marginTop: '2px' } },
  room: { minHeight: '20px' },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
})

export interface SavingLineProps {
  saving: { state: 'idle' | 'saving' | 'saved' | 'failed', message: string }
  /** What is said once it is saved; nothing where that shows by itself. Then the line takes room only while it says something. */
  saved?: string
}

/** What became of a change. Always in the page, so that a screen reader hears what is put into it. */
export const SavingLine = ({ saving, saved }: SavingLineProps) => {
  const styles = useStyles()
  return (
    <Text size={200} role="status" className={mergeClasses(styles.result, saved !== undefined && styles.room)}>
      {saving.state === 'saving' && <><Spinner size="extra-tiny" />Saving…</>}
      {saving.state === 'saved' && saved !== undefined && <><CheckmarkCircleRegular aria-hidden className={styles.good} />{saved}</>}
      {saving.state === 'failed' && <><ErrorCircleRegular aria-hidden className={styles.bad} /><span>Not saved. {saving.message}</span></>}
    </Text>
  )
}
