import { useId } from 'react'
import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody, Text, Textarea } from '@fluentui/react-components'
import { noteLimit } from '../../../src/api/calls.ts'
import { useSurface } from '../../parts/surface.ts'
import { useNote, type NoteInput } from './use-note.ts'

const useStyles = makeStyles({
  note: { display: 'grid', gap: '4px' },
  // It grows with what is written, where the browser can.
  field: { fieldSizing: 'content', maxHeight: '240px' },
  head: { display: 'flex', justifyContent: 'space-between', gap: '8px' },
})

/** The person's own words on a call; saved when they leave the field or press Enter. Shift and Enter begins a line, Escape takes back. */
export const NoteEditor = (input: NoteInput) => {
  const { text, state, message, type, commit, undo } = useNote(input)
  const fieldId = useId()
  const styles = useStyles()
  const surface = useSurface()
  const said = state === 'saving' ? 'Saving…' : state === 'saved' && text.trim() === input.saved ? 'Saved' : text.length > noteLimit - 200 ? `${noteLimit - text.length} left` : ''
  return (
    <div className={styles.note}>
      <span className={styles.head}>
        <label htmlFor={fieldId}><Text size={200} className={surface.quiet}>Note</Text></label>
        <Text size={200} className={surface.quiet} role="status">{said}</Text>
      </span>
      <Textarea
        id={fieldId} value={text} maxLength={noteLimit} resize="vertical" rows={text === '' ? 1 : 3} textarea={{ className: styles.field }} placeholder="Write yourself a note"
        onChange={(_event, { value }) => type(value)} onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault()
            commit()
          } else if (event.key === 'Escape') undo()
        }}
      />
      {state === 'failed' && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>Not saved. {message}</MessageBarBody>
          <MessageBarActions><Button size="small" onClick={commit}>Try again</Button><Button size="small" onClick={undo}>Undo</Button></MessageBarActions>
        </MessageBar>
      )}
    </div>
  )
}
