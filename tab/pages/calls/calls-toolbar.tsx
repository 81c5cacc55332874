import { useState } from 'react'
import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody, SearchBox, Spinner, Tag, TagGroup, tokens } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { asApiError } from '../../api.ts'
import { useServices } from '../../services.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { chipsOf, queryOf } from './filters.ts'
import type { FilterState } from './use-filters.ts'
import type { Tags } from './use-history.ts'

const useStyles = makeStyles({
  tools: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '10px', padding: '12px 20px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '10px 12px' } },
  line: { display: 'flex', alignItems: 'center', gap: '8px' },
  search: { flexGrow: 1, flexBasis: '0', minWidth: '0', maxWidth: 'none' },
  button: { whiteSpace: 'nowrap', flexShrink: 0 },
  words: { '@media (max-width: 599px)': { display: 'none' } },
  export: { flexShrink: 0, whiteSpace: 'nowrap', '@media (max-width: 599px)': { minWidth: '32px', paddingLeft: '5px', paddingRight: '5px', '& .fui-Button__icon': { marginRight: '0' } } },
  chips: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px' },
  group: { flexWrap: 'wrap', rowGap: '6px' },
})

/** Saves what is looked for as a file. */
const useExport = ({ settled }: FilterState) => {
  const { api, now, saveFile, session } = useServices()
  const [state, setState] = useState<{ busy: boolean, message: string | null }>({ busy: false, message: null })
  const save = async () => {
    if (state.busy) return
    setState({ busy: true, message: null })
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      const file = await api.exportCalls(queryOf(settled, now()), timeZone)
      saveFile(`calls ${new Date(now()).toISOString().slice(0, 10)}.csv`, file)
      setState({ busy: false, message: null })
      session.announce('Your calls were saved as a file')
    } catch (error) {
      setState({ busy: false, message: `Not exported. ${asApiError(error).message}` })
    }
  }
  return { ...state, save, dismiss: () => setState({ busy: false, message: null }) }
}

/** Search, filters and export, above the list. */
export const CallsToolbar = ({ state, tags }: { state: FilterState, tags: Tags }) => {
  const { filters, setText, set, clear } = state
  const file = useExport(state)
  const styles = useStyles()
  const chips = chipsOf(filters)
  return (
    <div className={styles.tools} role="search" aria-label="Calls">
      <div className={styles.line}>
        <SearchBox
          className={styles.search} placeholder="Search names, numbers, notes" aria-label="Search your calls" value={filters.text} maxLength={100}
          dismiss={{ 'aria-label': 'Clear the search' }} onChange={(_event, { value }) => setText(value)}
          onKeyDown={(event) => { if (event.key === 'Escape') setText('') }}
        />
        <FilterMenu filters={filters} tags={tags} onChange={set} />
        <Button
          className={styles.export} aria-label="Export these calls" title="Export these calls" disabledFocusable={file.busy} onClick={() => void file.save()}
          icon={file.busy ? <Spinner size="extra-tiny" /> : <ArrowDownloadRegular />}
        >
          <span className={styles.words}>Export</span>
        </Button>
      </div>
      {chips.length > 0 && (
        <div className={styles.chips}>
          <TagGroup
            className={styles.group} size="small" aria-label="Filters that are on" dismissible
            onDismiss={(_event, { value }) => { const chip = chips.find(({ id }) => id === value); if (chip) set(chip.without) }}
          >
            {chips.map(({ id, words }) => <Tag key={id} value={id} dismissible shape="circular" appearance="brand" aria-label={`Remove the filter ${words}`} dismissIcon={<DismissRegular />}>{words}</Tag>)}
          </TagGroup>
          <Button size="small" appearance="transparent" className={styles.button} onClick={clear}>Clear all</Button>
        </div>
      )}
      {file.message !== null && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{file.message}</MessageBarBody>
          <MessageBarActions><Button onClick={() => void file.save()}>Try again</Button><Button onClick={file.dismiss}>Close</Button></MessageBarActions>
        </MessageBar>
      )}
    </div>
  )
}
