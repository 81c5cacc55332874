import { useEffect, type ReactNode } from 'react'
import { Button, makeStyles, Text } from '@fluentui/react-components'
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail'
import type { Annotation, HistoryEntry, Via } from '../../../src/api/calls.ts'
import type { Party } from '../../../src/api/common.ts'
import { fullTime } from '../../clock.ts'
import { JourneyBar, JourneyPhrase } from '../../parts/call-journey.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { NumberText } from '../../parts/number-text.tsx'
import { useSurface } from '../../parts/surface.ts'
import { useOwnNumber, useServices } from '../../services.tsx'
import { duration, endedWords, outcomeWords, partyName } from '../../words.ts'
import { NoteEditor } from './note-editor.tsx'
import { TagPicker } from './tag-picker.tsx'
import type { Tags } from './use-history.ts'
import type { Drafts } from './use-note.ts'

/** Resolves to null once it is saved, or to the words of what went wrong. */
export type Annotate = (id: string, annotation: Partial<Annotation>) => Promise<string | null>

const useStyles = makeStyles({
  details: { display: 'grid', gap: '12px', padding: '4px 20px 16px 72px', '@media (max-width: 479px)': { padding: '4px 16px 16px 64px' }, '@media (max-width: 339px)': { paddingLeft: '16px' } },
  facts: { display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: '16px', rowGap: '6px', alignItems: 'center', margin: '0', '@media (max-width: 479px)': { columnGap: '12px' } },
  term: { gridColumn: '1' },
  value: { gridColumn: '2', margin: '0', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px' },
  actions: { display: 'flex', gap: '8px' },
})

/** What the name of where a caller came from is. */
const viaTerm: Record<Via['why'], string> = { queue: 'Queue', group: 'Call for', park: 'Parked by', pbx: 'From' }

const PartyText = ({ party }: { party: Party }) => {
  const ownNumber = useOwnNumber()
  return <>{partyName(party, ownNumber)}{party.name !== null && party.number !== null && <>, <NumberText number={party.number} ownNumber={ownNumber} /></>}</>
}

const Fact = ({ term, children }: { term: string, children: ReactNode }) => {
  const styles = useStyles()
  const surface = useSurface()
  return (
    <>
      <dt className={styles.term}><Text size={200} className={surface.quiet}>{term}</Text></dt>
      <dd className={styles.value}><Text size={200}>{children}</Text></dd>
    </>
  )
}

export interface HistoryDetailsProps {
  id: string
  entry: HistoryEntry
  nowMs: number
  tags: Tags
  drafts: Drafts
  onAnnotate: Annotate
  onVoicemail: (id: string) => void
}

/** Everything known of one call, and what the person writes on it. */
export const HistoryDetails = ({ id, entry, nowMs, tags, drafts, onAnnotate, onVoicemail }: HistoryDetailsProps) => {
  const { locale } = useServices()
  const ownNumber = useOwnNumber()
  const styles = useStyles()
  const { voicemailId } = entry
  const { want } = tags
  useEffect(want, [want])
  return (
    <div id={id} className={styles.details}>
      {entry.journey.length > 0 && <JourneyBar journey={entry.journey} nowMs={nowMs} />}
      <dl className={styles.facts}>
        {entry.remote.number !== null && (
          <Fact term="Number"><NumberText number={entry.remote.number} ownNumber={ownNumber} /> <CopyButton text={entry.remote.number} label="Copy the number" /></Fact>
        )}
        {entry.via && <Fact term={viaTerm[entry.via.why]}>{entry.via.name}</Fact>}
        <Fact term="Direction">{entry.direction === 'incoming' ? 'Incoming' : 'Outgoing'}</Fact>
        {entry.outcome !== 'answered' && <Fact term="Outcome">{outcomeWords(entry)}</Fact>}
        <Fact term="Began">{fullTime(entry.startedAt, locale)}</Fact>
        <Fact term="Ended">{fullTime(entry.endedAt, locale)}</Fact>
        {entry.talkMs > 0 && <Fact term="Talked">{duration(entry.talkMs)}</Fact>}
        {entry.journey.length > 0 && <Fact term="Journey"><JourneyPhrase journey={entry.journey} nowMs={nowMs} /></Fact>}
        {entry.endedBy !== null && <Fact term="Who hung up">{endedWords[entry.endedBy]}</Fact>}
        {entry.transferredTo && <Fact term="Transferred to"><PartyText party={entry.transferredTo} /></Fact>}
        {entry.forwardedTo && <Fact term={entry.outcome === 'elsewhere' ? 'Answered by' : 'Forwarded to'}><PartyText party={entry.forwardedTo} /></Fact>}
        {entry.source === 'teams' && <Fact term="Kind">A call inside Teams, told by its call record</Fact>}
      </dl>
      <NoteEditor id={entry.id} saved={entry.note ?? ''} drafts={drafts} save={(note) => onAnnotate(entry.id, { note })} />
      <TagPicker tags={entry.tags} known={tags.items} save={(next) => onAnnotate(entry.id, { tags: next })} />
      {voicemailId !== null && (
        <div className={styles.actions}><Button size="small" icon={<VoicemailRegular />} onClick={() => onVoicemail(voicemailId)}>Go to the message</Button></div>
      )}
    </div>
  )
}
