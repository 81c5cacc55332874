import { Avatar, Badge, Button, makeStyles, mergeClasses, Text, tokens, useRestoreFocusTarget } from '@fluentui/react-components'
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol'
import { NumberText } from '../../../parts/number-text.tsx'
import { useSurface } from '../../../parts/surface.ts'
import { formatNumber } from '../../../number.ts'
import { TeamsState } from './teams-state.tsx'
import type { NumberItem } from './use-numbers.ts'

const useStyles = makeStyles({
  row: {
    display: 'grid', gridTemplateColumns: '36px minmax(0, 1fr) auto', alignItems: 'center', columnGap: '16px', padding: '10px 20px',
    '@media (max-width: 479px)': { padding: '10px 16px', columnGap: '12px' }, '@media (max-width: 339px)': { gridTemplateColumns: 'minmax(0, 1fr) auto', '& > :first-child': { display: 'none' } },
  },
  lines: { display: 'grid', gap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 12px' },
  free: { color: tokens.colorPaletteGreenForeground1 },
  button: { whiteSpace: 'nowrap' },
})

export interface NumberRowProps {
  item: NumberItem
  onAssign: () => void
  onUnassign: () => void
}

/** One number: whose it is, what the operator says of it, whether Teams has it so too. */
export const NumberRow = ({ item, onAssign, onUnassign }: NumberRowProps) => {
  const { number, kind, holder, site, operator, iccid, byHand } = item
  const focusBack = useRestoreFocusTarget()
  const styles = useStyles()
  const surface = useSurface()
  const facts = [site, operator, iccid === null ? null : `SIM ${iccid}`].filter(Boolean).join(' · ')
  return (
    <div className={styles.row}>
      {holder ? <Avatar aria-hidden size={36} color="colorful" name={holder.name} /> : <Avatar aria-hidden size={36} icon={<NumberSymbolRegular />} />}
      <div className={styles.lines}>
        <div className={styles.head}>
          <Text as="h3" weight="semibold" className={surface.heading}><NumberText number={number} /></Text>
          {kind === 'service' && <Badge size="small" appearance="tint" color="informative">Service number</Badge>}
          {byHand && <Badge size="small" appearance="tint" color="informative">Not on the operator’s list</Badge>}
        </div>
        {holder ? <Text>{holder.name}</Text> : kind === 'mobile' && <Text className={styles.free}>Free</Text>}
        {facts !== '' && <Text size={200} className={mergeClasses(surface.quiet, surface.figures)}>{facts}</Text>}
        <TeamsState state={item.teams} detail={item.teamsDetail} held={holder !== null} />
      </div>
      {kind === 'mobile' && (
        <Button
          {...focusBack} size="small" className={styles.button} onClick={holder ? onUnassign : onAssign}
          aria-label={holder ? `Take ${formatNumber(number)} from ${holder.name}` : `Assign ${formatNumber(number)}`}
        >
          {holder ? 'Take back' : 'Assign'}
        </Button>
      )}
    </div>
  )
}
