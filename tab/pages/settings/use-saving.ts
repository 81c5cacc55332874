import { useState } from 'react'
import type { SettingsPatch } from '../../../src/api/person.ts'
import { asApiError } from '../../api.ts'
import { useServices } from '../../services.tsx'

export interface Saving {
  state: 'idle' | 'saving' | 'saved' | 'failed'
  /** What the person chose, while it is on its way to the service. */
  wanted: SettingsPatch | null
  /** Why it was not saved. */
  message: string
  /** What the service found wrong, as it names it: `unanswered.to.members`. */
  field: string | null
  save: (patch: SettingsPatch) => Promise<void>
}

/** Saves one kind of setting, one choice at a time: while one is on its way, another is not taken. */
export const useSaving = (): Saving => {
  const { session } = useServices()
  const [saving, setSaving] = useState<Omit<Saving, 'save'>>({ state: 'idle', wanted: null, message: '', field: null })
  const save = async (patch: SettingsPatch) => {
    if (saving.state === 'saving') return
    setSaving({ state: 'saving', wanted: patch, message: '', field: null })
    try {
      await session.saveSettings(patch)
      setSaving({ state: 'saved', wanted: null, message: '', field: null })
    } catch (error) {
      const { message, field = null } = asApiError(error)
      setSaving({ state: 'failed', wanted: null, message, field })
    }
  }
  return { ...saving, save }
}
