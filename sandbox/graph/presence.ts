/**
 * What Graph knows of each person's presence: Teams' own, the sessions of applications, and what the person chose.
 * Microsoft, "presence: setPresence": session id, five pairs, PT5M-PT4H, aggregation.
 */
import { HttpError } from '../http.ts'

export interface Shown { availability: string, activity: string }

interface Session extends Shown { setAt: number, expiresAt: number }
interface Person { sessions: Map<string, Session>, preferred?: Session, sequence: number, last?: string }

export interface PresenceOptions {
  /** Milliseconds since 1970. */
  now(): number
  /** What Teams itself shows for a person, e.g. Busy/InACall while one of their Teams clients is in a call. */
  teamsPresence(userId: string): Shown
}

const minute = 60_000
const sessionPairs = ['Available/Available', 'Busy/InACall', 'Busy/InAConferenceCall', 'Away/Away', 'DoNotDisturb/Presenting']
const preferredPairs = ['Available/Available', 'Busy/Busy', 'DoNotDisturb/DoNotDisturb', 'BeRightBack/BeRightBack', 'Away/Away', 'Offline/OffWork']

/** "DoNotDisturb > Busy > Available > Away" (presence-setpresence); the states outside that list come last. */
const order = ['DoNotDisturb', 'Busy', 'Available', 'AvailableIdle', 'BeRightBack', 'Away', 'Offline']
const rank = ({ availability }: Shown) => {
  const place = order.indexOf(availability)
  return place === -1 ? order.length : place
}

export const createPresenceBook = ({ now, teamsPresence }: PresenceOptions) => {
  const people = new Map<string, Person>()
  const personOf = (userId: string): Person => {
    const known = people.get(userId)
    if (known) return known
    const fresh: Person = { sessions: new Map(), sequence: 0 }
    people.set(userId, fresh)
    return fresh
  }

  const dropLapsed = (person: Person) => {
    for (const [id, session] of person.sessions) if (session.expiresAt <= now()) person.sessions.delete(id)
    if (person.preferred && person.preferred.expiresAt <= now()) delete person.preferred
  }

  /** An Available session that is not renewed fades: after 5 min to AvailableInactive, after 5 more to Away. */
  const faded = (session: Session): Shown => {
    const age = now() - session.setAt
    if (session.availability !== 'Available' || age < 5 * minute) return session
    return age < 10 * minute ? { availability: 'Available', activity: 'AvailableInactive' } : { availability: 'Away', activity: 'Away' }
  }

  const shown = (userId: string): Shown => {
    const person = personOf(userId)
    dropLapsed(person)
    // What the person chose wins over every session, and counts only while there is a session at all.
    if (person.preferred) return person.preferred
    return [teamsPresence(userId), ...[...person.sessions.values()].map(faded)].reduce((best, next) => (rank(next) < rank(best) ? next : best))
  }

  return {
    set: (userId: string, sessionId: string, wish: Shown, duration: string | undefined) => {
      requirePair(wish, sessionPairs)
      const lasts = milliseconds(duration ?? 'PT5M')
      if (lasts < 5 * minute || lasts > 240 * minute) throw invalid('expirationDuration must be between PT5M and PT4H.')
      personOf(userId).sessions.set(sessionId, { ...wish, setAt: now(), expiresAt: now() + lasts })
    },
    clear: (userId: string, sessionId: string) => void personOf(userId).sessions.delete(sessionId),
    prefer: (userId: string, wish: Shown, duration: string | undefined) => {
      requirePair(wish, preferredPairs)
      const usual = ['Busy', 'DoNotDisturb'].includes(wish.availability) ? 'P1D' : 'P7D'
      personOf(userId).preferred = { ...wish, setAt: now(), expiresAt: now() + milliseconds(duration ?? usual) }
    },
    clearPreferred: (userId: string) => { delete personOf(userId).preferred },
    /** The `presence` resource. `sequenceNumber` grows whenever what is shown changes. */
    resource: (userId: string) => {
      const { availability, activity } = shown(userId)
      const person = personOf(userId)
      const words = `${availability}/${activity}`
      if (person.last !== words) person.sequence += 1
      person.last = words
      return { id: userId, availability, activity, outOfOfficeSettings: null, statusMessage: null, workLocation: null, sequenceNumber: `A${String(person.sequence).padStart(16, '0')}` }
    },
    /** The sessions applications hold on a person, for tests. */
    sessionIds: (userId: string): string[] => {
      const person = personOf(userId)
      dropLapsed(person)
      return [...person.sessions.keys()]
    },
  }
}

export type PresenceBook = ReturnType<typeof createPresenceBook>
export type PresenceResource = ReturnType<PresenceBook['resource']>

const invalid = (message: string) => new HttpError(400, 'BadRequest', message)

const requirePair = ({ availability, activity }: Shown, pairs: string[]) => {
  if (!pairs.includes(`${availability}/${activity}`)) {
    throw invalid(`The combination of availability ${availability} and activity ${activity} is not supported. Supported: ${pairs.join(', ')}.`)
  }
}

/** An ISO 8601 duration of days, hours, minutes and seconds in milliseconds. @throws HttpError 400 */
const milliseconds = (duration: string): number => {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration)
  if (!match || duration === 'P' || duration.endsWith('T')) throw invalid(`Cannot convert the literal '${duration}' to the expected type 'Edm.Duration'.`)
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0))
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000
}
