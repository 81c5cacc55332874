import type { ComponentType } from 'react'

/** One part of the organisation's page. A new one is a folder beside this file and a line in sections.ts. */
export interface Section {
  id: string
  name: string
  Content: ComponentType
}
