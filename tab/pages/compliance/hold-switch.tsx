import { useState } from 'react'
import { Switch, useRestoreFocusTarget } from '@fluentui/react-components'
import type { Recording } from '../../../src/api/recordings.ts'
import { asApiError } from '../../api.ts'
import { dateInWords, useNow } from '../../clock.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { useServices } from '../../services.tsx'

export interface HoldSwitchProps {
  recording: Recording
  /** The recording within a sentence: "the call of Dana with Lena". */
  what: string
  onHeld: (now: Recording) => void
  /** Why it is not held; null when it is after all. */
  onProblem: (problem: string | null) => void
}

/** Holds a recording at once; asks before it lets go of one, which may be the end of it. */
export const HoldSwitch = ({ recording: { id, held, goesAt }, what, onHeld, onProblem }: HoldSwitchProps) => {
  const { api, session, locale } = useServices()
  const nowMs = useNow(30_000)
  const [saving, setSaving] = useState(false)
  const [releasing, setReleasing] = useState(false)
  const focusBack = useRestoreFocusTarget()
  const isOver = Date.parse(goesAt) <= nowMs
  const date = dateInWords(goesAt, nowMs, locale)
  const hold = async () => {
    setSaving(true)
    try {
      onHeld(await api.holdRecording(id, true))
      onProblem(null)
      session.announce('Kept until you release it')
    } catch (reason) {
      onProblem(`Not held. ${asApiError(reason).message}`)
    } finally {
      setSaving(false)
    }
  }
  const press = (on: boolean) => {
    // a switch that is disabled meanwhile would lose the focus
    if (saving) return
    if (on) void hold()
    else setReleasing(true)
  }
  return (
    <>
      <Switch {...focusBack} checked={held} label="Hold" aria-label={`Hold ${what}`} onChange={(_event, { checked }) => press(checked)} />
      {releasing && (
        <ConfirmDialog
          title={`Release ${what}?`} button="Release it" keep="Keep holding it" onClose={() => setReleasing(false)}
          onConfirm={async () => {
            onHeld(await api.holdRecording(id, false))
            session.announce('No longer held')
          }}
        >
          {isOver ? `Its time was over on ${date}. It is deleted for good within the hour.` : `It is deleted for good on ${date}, unless somebody holds it again before.`}
        </ConfirmDialog>
      )}
    </>
  )
}
