import { Button, Avatar, Divider, makeStyles, mergeClasses, PresenceBadge, Text, tokens } from '@fluentui/react-components'
import { ChatRegular } from '@fluentui/react-icons/svg/chat'
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed'
import { useMe, useServices } from '../services.tsx'
import { formatNumber } from '../number.ts'
import { presenceWords } from '../words.ts'
import { CopyButton } from './copy-button.tsx'
import { EndpointIcon } from './endpoint-icon.tsx'
import { useFreshHappens } from './happens.tsx'
import { useSurface } from './surface.ts'

/** Wide enough for two things side by side, too narrow for the card beside the pages (see the shell). */
const betweenWidths = '@media (min-width: 600px) and (max-width: 899px)'

const useStyles = makeStyles({
  card: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', padding: '24px', '@media (max-width: 479px)': { padding: '20px 16px', gap: '12px' }, [betweenWidths]: { padding: '20px' } },
  // Above the pages it stays low, so that they begin in sight: person and number stand side by side.
  head: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 'inherit', [betweenWidths]: { gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: '24px', alignItems: 'center' } },
  foot: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 'inherit', [betweenWidths]: { gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: '16px', alignItems: 'center' } },
  who: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0 },
  lines: { display: 'grid', gap: '2px', minWidth: 0 },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  presence: { display: 'flex', alignItems: 'center', gap: '6px' },
  number: { display: 'flex', alignItems: 'center', gap: '4px' },
  digits: { fontSize: '24px', lineHeight: '36px', fontWeight: tokens.fontWeightSemibold, letterSpacing: '-0.01em', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', margin: '0', '@media (max-width: 339px)': { fontSize: '20px', lineHeight: '28px' } },
  ring: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', gap: '8px', alignItems: 'start' },
  icon: { fontSize: '20px', lineHeight: 0, color: tokens.colorBrandForeground1 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
})

/** The person, their one number, their presence, and what happens when someone calls. */
export const NumberCard = ({ onChangeRinging }: { onChangeRinging: () => void }) => {
  const { teams, session } = useServices()
  const me = useMe((whole) => whole)
  useFreshHappens()
  const styles = useStyles()
  const surface = useSurface()
  const presence = presenceWords(me.presence)
  const openChat = () => teams.openBotChat().catch(() => session.announce('The chat can’t be opened from here'))
  return (
    <section aria-label="Your number" className={mergeClasses(surface.card, styles.card)}>
      <div className={styles.head}>
        <div className={styles.who}>
          <Avatar aria-hidden name={me.name} size={40} color="brand" />
          <div className={styles.lines}>
            <Text weight="semibold" className={styles.clip}>{me.name}</Text>
            <span className={styles.presence}>
              <PresenceBadge aria-hidden size="small" status={presence.badge} />
              <Text size={200} className={surface.quiet}>{presence.words}</Text>
            </span>
          </div>
        </div>
        <div>
          <Text size={200} block className={surface.quiet}>Your number, on your phone and in Teams</Text>
          <div className={styles.number}>
            <h2 className={styles.digits} dir="ltr">{formatNumber(me.number)}</h2>
            <CopyButton text={me.number} label="Copy your number" />
          </div>
        </div>
      </div>
      <Divider />
      <div className={styles.foot}>
        <div className={styles.ring}>
          <span className={styles.icon}>{me.preference.locked ? <LockClosedRegular aria-label="Set by your organization" /> : <EndpointIcon endpoint={me.preference.ring} />}</span>
          <Text>{me.happens.now}</Text>
        </div>
        <div className={styles.actions}>
          <Button size="small" onClick={onChangeRinging}>{me.preference.locked ? 'See why' : 'Change'}</Button>
          <Button size="small" appearance="subtle" icon={<ChatRegular />} onClick={() => void openChat()}>Chat with the bot</Button>
        </div>
      </div>
    </section>
  )
}
