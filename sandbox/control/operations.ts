/** What one can do to the sandbox from outside, one entry each: the route, its description and its deed. */
import { z } from 'zod/v4'
import { type AppProcess } from '../app-process.ts'
import { BotUnreachable, type Connector } from '../connector/index.ts'
import type { Entra } from '../entra/index.ts'
import { messageOf } from '../errors.ts'
import type { FaultMode } from '../faults.ts'
import type { Graph } from '../graph/index.ts'
import { HttpError } from '../http.ts'
import { PhoneError } from '../phones/error.ts'
import type { Phones } from '../phones/port.ts'
import type { Person } from '../world.ts'
import * as shape from './schemas.ts'

export type FaultName = keyof z.infer<typeof shape.faults>
export interface Faults {
  get(): Record<FaultName, FaultMode>
  set(changes: Partial<Record<FaultName, FaultMode | undefined>>): Promise<void>
}

/** Everything the control API steers. */
export interface ControlOptions {
  people: Person[]
  phones: Phones
  connector: Connector
  graph: Graph
  entra: Entra
  faults: Faults
  app: Pick<AppProcess, 'kill' | 'start' | 'running'>
}

export interface Operation {
  method: 'GET' | 'POST'
  path: string
  summary: string
  body?: z.ZodType
  answer: z.ZodType
  /** Further statuses it may answer with. */
  errors: number[]
  run(parameters: Record<string, string>, body: unknown): Promise<unknown> | unknown
}

const nothing = z.object({})

/** Ties the type of `run`'s input to the schema of the body. */
const operation = <Body extends z.ZodType>(entry: Omit<Operation, 'body' | 'run'> & {
  body?: Body
  run(parameters: Record<string, string>, body: z.infer<Body>): Promise<unknown> | unknown
}): Operation => ({ ...entry, run: (parameters, body) => entry.run(parameters, body as z.infer<Body>) })

export const createOperations = ({ people, phones, connector, graph, entra, faults, app }: ControlOptions): Operation[] => {
  const personOf = (userId: string): Person => {
    const found = people.find((candidate) => candidate.userId === userId)
    if (found) return found
    throw new HttpError(404, 'unknown-person', `There is no person with the id ${userId}. GET /sandbox/people lists them.`, { field: 'userId' })
  }
  /** After an act of a phone: the phone as it is then. */
  const act = async (id: string, field: string | undefined, deed: () => unknown) => {
    try {
      await deed()
      return phones.get(id)
    } catch (error) {
      if (error instanceof PhoneError) throw phoneRefusal(error, field)
      throw error
    }
  }
  const simple = (name: 'answer' | 'decline' | 'hangup' | 'hold' | 'resume', summary: string) => operation({
    method: 'POST', path: `/sandbox/phones/{id}/${name}`, summary, body: shape.whichCall, answer: shape.phone, errors: [404, 409],
    run: ({ id = '' }, body) => act(id, undefined, () => phones[name](id, body?.callId)),
  })

  return [
    operation({ method: 'GET', path: '/sandbox/phones', summary: 'Every phone', answer: z.array(shape.phone), errors: [], run: () => phones.list() }),
    operation({
      method: 'POST', path: '/sandbox/phones/{id}/dial', summary: 'Dial a number', body: shape.dialBody, answer: shape.phone, errors: [400, 404, 409],
      run: ({ id = '' }, { to }) => act(id, 'to', () => phones.dial(id, to)),
    }),
    simple('answer', 'Answer the ringing call'),
    simple('decline', 'Decline the ringing call'),
    simple('hangup', 'End the call in front'),
    simple('hold', 'Put the call on hold'),
    simple('resume', 'Take the call off hold'),
    operation({
      method: 'POST', path: '/sandbox/phones/{id}/dtmf', summary: 'Press keys during a call', body: shape.digitsBody, answer: shape.phone, errors: [400, 404, 409],
      run: ({ id = '' }, { digits }) => act(id, 'digits', () => phones.dtmf(id, digits)),
    }),
    operation({
      method: 'POST', path: '/sandbox/phones/{id}/transfer', summary: 'Transfer the call by the phone itself (SIP REFER)', body: shape.dialBody, answer: shape.phone, errors: [400, 404, 409],
      run: ({ id = '' }, { to }) => act(id, 'to', () => phones.transfer(id, to)),
    }),
    operation({
      method: 'POST', path: '/sandbox/phones/{id}/faults', summary: 'Make a phone behave badly', body: shape.phoneFaultsBody, answer: shape.phone, errors: [400, 404],
      run: ({ id = '' }, { answersByVoicemail, doNotDisturb, noAudio }) => act(id, undefined, () => phones.setFaults(id, {
        ...(answersByVoicemail === undefined ? {} : { answersByVoicemail }),
        ...(doNotDisturb === undefined ? {} : { doNotDisturb }),
        ...(noAudio === undefined ? {} : { noAudio }),
      })),
    }),
    operation({
      method: 'GET', path: '/sandbox/people', summary: 'The people with a single number', answer: z.array(shape.person), errors: [],
      run: () => people.map(({ tenantId, userId, name, upn, number }) => ({ tenantId, userId, name, upn, number })),
    }),
    operation({
      method: 'POST', path: '/sandbox/token', summary: 'An access token for /api, as the tab gets it from Teams', body: shape.tokenBody, answer: shape.token, errors: [400, 404],
      run: async (_, { userId, expiresInSec }) => ({ token: await entra.userToken(personOf(userId), expiresInSec === undefined ? {} : { expiresInSec }) }),
    }),
    operation({
      method: 'GET', path: '/sandbox/chat/{userId}', summary: 'A person\'s chat with the bot, newest last, edits applied', answer: z.array(shape.activity), errors: [404],
      run: ({ userId = '' }) => connector.chat(personOf(userId).userId) ?? [],
    }),
    operation({
      method: 'POST', path: '/sandbox/chat/{userId}', summary: 'Write to the bot, or press a button of one of its cards', body: z.union([shape.sayBody, shape.pressBody]), answer: shape.chatAnswer, errors: [400, 404, 502],
      run: async ({ userId = '' }, body) => {
        personOf(userId)
        const deed = 'text' in body ? connector.say(userId, body.text).then(() => ({})) : connector.press(userId, body.action, body.replyToId)
        return deed.catch((error: unknown) => {
          if (error instanceof BotUnreachable) throw new HttpError(502, 'bot-unreachable', `Unable to reach the bot. ${error.message}`)
          throw error
        })
      },
    }),
    operation({
      method: 'GET', path: '/sandbox/presence/{userId}', summary: 'What Graph would answer', answer: shape.presence, errors: [404],
      run: ({ userId = '' }) => graph.presence(personOf(userId).userId),
    }),
    operation({
      method: 'GET', path: '/sandbox/mail/{userId}', summary: 'What was sent to a person by e-mail, newest last', answer: z.array(shape.sentMail), errors: [404],
      run: ({ userId = '' }) => graph.mail(personOf(userId).userId).map(({ at, from, to, subject, text, attachments }) => ({
        at, from, to, subject, text, attachments: attachments.map(({ name, contentType, content }) => ({ name, contentType, bytes: content.length })),
      })),
    }),
    operation({
      method: 'POST', path: '/sandbox/graph/call-records', summary: 'Put in the call record that Teams makes of a call of its own', body: shape.callRecordBody, answer: shape.callRecord, errors: [400, 404],
      run: (_, { startedAt, ...record }) => {
        for (const party of [record.from, ...record.to]) if ('userId' in party) personOf(party.userId)
        return { id: graph.putCallRecord({ ...record, startedAt: startedAt === undefined ? Date.now() - record.seconds * 1_000 : Date.parse(startedAt) }) }
      },
    }),
    operation({
      method: 'POST', path: '/sandbox/presence/{userId}', summary: 'Choose a status in Teams', body: shape.presenceBody, answer: shape.presence, errors: [400, 404],
      run: ({ userId = '' }, { availability }) => {
        graph.choose(personOf(userId).userId, availability)
        return graph.presence(userId)
      },
    }),
    operation({
      method: 'POST', path: '/sandbox/graph/teams/{userId}', summary: 'Change licences and Teams settings of a person, as an administrator of Microsoft 365 would', body: shape.teamsSettingBody, answer: shape.teamsSetting, errors: [400, 404],
      run: ({ userId = '' }, changes) => graph.teams.set(personOf(userId).userId, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))),
    }),
    operation({ method: 'GET', path: '/sandbox/faults', summary: 'How the outside systems behave', answer: shape.faults, errors: [], run: () => faults.get() }),
    operation({
      method: 'POST', path: '/sandbox/faults', summary: 'Make outside systems fail, slow down or throttle', body: shape.faultsBody, answer: shape.faults, errors: [400],
      run: async (_, changes) => {
        await faults.set(changes)
        return faults.get()
      },
    }),
    operation({
      method: 'POST', path: '/sandbox/app/kill', summary: 'End the app\'s process as by kill -9', answer: shape.appState, errors: [], body: nothing.optional(),
      run: async () => {
        await app.kill()
        return { running: app.running() }
      },
    }),
    operation({
      method: 'POST', path: '/sandbox/app/start', summary: 'Start the app\'s process and wait until it is ready', answer: shape.appState, errors: [502], body: nothing.optional(),
      run: async () => {
        await app.start().catch((error: unknown) => {
          throw new HttpError(502, 'app-failed', messageOf(error))
        })
        return { running: app.running() }
      },
    }),
  ]
}

const phoneRefusal = ({ code, message }: PhoneError, field: string | undefined): HttpError => {
  const status = { 'unknown-phone': 404, 'wrong-state': 409, 'bad-number': 400 }[code]
  return new HttpError(status, code, message, code === 'bad-number' && field !== undefined ? { field } : {})
}
