import { useState } from 'react'
import { Button, makeStyles, Text, useRestoreFocusTarget } from '@fluentui/react-components'
import { CallParkRegular } from '@fluentui/react-icons/svg/call-park'
import { useSurface } from '../../parts/surface.ts'
import { useOwnNumber } from '../../services.tsx'
import { partyName } from '../../words.ts'
import { PickUpDialog } from './pick-up-dialog.tsx'
import { usePickUp } from './use-pick-up.ts'

// the button's words begin where the page's do
const useStyles = makeStyles({ button: { marginLeft: '-8px' }, words: { order: 1, flexBasis: '100%' } })

/** Takes a call that a colleague parked. The person's phones ring with it. */
export const PickUp = () => {
  const ownNumber = useOwnNumber()
  const { ringing, pickUp } = usePickUp()
  const [asking, setAsking] = useState(false)
  const backHere = useRestoreFocusTarget()
  const styles = useStyles()
  const surface = useSurface()
  return (
    <>
      <Button {...backHere} size="small" appearance="subtle" className={styles.button} icon={<CallParkRegular />} onClick={() => setAsking(true)}>Pick up a parked call</Button>
      <Text size={200} role="status" className={ringing ? styles.words : surface.hidden}>
        {ringing && `Your phones ring with the call from ${partyName(ringing.from, ownNumber)}. Answer where you like.`}
      </Text>
      {asking && <PickUpDialog onPickUp={pickUp} onClose={() => setAsking(false)} />}
    </>
  )
}
