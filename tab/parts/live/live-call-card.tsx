import { Button, makeStyles, mergeClasses, MessageBar, MessageBarActions, MessageBarBody, Text, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { LiveCall } from '../../../src/api/calls.ts'
import { useNow } from '../../clock.ts'
import { useOwnNumber, useServices, useSession } from '../../services.tsx'
import { duration, partyName, placeSentence, spokenDuration, stateSentence } from '../../words.ts'
import { JourneyBar, JourneyPhrase } from '../call-journey.tsx'
import { EndpointIcon } from '../endpoint-icon.tsx'
import { NumberText } from '../number-text.tsx'
import { PartyAvatar } from '../party-avatar.tsx'
import { RecordingLabel } from '../recording-label.tsx'
import { useSurface } from '../surface.ts'
import { ViaText } from '../via-text.tsx'
import { CallActions } from './call-actions.tsx'
import { MoveProgress } from './move-progress.tsx'
import { ParkedPanel } from './parked-panel.tsx'
import { intentOf } from './notice.ts'

const useStyles = makeStyles({
  card: {
    display: 'grid', gap: '16px', padding: '20px', backgroundColor: tokens.colorNeutralBackground1, borderRadius: '12px',
    border: `1px solid ${tokens.colorBrandStroke2}`, boxShadow: tokens.shadow8,
    animationName: { from: { opacity: 0, transform: 'translateY(-8px)' }, to: { opacity: 1, transform: 'none' } },
    animationDuration: tokens.durationGentle,
    animationTimingFunction: tokens.curveDecelerateMid,
    '@media (prefers-reduced-motion: reduce)': { animationDuration: '1ms' },
    '@media (max-width: 479px)': { padding: '16px' },
  },
  head: { display: 'flex', alignItems: 'center', gap: '16px', '@media (max-width: 479px)': { gap: '12px', alignItems: 'flex-start' } },
  who: { flexGrow: 1, minWidth: 0, display: 'grid', gap: '2px' },
  // Two lines at most: a long name must not push the buttons out of sight.
  name: { overflowWrap: 'anywhere', overflow: 'hidden', display: '-webkit-box', WebkitLineClamp: '2', WebkitBoxOrient: 'vertical' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '12px', rowGap: '2px', color: tokens.colorNeutralForeground2 },
  via: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorBrandForeground1, '@media (max-width: 479px)': { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 } },
  state: { display: 'inline-flex', alignItems: 'center', gap: '6px', '& svg': { flexShrink: 0 } },
  timer: { fontVariantNumeric: 'tabular-nums', flexShrink: 0, '@media (max-width: 479px)': { fontSize: tokens.fontSizeBase500 } },
  up: { color: tokens.colorPaletteGreenForeground1 },
  journey: { display: 'grid', gap: '8px' },
})

const Timer = ({ elapsed }: { elapsed: number }) => {
  const styles = useStyles()
  const surface = useSurface()
  // role=timer is not read out at every second.
  return (
    <Text as="span" size={600} weight="semibold" className={styles.timer} role="timer">
      <span aria-hidden>{duration(elapsed)}</span>
      <span className={surface.hidden}>{spokenDuration(elapsed)}</span>
    </Text>
  )
}

/** One call that is up: who, where, how long, what may be done, and what just happened to it. */
export const LiveCallCard = ({ call }: { call: LiveCall }) => {
  const { session } = useServices()
  const ownNumber = useOwnNumber()
  const nowMs = useNow(1_000)
  const note = useSession((state) => state.notes[call.id])
  const styles = useStyles()
  const surface = useSurface()
  const name = partyName(call.remote, ownNumber)
  const titleId = `call-${call.id}`
  // The service's own notice and the outcome of a command are often the same sentence: say it once, in the service's tone.
  // While a move is open, how the one before it went is old news.
  // A consultation and a parked call have a panel that says how it goes; being rung back is a state.
  const notice = call.consult || call.state === 'parked' || call.notice?.code === 'park-cancelled' || (call.move && call.notice?.tone !== 'info') ? null : call.notice
  const ownNote = note && note.message !== notice?.message ? note : null
  return (
    <article className={styles.card} aria-labelledby={titleId}>
      <div className={styles.head}>
        <PartyAvatar party={call.remote} size={48} />
        <div className={styles.who}>
          <Text as="h3" id={titleId} title={name} size={500} className={mergeClasses(surface.heading, styles.name)}>{name}</Text>
          {call.via && <Text className={styles.via}><ViaText via={call.via} /></Text>}
          <div className={styles.line}>
            {call.remote.name !== null && call.remote.number !== null && <NumberText number={call.remote.number} ownNumber={ownNumber} />}
            <span className={mergeClasses(styles.state, call.state === 'talking' && styles.up)}>
              {call.endpoint && <EndpointIcon endpoint={call.endpoint} />}
              {call.consult && call.endpoint ? placeSentence(call.endpoint) : call.parked ? 'Parked' : stateSentence(call, ownNumber)}
            </span>
            {call.recording && <RecordingLabel recording={call.recording} />}
          </div>
        </div>
        {call.answeredAt !== null && <Timer elapsed={nowMs - Date.parse(call.answeredAt)} />}
      </div>
      {call.move && <MoveProgress move={call.move} />}
      {call.parked && <ParkedPanel parked={call.parked} name={name} nowMs={nowMs} />}
      {call.journey.length > 0 && (
        <div className={styles.journey}>
          <JourneyBar journey={call.journey} nowMs={nowMs} />
          <Text size={200}><JourneyPhrase journey={call.journey} nowMs={nowMs} /></Text>
        </div>
      )}
      {ownNote && (
        <MessageBar key={ownNote.message} intent={intentOf(ownNote.tone)} layout="multiline">
          <MessageBarBody>{ownNote.message}</MessageBarBody>
          <MessageBarActions
            containerAction={<Button appearance="transparent" aria-label="Dismiss" icon={<DismissRegular />} onClick={() => session.dismissNote(call.id)} />}
          />
        </MessageBar>
      )}
      {notice && <MessageBar key={notice.message} intent={intentOf(notice.tone)} layout="multiline"><MessageBarBody>{notice.message}</MessageBarBody></MessageBar>}
      <CallActions call={call} name={name} />
    </article>
  )
}
