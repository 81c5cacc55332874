import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components'
import type { LiveCall } from '../../../src/api/calls.ts'
import { moveSentence, thePlace } from '../../words.ts'
import { EndpointIcon } from '../endpoint-icon.tsx'

const useStyles = makeStyles({
  panel: { display: 'grid', gap: '8px', padding: '12px 16px', borderRadius: '8px', backgroundColor: tokens.colorBrandBackground2, border: `1px solid ${tokens.colorTransparentStroke}` },
  line: { display: 'flex', alignItems: 'center', gap: '8px', color: tokens.colorBrandForeground2 },
  why: { color: tokens.colorNeutralForeground2 },
})

const onPlace: Record<NonNullable<LiveCall['move']>['to'], string> = { teams: 'in Teams', native: 'on your phone', desk: 'on your desk phone', anywhere: 'where you like' }
const steps: NonNullable<LiveCall['move']>['phase'][] = ['ringing', 'checking', 'joining']

/** How far a move has come. The old leg is only let go once the new one carries audio, and the words say so. */
export const MoveProgress = ({ move }: { move: NonNullable<LiveCall['move']> }) => {
  const styles = useStyles()
  const place = thePlace[move.to]
  return (
    <div className={styles.panel}>
      <span className={styles.line}><EndpointIcon endpoint={move.to} /><Text weight="semibold">{moveSentence(move)}</Text></span>
      <ProgressBar
        aria-label={`Move to ${place}, step ${steps.indexOf(move.phase) + 1} of ${steps.length}`}
        value={(steps.indexOf(move.phase) + 1) / (steps.length + 1)} thickness="medium" shape="rounded"
      />
      <Text size={200} className={styles.why}>
        {move.phase === 'ringing' ? `Answer ${onPlace[move.to]}. ` : ''}The call stays where it is until {place} carries the sound.
      </Text>
    </div>
  )
}
