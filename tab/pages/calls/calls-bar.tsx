import { makeStyles, tokens } from '@fluentui/react-components'
import { PickUp } from './pick-up.tsx'
import { WatchList } from './watch-list.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px', padding: '8px 20px', minHeight: '32px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 479px)': { padding: '8px 12px' },
  },
})

/** What one may want of calls that are not there yet: a parked one, or one with a colleague once they are free. */
export const CallsBar = () => <div className={useStyles().bar}><PickUp /><WatchList /></div>
