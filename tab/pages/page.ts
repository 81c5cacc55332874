import type { ComponentType, ReactElement } from 'react'
import type { SessionState } from '../session.ts'

export interface PageProps {
  /** Goes to the voicemail page, at one message. */
  onVoicemail: (id: string) => void
  /** The message the person came for, if any; `greeting` for what callers hear. */
  voicemailId: string | null
}

/** One page of the tab. A new page is a folder beside this file and a line in index.tsx. */
export interface Page {
  id: string
  name: string
  icon: ReactElement
  Content: ComponentType<PageProps>
  /** A number to show beside the name, with what it counts. */
  count?: (state: SessionState) => number
  countName?: string
  /** Only whoever has this app role sees it. The service checks for itself. */
  role?: 'Admin' | 'Compliance'
}
