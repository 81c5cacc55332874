import { useState } from 'react'
import type { Upload } from '../../../../../src/api/admin.ts'
import { asApiError } from '../../../../api.ts'
import { useAdminApi } from '../../admin-api.ts'

/** As the service takes it; a file that is too large is not worth sending. */
const mostBytes = 5_000_000

export type UploadState =
  | { phase: 'choosing', problem: string | null }
  | { phase: 'reading', name: string }
  | { phase: 'preview', name: string, upload: Upload, applying: boolean, problem: string | null }
  | { phase: 'done', result: NonNullable<Upload['result']> }

/** The operator's list on its way: chosen, read by the service, looked at, and applied or not. */
export const useUpload = (onApplied: () => void) => {
  const admin = useAdminApi()
  const [state, setState] = useState<UploadState>({ phase: 'choosing', problem: null })

  const choose = async (file: File) => {
    if (file.size > mostBytes) return setState({ phase: 'choosing', problem: 'This file is too large: 5 MB at most.' })
    setState({ phase: 'reading', name: file.name })
    try {
      const upload = await admin.uploadNumbers(file)
      setState({ phase: 'preview', name: file.name, upload, applying: false, problem: null })
    } catch (reason) {
      setState({ phase: 'choosing', problem: asApiError(reason).message })
    }
  }
  const apply = async () => {
    if (state.phase !== 'preview' || state.applying) return
    setState({ ...state, applying: true, problem: null })
    try {
      const result = await admin.confirmUpload(state.upload.id, state.upload.errorCount > 0)
      setState({ phase: 'done', result })
      onApplied()
    } catch (reason) {
      setState({ ...state, applying: false, problem: `Not applied. ${asApiError(reason).message}` })
    }
  }
  return { state, choose, apply, again: () => setState({ phase: 'choosing', problem: null }) }
}
