import { useEffect, useRef, type ReactNode } from 'react'
import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody, Spinner, Text, tokens } from '@fluentui/react-components'
import { useSurface } from '../../../parts/surface.ts'
import { useUnsaved } from '../../../parts/unsaved.tsx'
import { problemOf } from './problem.ts'
import type { EditorFrame } from './use-editor-form.ts'

const useStyles = makeStyles({
  form: {
    display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '24px', padding: '20px 20px 0',
    // what gets the focus comes to lie above the foot, with its label and its hint
    '& > :not(:last-child) :is(input, textarea, select, button, [tabindex])': { scrollMarginTop: '32px', scrollMarginBottom: '200px' },
    '@media (max-width: 479px)': { padding: '16px 16px 0' },
  },
  head: { display: 'grid', gap: '4px', outlineStyle: 'none', overflowWrap: 'anywhere', scrollMarginBottom: '400px' },
  // In sight while one scrolls through the fields.
  foot: {
    position: 'sticky', bottom: '0', zIndex: 1, display: 'grid', gap: '8px', marginLeft: '-20px', marginRight: '-20px', padding: '12px 20px', backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { marginLeft: '-16px', marginRight: '-16px', padding: '12px 16px' },
  },
  acts: { display: 'flex', gap: '8px' },
})

export interface EditorFormProps {
  title: string
  lead: string
  /** With what is written so far, as plain data: whoever leaves with it changed is asked first. */
  frame: EditorFrame
  /** The fields that can show what is wrong with them; the rest stands at the end of the form. */
  shownAt: string[]
  onCancel: () => void
  children: ReactNode
}

/** The frame of an editor: its heading, its fields, and saving in sight. The focus goes to what has to be put right. */
export const EditorForm = ({ title, lead, frame, shownAt, onCancel, children }: EditorFormProps) => {
  const { draft, saving, problem, hasOwn, onSave, onShowNewest, onShowOwn } = frame
  const form = useRef<HTMLFormElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const styles = useStyles()
  const surface = useSurface()
  useUnsaved(draft)
  // another one is in its place with each change of these
  useEffect(() => head.current?.focus(), [hasOwn])
  useEffect(() => { if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus() }, [problem])
  const hasPlace = shownAt.some((path) => problemOf(problem, path) !== null)
  return (
    <form
      ref={form} className={styles.form} noValidate aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      <div ref={head} tabIndex={-1} className={styles.head}>
        <Text as="h3" size={400} className={surface.heading}>{title}</Text>
        <Text size={200} className={surface.quiet}>{lead}</Text>
      </div>
      {children}
      <div className={styles.foot}>
        {problem && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>Not saved. {hasPlace ? 'One field needs a change.' : problem.words}</MessageBarBody>
            {problem.stale === true && <MessageBarActions><Button size="small" onClick={onShowNewest}>Show how it is now</Button></MessageBarActions>}
          </MessageBar>
        )}
        {hasOwn && (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>This is how it is now. What you wrote is not lost.</MessageBarBody>
            <MessageBarActions><Button size="small" onClick={onShowOwn}>Back to what I wrote</Button></MessageBarActions>
          </MessageBar>
        )}
        <div className={styles.acts}>
          <Button type="submit" appearance="primary" disabledFocusable={saving} {...(saving ? { icon: <Spinner size="extra-tiny" /> } : {})}>Save</Button>
          <Button onClick={onCancel} disabled={saving}>Cancel</Button>
        </div>
      </div>
    </form>
  )
}
