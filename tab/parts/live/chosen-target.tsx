import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useOwnNumber } from '../../services.tsx'
import { NumberText } from '../number-text.tsx'
import type { Target } from './use-targets.ts'

const useStyles = makeStyles({
  chosen: { display: 'flex', alignItems: 'center', gap: '12px', padding: '12px', borderRadius: '8px', border: `1px solid ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorBrandBackground2 },
  lines: { display: 'grid', flexGrow: 1, minWidth: 0 },
})

/** Who was picked, and the way back to the choice. */
export const ChosenTarget = ({ target, onOther }: { target: Target, onOther: () => void }) => {
  const ownNumber = useOwnNumber()
  const styles = useStyles()
  return (
    <div className={styles.chosen}>
      <span className={styles.lines}>
        <Text weight="semibold">{target.kind === 'number' ? <NumberText number={target.number} ownNumber={ownNumber} /> : target.person.name}</Text>
        {target.kind === 'person' && target.person.number !== null && <Text size={200}><NumberText number={target.person.number} ownNumber={ownNumber} /></Text>}
      </span>
      <Button appearance="subtle" aria-label="Choose someone else" icon={<DismissRegular />} onClick={onOther} />
    </div>
  )
}
