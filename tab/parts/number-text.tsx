import { makeStyles, tokens } from '@fluentui/react-components'
import { formatNumber } from '../number.ts'

const useStyles = makeStyles({ number: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums', fontFamily: tokens.fontFamilyBase } })

/** A number as people write it. Short when `ownNumber` is from the same country. */
export const NumberText = ({ number, ownNumber }: { number: string, ownNumber?: string }) => {
  const styles = useStyles()
  return <span className={styles.number} dir="ltr">{formatNumber(number, ownNumber)}</span>
}
