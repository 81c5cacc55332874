import { createContext, useContext, type ReactNode } from 'react'
import type { Me } from '../src/api/person.ts'
import type { Api } from './api.ts'
import { useStore } from './store.ts'
import type { Session, SessionState } from './session.ts'
import type { Teams } from './teams-port.ts'

/** What a browser gives, handed in from the outside. */
export interface Browser {
  fetch: typeof fetch
  now: () => number
  random: () => number
  newId: () => string
  wait: (ms: number) => Promise<void>
  createAudio: () => HTMLAudioElement
  copyText: (text: string) => Promise<void>
  /** Gives the person a file to keep. */
  saveFile: (name: string, file: Blob) => void
  /** IANA name of where the person is. */
  timeZone: string
}

export interface Services extends Browser {
  api: Api
  session: Session
  teams: Teams
  /** BCP 47, for times and dates. */
  locale: string
  /** The page a link asked for. */
  firstPage: string | null
}

const context = createContext<Services | null>(null)

export const ServicesProvider = ({ services, children }: { services: Services, children: ReactNode }) =>
  <context.Provider value={services}>{children}</context.Provider>

export const useServices = (): Services => {
  const services = useContext(context)
  if (!services) throw new Error('no ServicesProvider above')
  return services
}

/** One part of the session's state. `select` must give the same reference while nothing changed. */
export const useSession = <Part,>(select: (state: SessionState) => Part): Part => {
  const { session } = useServices()
  return useStore(session.store, select)
}

/** One part of what the service says of the person. For what only they see who have a number. */
export const useMe = <Part,>(select: (me: Me) => Part): Part => useSession(({ me }) => {
  if (me === null) throw new Error('nobody without a number comes here')
  return select(me)
})

/** Empty for whoever has none: then all numbers are international ones. */
export const useOwnNumber = () => useSession((state) => state.me?.number ?? '')
