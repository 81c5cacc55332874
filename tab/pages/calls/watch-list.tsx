import { useState } from 'react'
import { Button, makeStyles, mergeClasses, Tag, TagGroup, Text } from '@fluentui/react-components'
import { AlertRegular } from '@fluentui/react-icons/svg/alert'
import { PickDialog } from '../../parts/pick-dialog.tsx'
import { useSurface } from '../../parts/surface.ts'
import { useSession } from '../../services.tsx'
import { useWatches } from './use-watches.ts'

const useStyles = makeStyles({
  // The whole width where there is something to say; else the button stands beside its neighbours.
  list: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px', marginLeft: 'auto', minWidth: 0, '@media (max-width: 479px)': { marginLeft: '0' } },
  whole: { flexBasis: '100%' },
  tags: { flexWrap: 'wrap', gap: '6px' },
  // The button at the side where there is room, below otherwise; words take a line of their own.
  add: { marginLeft: 'auto', marginRight: '-8px', '@media (max-width: 479px)': { marginLeft: '-8px' } },
  words: { flexBasis: '100%' },
  tag: { maxWidth: '240px' },
})

/** Colleagues the person waits for: the bot writes once each is free. */
export const WatchList = () => {
  const waiting = useSession((state) => state.watches)
  const [picking, setPicking] = useState(false)
  const { words, waitFor, stop } = useWatches()
  const styles = useStyles()
  const surface = useSurface()
  return (
    <section className={mergeClasses(styles.list, (waiting.length > 0 || words !== '') && styles.whole)} aria-label="Waiting for colleagues">
      {waiting.length > 0 && (
        <>
          <Text size={200} className={surface.quiet}>Waiting for</Text>
          <TagGroup aria-label="Waiting for" className={styles.tags} onDismiss={(_event, { value }) => void stop(value)}>
            {waiting.map(({ userId, name }) => (
              <Tag key={userId} value={userId} size="small" dismissible dismissIcon={{ 'aria-label': 'stop waiting' }} className={styles.tag}>{name}</Tag>
            ))}
          </TagGroup>
        </>
      )}
      <Button size="small" appearance="subtle" icon={<AlertRegular />} className={styles.add} onClick={() => setPicking(true)}>Tell me when somebody is free</Button>
      <Text size={200} role="status" className={words === '' ? surface.hidden : styles.words}>{words}</Text>
      {picking && (
        <PickDialog
          title="Who are you waiting for?" onClose={() => setPicking(false)}
          onPick={(target) => {
            setPicking(false)
            void waitFor(target)
          }}
        />
      )}
    </section>
  )
}
