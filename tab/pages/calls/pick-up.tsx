import { useState } from 'react'
import { Button, makeStyles, Text } from '@fluentui/react-components'
import { CallParkRegular } from '@fluentui/react-icons/svg/call-park'
import { useOwnNumber } from '../../services.tsx'
import { partyName } from '../../words.ts'
import { PickUpDialog } from './pick-up-dialog.tsx'
import { usePickUp } from './use-pick-up.ts'

const useStyles = makeStyles({ words: { order: 1, flexBasis: '100%' } })

/** Takes a call that a colleague parked. The person's phones ring with it. */
export const PickUp = () => {
  const ownNumber = useOwnNumber()
  const { ringing, pickUp } = usePickUp()
  const [asking, setAsking] = useState(false)
  const styles = useStyles()
  return (
    <>
      <Button size="small" appearance="subtle" icon={<CallParkRegular />} onClick={() => setAsking(true)}>Pick up a parked call</Button>
      <Text size={200} role="status" {...(ringing ? { className: styles.words } : {})}>
        {ringing && `Your phones ring with the call from ${partyName(ringing.from, ownNumber)}. Answer where you like.`}
      </Text>
      {asking && <PickUpDialog onPickUp={pickUp} onClose={() => setAsking(false)} />}
    </>
  )
}
