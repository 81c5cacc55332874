import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, makeStyles, MessageBar, MessageBarBody, Spinner, Text } from '@fluentui/react-components'
import { useServices } from '../../../../services.tsx'
import { counted } from '../../../../words.ts'
import { FileChooser } from './file-chooser.tsx'
import { UploadPreview } from './upload-preview.tsx'
import { useUpload, type UploadState } from './use-upload.ts'

const useStyles = makeStyles({
  surface: { maxWidth: '600px' },
  content: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', minHeight: '160px', alignContent: 'start' },
  button: { whiteSpace: 'nowrap' },
})

const titles: Record<UploadState['phase'], string> = {
  choosing: 'Upload the operator’s list', reading: 'Upload the operator’s list', preview: 'What this list would change', done: 'The list is applied',
}

const doneWords = ({ added, changed, same, skipped }: Extract<UploadState, { phase: 'done' }>['result'], locale: string): string => {
  const parts = [
    `${counted(added, 'number', 'numbers', locale)} added`, `${counted(changed, 'number', 'numbers', locale)} changed`, counted(same, 'number left as it was', 'numbers left as they were', locale),
    ...(skipped === 0 ? [] : [`${counted(skipped, 'row', 'rows', locale)} left out`]),
  ]
  return `${parts.join(', ')}.`
}

/** The operator's list: chosen, looked at, and then applied or not. Nothing changes before that. */
export const UploadDialog = ({ onApplied, onClose }: { onApplied: () => void, onClose: () => void }) => {
  const { locale } = useServices()
  const { state, choose, apply, again } = useUpload(onApplied)
  const styles = useStyles()
  const busy = state.phase === 'preview' && state.applying
  const changes = state.phase === 'preview' ? state.upload.added + state.upload.changed : 0
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, { open }) => { if (!open && !busy) onClose() }}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{titles[state.phase]}</DialogTitle>
          <DialogContent className={styles.content}>
            {state.phase === 'choosing' && <FileChooser problem={state.problem} onChoose={(file) => void choose(file)} />}
            {state.phase === 'preview' && <UploadPreview name={state.name} upload={state.upload} />}
            <Text role="status">
              {state.phase === 'reading' && <Spinner size="tiny" labelPosition="after" label={`Reading ${state.name}…`} />}
              {state.phase === 'done' && doneWords(state.result, locale)}
            </Text>
            {state.phase === 'preview' && state.problem !== null && <MessageBar intent="error" layout="multiline"><MessageBarBody>{state.problem}</MessageBarBody></MessageBar>}
          </DialogContent>
          <DialogActions fluid>
            {state.phase === 'preview' && <Button appearance="subtle" className={styles.button} disabled={busy} onClick={again}>Choose another file</Button>}
            {state.phase === 'done'
              ? <Button appearance="primary" className={styles.button} autoFocus onClick={onClose}>Close</Button>
              : <Button appearance="secondary" className={styles.button} disabled={busy} onClick={onClose}>{state.phase !== 'preview' ? 'Cancel' : changes > 0 ? 'Discard' : 'Close'}</Button>}
            {changes > 0 && (
              <Button appearance="primary" className={styles.button} autoFocus disabledFocusable={busy} {...(busy ? { icon: <Spinner size="extra-tiny" /> } : {})} onClick={() => void apply()}>
                {state.phase === 'preview' && state.upload.errorCount > 0 ? 'Apply without these rows' : `Apply ${counted(changes, 'change', 'changes', locale)}`}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
