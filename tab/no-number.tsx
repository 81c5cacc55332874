import { Button } from '@fluentui/react-components'
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol'
import { StatePanel } from './parts/state-panel.tsx'

/** What a person without a number is told. */
export const NoNumber = ({ whole = false, onAgain }: { whole?: boolean, onAgain: () => void }) => (
  <StatePanel whole={whole} icon={<NumberSymbolRegular />} title="No number yet" actions={<Button appearance={whole ? 'primary' : 'secondary'} onClick={onAgain}>Check again</Button>}>
    Your account has no single number so far. Ask your administrator to assign your mobile number to you in Teams. Once that is done, your calls appear here.
  </StatePanel>
)
