import { makeStyles, Tag, TagGroup } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'

const useStyles = makeStyles({
  group: { alignSelf: 'center', maxWidth: '100%' },
  // a long name takes a second line, so that what removes it stays in sight
  tag: { height: 'auto', minHeight: '32px', maxWidth: '100%', gridTemplateColumns: 'auto minmax(0, 1fr) auto' },
  words: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
})

/** A filter that is on, and the way to take it off. */
export const FilterTag = ({ words, onRemove }: { words: string, onRemove: () => void }) => {
  const styles = useStyles()
  return (
    <TagGroup className={styles.group} aria-label="Filters that are on" dismissible onDismiss={onRemove}>
      <Tag
        value={words} dismissible shape="circular" appearance="brand" className={styles.tag} aria-label={`Remove the filter ${words}`}
        primaryText={{ className: styles.words, children: words }} dismissIcon={<DismissRegular />}
      />
    </TagGroup>
  )
}
