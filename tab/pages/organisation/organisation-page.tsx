import { useState } from 'react'
import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useLeave } from '../../parts/unsaved.tsx'
import { sections } from './sections.ts'

const useStyles = makeStyles({
  tabs: { padding: '4px 12px', overflowX: 'auto', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media (max-width: 479px)': { padding: '4px' } },
})

/** What an administrator looks after: who has which number, what is decided, and who did what. */
export const OrganisationPage = () => {
  const [sectionId, setSectionId] = useState(sections[0]?.id ?? '')
  const section = sections.find(({ id }) => id === sectionId)
  const leave = useLeave()
  const styles = useStyles()
  const go = (id: string) => { if (id !== sectionId) leave(() => setSectionId(id)) }
  return (
    <>
      <TabList size="small" className={styles.tabs} selectedValue={sectionId} aria-label="Organisation" onTabSelect={(_event, { value }) => go(String(value))}>
        {sections.map(({ id, name }) => <Tab key={id} value={id} id={`organisation-${id}`} aria-controls="organisation-section">{name}</Tab>)}
      </TabList>
      <div id="organisation-section" role="tabpanel" aria-labelledby={`organisation-${sectionId}`}>{section && <section.Content />}</div>
    </>
  )
}
