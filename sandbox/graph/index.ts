/** Microsoft Graph v1.0 as far as the app calls it, for the people of the sandbox's world. */
import { randomUUID } from 'node:crypto'
import type { Entra } from '../entra/index.ts'
import { messageOf } from '../errors.ts'
import { type Fault, createFault } from '../faults.ts'
import { type Answer, type Handler, HttpError, type Request, createRouter, listen, route } from '../http.ts'
import { type MeetingBook, createMeetingBook } from '../meetings.ts'
import type { Person } from '../world.ts'
import { z } from 'zod/v4'
import { type NewRecord, createCallRecords } from './call-records.ts'
import { groupsOf } from './groups.ts'
import { type User, findUsers, select, toUser } from './directory.ts'
import { type SentMail, createMailBook, largestRequest, sendMailBody } from './mail.ts'
import { createMeeting, meetingBody } from './meetings.ts'
import type { ChosenPresence } from './chosen.ts'
import { type PresenceResource, type Shown, createPresenceBook } from './presence.ts'
import { type TeamsAdmin, assignNumberBody, createTeamsAdmin, unassignNumberBody } from './teams-admin.ts'

export type { SentMail } from './mail.ts'
export type { NewRecord } from './call-records.ts'
export type { PresenceResource, Shown } from './presence.ts'
export type { TeamsSetting } from './teams-admin.ts'

export interface GraphOptions {
  port: number
  people: Person[]
  /** Who checks the bearer tokens: the pretended Entra. */
  entra: Pick<Entra, 'verifyAppToken'>
  now?: () => number
  /** Where the meetings it makes are kept. */
  meetings?: MeetingBook
  /** What Teams itself shows for a person; Available when not given. */
  teamsPresence?: (userId: string) => Shown
}

export interface Graph {
  /** Base address with the version, for GRAPH_URL. */
  url: string
  fault: Fault
  /** What `GET /users/{id}/presence` answers now; undefined for an unknown person. */
  presence(userId: string): PresenceResource | undefined
  /** What was sent from a person's mailbox, newest last. */
  mail(userId: string): SentMail[]
  /** What the person chooses in their Teams client, until they choose otherwise; null goes back to what Teams sees. */
  choose(userId: string, availability: ChosenPresence | null): void
  /** Ids of the presence sessions that applications hold on a person. */
  presenceSessions(userId: string): string[]
  /** Told whenever what is shown of a person changes, also by lapse. Returns the way to stop listening. */
  onPresence(listener: (userId: string, presence: PresenceResource) => void): () => void
  /** Licences and Teams' settings of people, as its administrator would change them. */
  teams: Pick<TeamsAdmin, 'setting' | 'set' | 'failAssignments' | 'reset'>
  /** Puts in the record of a call that is over; gives its id. */
  putCallRecord(record: NewRecord): string
  /** Looks again at once, after Teams' own presence may have changed. */
  refresh(): void
  close(): Promise<void>
}

const available: Shown = { availability: 'Available', activity: 'Available' }

export const startGraph = async ({ port, people, entra, now = Date.now, meetings = createMeetingBook({ tenantId: '' }), teamsPresence = () => available }: GraphOptions): Promise<Graph> => {
  const users = people.map(toUser)
  const book = createPresenceBook({ now, teamsPresence })
  const mails = createMailBook(now)
  const teams = createTeamsAdmin({ people, now })
  const records = createCallRecords({ people, now })
  const fault = createFault()
  const listeners = new Set<(userId: string, presence: PresenceResource) => void>()
  const told = new Map<string, string>()

  const refresh = () => {
    for (const { id } of users) {
      const presence = book.resource(id)
      if (told.get(id) === presence.sequenceNumber) continue
      told.set(id, presence.sequenceNumber)
      for (const listener of listeners) listener(id, presence)
    }
  }
  const watch = setInterval(refresh, 1_000)
  watch.unref()

  /** By object id, or by user principal name as Graph also takes it. */
  const userOf = (request: Request): User => {
    const id = request.parameters['userId'] ?? ''
    const found = users.find((user) => user.id === id || user.userPrincipalName.toLowerCase() === id.toLowerCase())
    if (found) return found
    throw new HttpError(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`)
  }

  const needs = (roles: string[], handler: Handler): Handler => async (request, response) => {
    await authorise(entra, request, roles)
    const answer = await handler(request, response)
    refresh()
    return answer
  }
  const readUsers = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All']
  const readMemberships = ['User.Read.All', 'GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All']
  const readPresence = ['Presence.Read.All', 'Presence.ReadWrite.All']
  const writePresence = ['Presence.ReadWrite.All']
  const readRecords = ['CallRecords.Read.All']
  const readLicences = ['LicenseAssignment.Read.All', 'User.Read.All', 'User.ReadWrite.All']
  const readConfigurations = ['TeamsUserConfiguration.Read.All']
  const readNumbers = ['TeamsTelephoneNumber.Read.All', 'TeamsTelephoneNumber.ReadWrite.All']
  const writeNumbers = ['TeamsTelephoneNumber.ReadWrite.All']
  const management = '/v1.0/admin/teams/telephoneNumberManagement'
  const accepted = (id: string): Answer => ({ status: 202, headers: { location: `${listener.url}${management}/operations/${id}` } })
  const personOf = (id: string): Person => {
    const found = people.find(({ userId }) => userId === id)
    if (found) return found
    throw new HttpError(404, 'NotFound', `User ${id} was not found.`)
  }
  const context = (type: string) => ({ '@odata.context': `${listener.url}/v1.0/$metadata#${type}` })

  const handle = createRouter({
    presentError: graphError,
    bodyLimit: largestRequest,
    before: () => fault.answer((code) => graphError(code === 503
      ? new HttpError(503, 'ServiceUnavailable', 'The service is temporarily unavailable.')
      : new HttpError(429, 'TooManyRequests', 'Too many requests.')).body),
    routes: [
      route('GET', '/v1.0/users', needs(readUsers, (request) => {
        const found = findUsers(users, request)
        const count = request.query.get('$count') === 'true' ? { '@odata.count': found.length } : {}
        return ok({ ...context('users'), ...count, value: found.map((user) => select(user, request.query)) })
      })),
      route('GET', '/v1.0/users/{userId}', needs(readUsers, (request) =>
        ok({ ...context('users/$entity'), ...select(userOf(request), request.query) }))),
      route('GET', '/v1.0/users/{userId}/transitiveMemberOf/microsoft.graph.group', needs(readMemberships, (request) =>
        ok({ ...context('groups'), value: groupsOf(people.find(({ userId }) => userId === userOf(request).id), request.query) }))),
      route('GET', '/v1.0/users/{userId}/presence', needs(readPresence, (request) => {
        const { id } = userOf(request)
        return ok({ ...context(`users('${id}')/presence/$entity`), ...book.resource(id) })
      })),
      route('POST', '/v1.0/users/{userId}/presence/setPresence', needs(writePresence, async (request) => {
        const { sessionId, availability, activity, expirationDuration } = await parse(setBody, request)
        await requireOwnSession(entra, request, sessionId)
        book.set(userOf(request).id, sessionId, { availability, activity }, expirationDuration ?? undefined)
        return { status: 200 }
      })),
      route('POST', '/v1.0/users/{userId}/presence/clearPresence', needs(writePresence, async (request) => {
        const { sessionId } = await parse(clearBody, request)
        await requireOwnSession(entra, request, sessionId)
        book.clear(userOf(request).id, sessionId)
        return { status: 200 }
      })),
      route('POST', '/v1.0/users/{userId}/presence/setUserPreferredPresence', needs(writePresence, async (request) => {
        const { availability, activity, expirationDuration } = await parse(preferBody, request)
        book.prefer(userOf(request).id, { availability, activity }, expirationDuration ?? undefined)
        return { status: 200 }
      })),
      route('POST', '/v1.0/users/{userId}/presence/clearUserPreferredPresence', needs(writePresence, (request) => {
        book.clearPreferred(userOf(request).id)
        return { status: 200 }
      })),
      route('POST', '/v1.0/users/{userId}/sendMail', needs(['Mail.Send'], async (request) => {
        const body = await parse(sendMailBody, request)
        const { id, mail } = userOf(request)
        mails.send(id, mail, body)
        return { status: 202 }
      })),
      route('POST', '/v1.0/users/{userId}/onlineMeetings', needs(['OnlineMeetings.ReadWrite.All'], async (request) => {
        const body = await parse(meetingBody, request)
        const { appid } = await entra.verifyAppToken(request.header('authorization'), 'graph')
        const { id, userPrincipalName: upn } = userOf(request)
        return { status: 201, body: { ...context(`users('${id}')/onlineMeetings/$entity`), ...createMeeting(meetings, { id, upn }, String(appid), body, now()) } }
      })),
      route('GET', '/v1.0/users/{userId}/licenseDetails', needs(readLicences, (request) => {
        const { id } = userOf(request)
        return ok({ ...context(`users('${id}')/licenseDetails`), ...teams.licences(id) })
      })),
      route('GET', '/v1.0/admin/teams/userConfigurations/{id}', needs(readConfigurations, ({ parameters }) =>
        ok({ ...context('admin/teams/userConfigurations/$entity'), ...teams.configuration(personOf(parameters['id'] ?? '')) }))),
      route('GET', `${management}/numberAssignments`, needs(readNumbers, ({ query }) =>
        ok({ ...context('admin/teams/telephoneNumberManagement/numberAssignments'), ...teams.assignments(query.get('$filter')) }))),
      route('POST', `${management}/numberAssignments/assignNumber`, needs(writeNumbers, async (request) => accepted(teams.assign(await parse(assignNumberBody, request))))),
      route('POST', `${management}/numberAssignments/unassignNumber`, needs(writeNumbers, async (request) => accepted(teams.unassign(await parse(unassignNumberBody, request))))),
      route('GET', `${management}/operations/{id}`, needs(readNumbers, ({ parameters }) =>
        ok({ ...context('admin/teams/telephoneNumberManagement/operations/$entity'), ...teams.operation(parameters['id'] ?? '') }))),
      route('GET', '/v1.0/communications/callRecords', needs(readRecords, (request) =>
        ok({ ...context('communications/callRecords'), ...records.page(request, `${listener.url}/v1.0/communications/callRecords`) }))),
      route('GET', '/v1.0/communications/callRecords/{callRecordId}', needs(readRecords, (request) =>
        ok({ ...context('communications/callRecords/$entity'), ...records.one(request) }))),
      route('GET', '/v1.0/communications/callRecords/{callRecordId}/sessions', needs(readRecords, (request) =>
        ok({ ...context('communications/callRecords/sessions'), ...records.sessions(request) }))),
      route('POST', '/v1.0/communications/getPresencesByUserId', needs(readPresence, async (request) => {
        const { ids } = await parse(idsBody, request)
        const known = ids.filter((id) => users.some((user) => user.id === id))
        return ok({ ...context('Collection(microsoft.graph.presence)'), value: known.map((id) => book.resource(id)) })
      })),
    ],
  })
  const listener = await listen((request, response) => {
    response.setHeader('request-id', randomUUID())
    void handle(request, response)
  }, port)

  return {
    url: `${listener.url}/v1.0`,
    fault,
    presence: (userId) => (users.some(({ id }) => id === userId) ? book.resource(userId) : undefined),
    mail: mails.of,
    choose(userId, availability) {
      if (availability === null) book.clearPreferred(userId)
      else book.prefer(userId, { availability, activity: availability }, undefined)
      refresh()
    },
    presenceSessions: book.sessionIds,
    teams,
    putCallRecord: records.put,
    onPresence: (added) => {
      listeners.add(added)
      return () => void listeners.delete(added)
    },
    refresh,
    close: () => {
      clearInterval(watch)
      return listener.close()
    },
  }
}

const shown = { availability: z.string(), activity: z.string(), expirationDuration: z.string().nullish() }
const setBody = z.strictObject({ sessionId: z.string().min(1), ...shown })
const clearBody = z.strictObject({ sessionId: z.string().min(1) })
const preferBody = z.strictObject(shown)
// 650 is the most Graph takes (cloudcommunications-getpresencesbyuserid).
const idsBody = z.strictObject({ ids: z.array(z.string()).min(1).max(650) })

const parse = async <T>(schema: z.ZodType<T>, request: Request): Promise<T> => {
  const result = schema.safeParse(await request.json())
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new HttpError(400, 'BadRequest', `Invalid value for '${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`)
}

const authorise = async (entra: GraphOptions['entra'], request: Request, roles: string[]) => {
  const claims = await entra.verifyAppToken(request.header('authorization'), 'graph').catch((error: unknown) => {
    throw new HttpError(401, 'InvalidAuthenticationToken', `Access token validation failure. ${messageOf(error)}`)
  })
  const granted = Array.isArray(claims['roles']) ? claims['roles'] : []
  if (!roles.some((role) => granted.includes(role))) {
    throw new HttpError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
  }
  return claims
}

/** "sessionId: the ID of the application" (presence-setpresence). The real service may be more lenient; an app that passes here passes there. */
const requireOwnSession = async (entra: GraphOptions['entra'], request: Request, sessionId: string) => {
  const { appid } = await entra.verifyAppToken(request.header('authorization'), 'graph')
  if (appid !== sessionId) throw new HttpError(400, 'BadRequest', 'The sessionId must be the ID of the application.')
}

const ok = (body: unknown): Answer => ({ status: 200, body })

/** Graph's error shape: Microsoft, "Microsoft Graph error responses and resource types". */
const graphError = ({ status, code, message }: HttpError): Answer => ({
  status,
  body: {
    error: {
      code,
      message,
      innerError: { date: new Date().toISOString().slice(0, 19), 'request-id': randomUUID(), 'client-request-id': randomUUID() },
    },
  },
})
