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
  save: (patch: SettingsPatch) => Promise<void>
}

/** Saves one kind of setting, one choice at a time: while one is on its way, another is not taken. */
export const useSaving = (): Saving => {
  const { session } = useServices()
  const [saving, setSaving] = useState<Omit<Saving, 'save'>>({ state: 'idle', wanted: null, message: '' })
  const save = async (patch: SettingsPatch) => {
    if (saving.state === 'saving') return
    setSaving({ state: 'saving', wanted: patch, message: '' })
    try {
      await session.saveSettings(patch)
      setSaving({ state: 'saved', wanted: null, message: '' })
    } catch (error) {
      setSaving({ state: 'failed', wanted: null, message: asApiError(error).message })
    }
  }
  return { ...saving, save }
}
