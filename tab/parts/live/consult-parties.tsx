import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { LiveCall } from '../../../src/api/calls.ts'
import type { Party } from '../../../src/api/common.ts'
import { useOwnNumber } from '../../services.tsx'
import { partyName } from '../../words.ts'
import { PartyAvatar } from '../party-avatar.tsx'
import { useSurface } from '../surface.ts'

const useStyles = makeStyles({
  panel: { display: 'grid', gap: '4px', padding: '12px 16px', borderRadius: '8px', backgroundColor: tokens.colorBrandBackground2, border: `1px solid ${tokens.colorTransparentStroke}` },
  list: { listStyleType: 'none', margin: '0', padding: '0', display: 'grid', gap: '8px' },
  one: { display: 'flex', alignItems: 'center', gap: '12px' },
  lines: { display: 'grid', flexGrow: 1, minWidth: 0 },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  talks: { color: tokens.colorPaletteGreenForeground1 },
  why: { color: tokens.colorNeutralForeground2, marginTop: '4px' },
})

type Consult = NonNullable<LiveCall['consult']>

/** What each of the two does just now. */
const parts: Record<Consult['phase'], { colleague: string, other: string, talkingWith: 'colleague' | 'other' | null }> = {
  ringing: { colleague: 'Ringing…', other: 'Waits and hears music', talkingWith: null },
  joining: { colleague: 'Connecting…', other: 'Waits and hears music', talkingWith: null },
  talking: { colleague: 'Talks with you', other: 'Waits and hears music', talkingWith: 'colleague' },
  swapped: { colleague: 'Waits and hears music', other: 'Talks with you', talkingWith: 'other' },
  remaining: { colleague: 'Talks with you', other: 'Has hung up', talkingWith: 'colleague' },
}

const One = ({ party, words, talks }: { party: Party, words: string, talks: boolean }) => {
  const styles = useStyles()
  const surface = useSurface()
  const name = partyName(party, useOwnNumber())
  return (
    <li className={styles.one}>
      <PartyAvatar party={party} size={32} />
      <span className={styles.lines}>
        <Text weight={talks ? 'semibold' : 'regular'} className={styles.clip} title={name}>{name}</Text>
        <Text size={200} className={talks ? styles.talks : surface.quiet}>{words}</Text>
      </span>
    </li>
  )
}

/** While a colleague is asked: whom the person talks with, who waits, and what the buttons below do. */
export const ConsultParties = ({ consult, remote }: { consult: Consult, remote: Party }) => {
  const styles = useStyles()
  const ownNumber = useOwnNumber()
  const { colleague, other, talkingWith } = parts[consult.phase]
  const caller = partyName(remote, ownNumber)
  return (
    <div className={styles.panel}>
      <ul className={styles.list} aria-label="Who is in the call">
        <One party={consult.to} words={colleague} talks={talkingWith === 'colleague'} />
        <One party={remote} words={other} talks={talkingWith === 'other'} />
      </ul>
      {consult.phase !== 'remaining' && (
        <Text size={200} className={styles.why}>Hand over connects the two, and you leave. Cancel brings you back to {caller}.</Text>
      )}
    </div>
  )
}
