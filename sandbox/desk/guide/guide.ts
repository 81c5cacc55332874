import type { Person, Phone } from '../types.ts'

/** How many of the five steps are done: 0 to 5. */
export type Progress = 0 | 1 | 2 | 3 | 4 | 5

/** What the guide looks at. */
export interface Scene {
  person: Person
  phones: Phone[]
  /** The page "My number" is in front of the person. */
  historyShown: boolean
}

const look = ({ person, phones }: Scene) => {
  const own = phones.filter((phone) => phone.person === person.userId)
  const has = (kind: Phone['kind'], ...states: string[]) =>
    own.some((phone) => phone.kind === kind && phone.calls.some(({ state }) => states.includes(state)))
  const isOnOwnPhone = own.some(({ calls }) => calls.length > 0)
  // A caller who has been transferred, or talks to a voicemail, is still in their call to this number.
  const isCalled = phones.some((phone) => phone.person !== person.userId
    && phone.calls.some(({ direction, peer, state }) => direction === 'outgoing' && peer.number === person.number && (state === 'calling' || isOnOwnPhone)))
  const peersOf = (kind: Phone['kind'], ...states: string[]) =>
    own.flatMap((phone) => phone.kind === kind ? phone.calls.filter(({ state }) => states.includes(state)).map(({ peer }) => peer.number) : [])
  const onNative = peersOf('native', 'talking', 'held')
  return {
    isBusy: isCalled || isOnOwnPhone,
    isCalled,
    nativeRings: has('native', 'ringing'),
    nativeTalks: has('native', 'talking', 'held'),
    teamsRings: has('teams', 'ringing'),
    /** Teams rings for the very call that is on the native dialer, not for another one. */
    moveRings: peersOf('teams', 'ringing').some((number) => onNative.includes(number)),
    teamsTalks: has('teams', 'talking', 'held'),
  }
}

const next = (progress: Progress, scene: Scene): Progress => {
  const { isBusy, isCalled, nativeTalks, moveRings, teamsTalks } = look(scene)
  const inTeams = teamsTalks && !nativeTalks
  switch (progress) {
    case 0: return isCalled ? 1 : 0
    case 1: return !isBusy ? 0 : nativeTalks ? 2 : 1
    // On one phone, taking the Teams call puts the native one on hold until it is released.
    case 2: return !isBusy ? 0 : inTeams ? 4 : moveRings ? 3 : 2
    case 3: return !isBusy ? 0 : inTeams ? 4 : moveRings || teamsTalks ? 3 : 2
    case 4: return !isBusy && scene.historyShown ? 5 : 4
    case 5: return 5
  }
}

/** Ticks off what has happened; a call that ended too early leads back to the beginning. */
export const advance = (progress: Progress, scene: Scene): Progress => {
  let reached = progress
  for (;;) {
    const following = next(reached, scene)
    if (following <= reached) return following
    reached = following
  }
}

/** A word on the side when the call went another way than the path; undefined when it didn't. */
export const aside = (progress: Progress, scene: Scene): string | undefined => {
  if (progress !== 1) return undefined
  const { nativeRings, nativeTalks, teamsRings, teamsTalks } = look(scene)
  if (teamsTalks && !nativeTalks) return 'Answered in Teams this time. Hang up and call again to begin on the native dialer.'
  if (teamsRings && !nativeRings) return 'Only Teams rings. Choose the native dialer under Settings in “My number”, then call again.'
  return undefined
}
