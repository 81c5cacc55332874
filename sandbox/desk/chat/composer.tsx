import { useState } from 'react'
import { Button, Input, makeStyles, tokens } from '@fluentui/react-components'
import { SendFilled } from '@fluentui/react-icons'

const useStyles = makeStyles({
  whole: { display: 'flex', flexDirection: 'column', gap: '8px', padding: '10px 16px 14px', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  suggestions: { display: 'flex', gap: '6px', flexWrap: 'wrap' },
  line: { display: 'flex', gap: '8px' },
  input: { flexGrow: 1, minWidth: 0 },
})

export interface ComposerProps {
  /** Messages that one press sends. */
  suggestions: string[]
  /** Resolves to false when the words did not go out: then they come back into the box. */
  onSay: (text: string) => Promise<boolean>
}

/** The message box. */
export const Composer = ({ suggestions, onSay }: ComposerProps) => {
  const styles = useStyles()
  const [text, setText] = useState('')
  const send = async () => {
    const words = text.trim()
    if (words === '') return
    setText('')
    if (!await onSay(words)) setText((since) => since === '' ? words : since)
  }
  return (
    <form
      className={styles.whole}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className={styles.suggestions} role="group" aria-label="Suggestions">
        {suggestions.map((words) => <Button key={words} size="small" shape="circular" onClick={() => void onSay(words)}>{words}</Button>)}
      </div>
      <div className={styles.line}>
        <Input className={styles.input} size="large" autoComplete="off" aria-label="Message to Single Number" placeholder="Type a message" value={text} onChange={(_event, { value }) => setText(value)} />
        <Button type="submit" size="large" appearance="primary" icon={<SendFilled />} aria-label="Send" />
      </div>
    </form>
  )
}
