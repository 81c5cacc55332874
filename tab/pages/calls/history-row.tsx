import { useId } from 'react'
import { Badge, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { CallCheckmarkRegular } from '@fluentui/react-icons/svg/call-checkmark'
import { CallDismissRegular } from '@fluentui/react-icons/svg/call-dismiss'
import { CallInboundRegular } from '@fluentui/react-icons/svg/call-inbound'
import { CallMissedRegular } from '@fluentui/react-icons/svg/call-missed'
import { CallOutboundRegular } from '@fluentui/react-icons/svg/call-outbound'
import { CallTransferRegular } from '@fluentui/react-icons/svg/call-transfer'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { NoteRegular } from '@fluentui/react-icons/svg/note'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import type { HistoryEntry } from '../../../src/api/calls.ts'
import { ago, fullTime } from '../../clock.ts'
import { JourneyPhrase } from '../../parts/call-journey.tsx'
import { RecordedLabel } from '../../parts/recording-label.tsx'
import { useSurface } from '../../parts/surface.ts'
import { ViaText } from '../../parts/via-text.tsx'
import { useOwnNumber, useServices } from '../../services.tsx'
import { duration, outcomeWords, partyName, spokenDuration, wasMissed } from '../../words.ts'
import { HistoryDetails, type Annotate } from './history-details.tsx'
import type { Tags } from './use-history.ts'
import type { Drafts } from './use-note.ts'

const useStyles = makeStyles({
  row: {
    display: 'grid', gridTemplateColumns: '36px minmax(0, 1fr) auto 20px', alignItems: 'center', columnGap: '16px', width: '100%', boxSizing: 'border-box',
    padding: '10px 20px', border: 'none', borderRadius: '0', backgroundColor: 'transparent', color: 'inherit', font: 'inherit', textAlign: 'start', cursor: 'pointer',
    // Not a hover colour: in the contrast theme that one needs another text colour on it.
    ':hover': { backgroundColor: tokens.colorNeutralBackground3 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: '6px' },
    '@media (max-width: 479px)': { columnGap: '12px', padding: '10px 16px' },
  },
  icon: {
    display: 'flex', alignItems: 'center', justifyContent: 'center', width: '36px', height: '36px', borderRadius: '50%', fontSize: '18px',
    color: tokens.colorNeutralForeground2, backgroundColor: tokens.colorNeutralBackground3,
  },
  missedIcon: { color: tokens.colorPaletteRedForeground1, backgroundColor: tokens.colorPaletteRedBackground1 },
  missed: { color: tokens.colorPaletteRedForeground1 },
  lines: { display: 'grid', gap: '2px', minWidth: 0 },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', '@media (max-width: 479px)': { whiteSpace: 'normal', overflowWrap: 'anywhere' } },
  who: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  written: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '6px', rowGap: '2px', minWidth: 0, color: tokens.colorNeutralForeground2 },
  note: { display: 'inline-flex', alignItems: 'center', gap: '4px', minWidth: 0, maxWidth: '100%' },
  noteIcon: { flexShrink: 0 },
  oneLine: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  course: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '10px', rowGap: '2px' },
  when: { display: 'grid', gap: '2px', justifyItems: 'end', whiteSpace: 'nowrap' },
  chevron: { display: 'flex', fontSize: '16px', color: tokens.colorNeutralForeground3, transitionProperty: 'transform', transitionDuration: tokens.durationNormal, '@media (prefers-reduced-motion: reduce)': { transitionDuration: '1ms' } },
  turned: { transform: 'rotate(180deg)' },
})

const HistoryIcon = ({ entry }: { entry: HistoryEntry }) => {
  if (wasMissed(entry)) return entry.outcome === 'voicemail' ? <VoicemailRegular /> : <CallMissedRegular />
  switch (entry.outcome) {
    case 'transferred': return <CallTransferRegular />
    case 'elsewhere': return <CallCheckmarkRegular />
    case 'declined': case 'busy': case 'failed': case 'cancelled': case 'unanswered': return <CallDismissRegular />
    default: return entry.direction === 'incoming' ? <CallInboundRegular /> : <CallOutboundRegular />
  }
}

export interface HistoryRowProps {
  entry: HistoryEntry
  nowMs: number
  open: boolean
  onToggle: (id: string) => void
  tags: Tags
  drafts: Drafts
  onAnnotate: Annotate
  onVoicemail: (id: string) => void
}

/** One call of the past: who, what became of it, when; and its details when opened. */
export const HistoryRow = ({ entry, nowMs, open, onToggle, tags, drafts, onAnnotate, onVoicemail }: HistoryRowProps) => {
  const { locale } = useServices()
  const ownNumber = useOwnNumber()
  const detailsId = useId()
  const styles = useStyles()
  const surface = useSurface()
  const missed = wasMissed(entry)
  // "Answered" shows in the journey itself; everything else is said first.
  const saysOutcome = entry.outcome !== 'answered' || entry.journey.length === 0
  const wentTo = entry.transferredTo ?? (entry.outcome === 'elsewhere' ? null : entry.forwardedTo)
  const talked = entry.journey.length > 0 && entry.talkMs > 0
  return (
    <>
      <button type="button" className={styles.row} aria-expanded={open} aria-controls={open ? detailsId : undefined} onClick={() => onToggle(entry.id)}>
        <span aria-hidden className={mergeClasses(styles.icon, missed && styles.missedIcon)}><HistoryIcon entry={entry} /></span>
        <span className={styles.lines}>
          <span className={styles.who}>
            <Text weight={missed ? 'semibold' : 'regular'} className={mergeClasses(styles.clip, missed && styles.missed)}>{partyName(entry.remote, ownNumber)}</Text>
            {entry.source === 'teams' && <Badge appearance="tint" color="informative" size="small" title="Only Teams knew of this call"><span className={surface.hidden}>, only in </span>Teams</Badge>}
            {entry.recorded && <><span className={surface.hidden}>, </span><RecordedLabel recorded={entry.recorded} /></>}
          </span>
          <Text size={200} className={mergeClasses(surface.quiet, styles.course)}>
            {entry.via && <><ViaText via={entry.via} /><span className={surface.hidden}>, </span></>}
            {saysOutcome ? <span>{outcomeWords(entry)}{wentTo && ` to ${partyName(wentTo, ownNumber)}`}{talked && <span className={surface.hidden}>,</span>}</span> : <span className={surface.hidden}>{outcomeWords(entry)}, </span>}
            {talked && <JourneyPhrase journey={entry.journey} nowMs={nowMs} />}
          </Text>
          {(entry.note !== null || entry.tags.length > 0) && (
            <span className={styles.written}>
              {entry.note !== null && <Text size={200} className={styles.note}><NoteRegular aria-hidden className={styles.noteIcon} /><span className={surface.hidden}>Note: </span><span className={styles.oneLine}>{entry.note}</span></Text>}
              {entry.tags.map((tag) => <Badge key={tag} appearance="outline" size="small" color="informative"><span className={surface.hidden}>Tag </span>{tag}</Badge>)}
            </span>
          )}
        </span>
        <span className={styles.when}>
          <Text size={200} title={fullTime(entry.startedAt, locale)}><time dateTime={entry.startedAt}>{ago(entry.startedAt, nowMs, locale)}</time></Text>
          {entry.talkMs > 0 && (
            <Text size={200} className={mergeClasses(surface.quiet, surface.figures)}>
              <span aria-hidden>{duration(entry.talkMs)}</span><span className={surface.hidden}>{spokenDuration(entry.talkMs)}</span>
            </Text>
          )}
        </span>
        <span aria-hidden className={mergeClasses(styles.chevron, open && styles.turned)}><ChevronDownRegular /></span>
      </button>
      {open && <HistoryDetails id={detailsId} entry={entry} nowMs={nowMs} tags={tags} drafts={drafts} onAnnotate={onAnnotate} onVoicemail={onVoicemail} />}
    </>
  )
}
