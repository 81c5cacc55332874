import { createContext, use, useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'
import { advance, type Progress } from './guide/guide.ts'
import type { Person, Phone, ThemeName } from './types.ts'
import { asControlError, type Control } from './world/control.ts'
import type { World, WorldStore } from './world/world.ts'

/** The pages of the Teams client on the laptop. */
export type TeamsPage = 'tab' | 'chat' | 'dialer'
/** What a narrow window shows. */
export type Part = 'others' | 'own' | 'teams'

export interface Choices {
  theme: ThemeName
  /** userId, or empty for the first person. */
  userId: string
  guideHidden: boolean
}

/** Everything outside the page, handed in by main.tsx or a test. */
export interface Surroundings {
  store: WorldStore
  control: Control
  now: () => number
  loadChoices: () => Choices
  saveChoices: (choices: Choices) => void
  /** Whether the app serves its tab by now. */
  isTabServed: () => Promise<boolean>
  openPage: (url: string) => void
}

export interface Desk extends Surroundings {
  world: World
  person: Person
  choices: Choices
  choose: (changes: Partial<Choices>) => void
  page: TeamsPage
  setPage: (page: TeamsPage) => void
  /** The page inside the tab that the last link asked for, and how many links there were. */
  tabLink: { page: string | null, count: number }
  openTab: (page: string | null) => void
  part: Part
  setPart: (part: Part) => void
  progress: Progress
  restartGuide: () => void
  problem: string | null
  report: (problem: string | null) => void
  /** Runs a deed at the sandbox; a refusal is shown at the foot of the page. Resolves to whether it went well. */
  attempt: (deed: () => Promise<unknown>) => Promise<boolean>
}

const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => {
  const desk = use(DeskContext)
  if (!desk) throw new Error('useDesk needs a DeskProvider around it')
  return desk
}

const useWorld = (store: WorldStore): World => {
  useEffect(() => store.start(), [store])
  return useSyncExternalStore(store.subscribe, store.get)
}

/** Where the person is on the guided path; each person walks it anew. */
const useProgress = (world: World, person: Person | undefined, historyShown: boolean) => {
  const [all, setAll] = useState<Record<string, Progress>>({})
  const progress = all[person?.userId ?? ''] ?? 0
  const reached = person ? advance(progress, { person, phones: world.phones, historyShown }) : progress
  if (person && reached !== progress) setAll({ ...all, [person.userId]: reached })
  const restart = useCallback(() => {
    if (person) setAll((before) => ({ ...before, [person.userId]: 0 }))
  }, [person])
  return { progress: reached, restart }
}

export interface DeskProviderProps {
  surroundings: Surroundings
  /** Shown until the sandbox has told who and what there is. */
  Waiting: ComponentType<{ world: World, theme: ThemeName }>
  children: ReactNode
}

export const DeskProvider = ({ surroundings, Waiting, children }: DeskProviderProps) => {
  const world = useWorld(surroundings.store)
  const [choices, setChoices] = useState(surroundings.loadChoices)
  const [page, setPage] = useState<TeamsPage>('tab')
  const [part, setPart] = useState<Part>('own')
  const [tabLink, setTabLink] = useState<Desk['tabLink']>({ page: null, count: 0 })
  const openTab = useCallback((asked: string | null) => {
    setPage('tab')
    // without a page of its own a link shows the tab as it is
    if (asked !== null) setTabLink(({ count }) => ({ page: asked, count: count + 1 }))
  }, [])
  const [problem, report] = useState<string | null>(null)

  const person = world.people.find(({ userId }) => userId === choices.userId) ?? world.people[0]
  const guide = useProgress(world, person, page === 'tab')
  const choose = useCallback((changes: Partial<Choices>) => setChoices((before) => ({ ...before, ...changes })), [])
  useEffect(() => surroundings.saveChoices(choices), [surroundings, choices])
  const attempt = useCallback(async (deed: () => Promise<unknown>) => {
    try {
      await deed()
      report(null)
      return true
    } catch (error) {
      report(asControlError(error).message)
      return false
    }
  }, [])

  const desk = useMemo<Desk | null>(() => person ? {
    ...surroundings, world, person, choices, choose, page, setPage, tabLink, openTab, part, setPart,
    progress: guide.progress, restartGuide: guide.restart, problem, report, attempt,
  } : null, [surroundings, world, person, choices, choose, page, tabLink, openTab, part, guide.progress, guide.restart, problem, attempt])

  if (!desk || world.phones.length === 0) return <Waiting world={world} theme={choices.theme} />
  return <DeskContext value={desk}>{children}</DeskContext>
}

/** The present person's own phones. */
export const useOwnPhones = (): { native: Phone | undefined, teamsMobile: Phone | undefined, teamsLaptop: Phone | undefined, desk: Phone | undefined } => {
  const { world, person } = useDesk()
  const own = world.phones.filter((phone) => phone.person === person.userId)
  const teams = own.filter(({ kind }) => kind === 'teams')
  return {
    native: own.find(({ kind }) => kind === 'native'),
    teamsMobile: teams.find(({ id }) => id.endsWith('-mobile')),
    teamsLaptop: teams.find(({ id }) => id.endsWith('-laptop')),
    desk: own.find(({ kind }) => kind === 'desk'),
  }
}

export type CallDeed = 'answer' | 'decline' | 'hangup' | 'hold' | 'resume'

/** What a person does with a phone in their hand. */
export const usePhone = (phone: Phone) => {
  const { control, attempt } = useDesk()
  return {
    act: (deed: CallDeed, callId?: string) => attempt(() => control[deed](phone.id, callId)),
    dial: (to: string) => control.dial(phone.id, to),
    press: (digits: string) => attempt(() => control.dtmf(phone.id, digits)),
  }
}
