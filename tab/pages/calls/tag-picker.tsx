import { useId, useState } from 'react'
import { Button, Input, makeStyles, MessageBar, MessageBarBody, Tag, TagGroup, Text } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { tagLimit, tagsLimit } from '../../../src/api/calls.ts'
import { useSurface } from '../../parts/surface.ts'

const useStyles = makeStyles({
  tags: { display: 'grid', gap: '6px', justifyItems: 'start' },
  group: { flexWrap: 'wrap', rowGap: '6px' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px' },
  field: { width: '160px' },
})

const offered = 6
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

export interface TagPickerProps {
  tags: string[]
  /** The tags in use elsewhere, the most used first. */
  known: string[]
  /** Resolves to null once saved, or to the words of what went wrong. */
  save: (tags: string[]) => Promise<string | null>
}

/** The tags of a call: typed and added with Enter, or chosen among those used before; pressed to be taken off. */
export const TagPicker = ({ tags, known, save }: TagPickerProps) => {
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState<string[] | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const fieldId = useId()
  const styles = useStyles()
  const surface = useSurface()
  const shown = wanted ?? tags
  const full = shown.length >= tagsLimit
  const suggestions = known.filter((tag) => !shown.some((other) => same(tag, other)) && tag.toLowerCase().includes(text.trim().toLowerCase())).slice(0, offered)

  const put = async (next: string[]): Promise<boolean> => {
    // one change at a time: the next one builds on what was saved
    if (wanted !== null) return false
    setWanted(next)
    const words = await save(next)
    setWanted(null)
    setRefusal(words)
    return words === null
  }
  const add = async (tag: string) => {
    const trimmed = tag.trim()
    if (trimmed === '' || full) return
    // what was typed stays when it could not be saved
    if (shown.some((other) => same(other, trimmed)) || await put([...shown, trimmed])) setText('')
  }
  return (
    <div className={styles.tags}>
      <label htmlFor={fieldId}><Text size={200} className={surface.quiet}>Tags</Text></label>
      {shown.length > 0 && (
        <TagGroup className={styles.group} size="small" dismissible aria-label="Tags of this call" onDismiss={(_event, { value }) => void put(shown.filter((tag) => tag !== value))}>
          {shown.map((tag) => <Tag key={tag} value={tag} dismissible shape="circular" aria-label={`Remove the tag ${tag}`}>{tag}</Tag>)}
        </TagGroup>
      )}
      <span className={styles.line}>
        <Input
          id={fieldId} size="small" className={styles.field} value={text} maxLength={tagLimit} disabled={full} placeholder={full ? 'Ten at most' : 'Add a tag'}
          onChange={(_event, { value }) => setText(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            void add(text)
          }}
          {...(text.trim() === '' ? {} : { contentAfter: <Button size="small" appearance="transparent" icon={<AddRegular />} aria-label={`Add the tag ${text.trim()}`} onClick={() => void add(text)} /> })}
        />
        {!full && suggestions.map((tag) => <Button key={tag} size="small" shape="circular" aria-label={`Add the tag ${tag}`} onClick={() => void add(tag)}>{tag}</Button>)}
      </span>
      {refusal !== null && <MessageBar intent="error" layout="multiline"><MessageBarBody>Not saved. {refusal}</MessageBarBody></MessageBar>}
    </div>
  )
}
