import type { MeetingMade } from '../api/calls.ts'
import type { CallView } from '../call/view.ts'
import { refusalWords } from '../call/words.ts'
import type { Clock } from '../clock.ts'
import { readNumber, showNumber } from '../line/number.ts'
import type { Logger } from '../log.ts'
import { GraphError, type Graph, type Meeting } from '../microsoft/port.ts'
import type { Job, PersonId, Store } from '../store/port.ts'
import type { Calls } from './calls.ts'
import type { Feed } from './feed.ts'
import { Problem } from './problem.ts'

export interface Meetings {
  /**
   * Continues a call as a Teams meeting: makes one, sends the person and whom they invite the link, and hands the other
   * party to the meeting's dial-in. Throws Problem, and then the call is as it was. What became of it is published on the
   * feed under the command's id. Asked again with the same key, nothing happens again.
   */
  meet(person: PersonId, callId: string, invite?: string[], idempotencyKey?: string): Promise<MeetingMade>
}

export interface MeetingPorts {
  store: Pick<Store, 'historyEntry' | 'lineOf' | 'addJobs' | 'audit'>
  graph: Pick<Graph, 'createMeeting'>
  calls: Pick<Calls, 'find' | 'command'>
  feed: Pick<Feed, 'publish'>
  clock: Clock
  log: Logger
  newId: () => string
  country: string
}

const hourMs = 3_600_000
const rememberedKeys = 200

const notAllowed = 'Your organisation has not let this app make Teams meetings for you yet. Please ask your administrator. Your call stays as it is.'
const away = "Teams can't make a meeting right now. Your call stays as it is. Try again in a moment."
const noDialIn = 'The meeting is there, but it has no number to dial in, so the call stays where it is. Send the other party the link instead.'

export const createMeetings = (ports: MeetingPorts): Meetings => {
  const { store, graph, calls, feed, clock, log, newId, country } = ports
  /** Calls for which Graph is making one: a second press makes no second meeting. */
  const underWay = new Set<string>()
  /** By key, for whoever asks again. Not kept over a restart: by then the call is on its way, or a second link does no harm. */
  const asked = new Map<string, Promise<MeetingMade>>()

  const make = async (person: PersonId, call: CallView, invite: string[]): Promise<Meeting> => {
    const now = clock.now()
    try {
      return await graph.createMeeting(person, { subject: `Call with ${nameOf(call)}`, from: now, to: now + hourMs, attendees: invite })
    } catch (error) {
      const status = error instanceof GraphError ? error.status : null
      log.warn({ callId: call.id, status, err: error instanceof Error ? error.message : error },
        status === 403 ? 'no meeting may be made for this person: OnlineMeetings.ReadWrite.All and an application access policy are needed' : 'no meeting could be made')
      throw status === 403 ? new Problem('refused', notAllowed, { code: 'meeting-not-allowed' }) : new Problem('graph-away', away)
    }
  }

  const nameOf = ({ remote }: CallView): string => remote.name ?? showNumber(remote.number, country)

  const links = (person: PersonId, host: string, call: CallView, { joinUrl }: Meeting, dialIn: boolean, invite: string[]): Job[] => {
    const link = { title: 'Join the meeting', url: joinUrl }
    const own = dialIn ? `Your call with ${nameOf(call)} goes on as a Teams meeting. Join it now: they are being put through.` : noDialIn
    return [
      { task: 'tell', person: { tenantId: person.tenantId, userId: person.userId }, id: `meeting ${call.id}`, text: own, asked: true, link },
      ...invite.map((userId): Job => ({
        task: 'tell', person: { tenantId: person.tenantId, userId }, id: `meeting ${call.id}`, text: `${host} asks you to join a Teams meeting: their call with ${nameOf(call)} goes on there.`, asked: true, link,
      })),
    ]
  }

  const begin = async (person: PersonId, call: CallView, invite: string[]): Promise<MeetingMade> => {
    const commandId = newId()
    const line = await store.lineOf(person)
    if (line === null) throw new Problem('no-line', 'You have no number yet.')
    const meeting = await make(person, call, invite)
    const { joinUrl, dialIn } = meeting
    const number = dialIn?.numbers.map((spelled) => readNumber(spelled, country)).find((read) => read !== null) ?? null
    const canDialIn = dialIn !== null && number !== null
    if (canDialIn) {
      await calls.command(person, call.id, 'transfer', { to: { number, name: 'Teams meeting' }, digits: `${dialIn.conferenceId.replace(/\D/g, '')}#` }, undefined, commandId)
    } else {
      feed.publish(person, { type: 'command', commandId, callId: call.id, outcome: 'done', code: 'meeting-without-dial-in', message: noDialIn })
    }
    // the other party is on their way: that the link is late, or not told, must not look as if they were not
    await store.addJobs(links(person, line.name, call, meeting, canDialIn, invite)).catch((error: unknown) => log.warn({ callId: call.id, err: error }, 'the link of a meeting was not sent'))
    void store.audit({ tenantId: person.tenantId, userId: person.userId, at: clock.now(), action: 'meet', subject: call.id, detail: { dialIn: canDialIn, invited: invite.length } })
      .catch((error: unknown) => log.warn({ callId: call.id, err: error }, 'not audited'))
    return { commandId, joinUrl, dialIn: canDialIn }
  }

  const take = async (person: PersonId, callId: string, invite: string[]): Promise<MeetingMade> => {
    const call = calls.find(person, callId)
    if (call === null) {
      const past = await store.historyEntry(person, callId).catch(() => null)
      throw past === null ? new Problem('not-found', 'There is no such call.') : new Problem('refused', refusalWords['call-over'], { code: 'call-over' })
    }
    if (!call.actions.includes('meet')) throw new Problem('refused', refusalWords['not-talking'], { code: 'not-talking' })
    if (underWay.has(callId)) throw new Problem('refused', 'A meeting is being made for this call already.', { code: 'meeting-open' })
    underWay.add(callId)
    try {
      return await begin(person, call, [...new Set(invite)].filter((userId) => userId !== person.userId))
    } finally {
      underWay.delete(callId)
    }
  }

  return {
    meet(person, callId, invite = [], idempotencyKey) {
      if (idempotencyKey === undefined) return take(person, callId, invite)
      const key = JSON.stringify([person.tenantId, person.userId, callId, idempotencyKey])
      const before = asked.get(key)
      if (before !== undefined) return before
      const made = take(person, callId, invite)
      asked.set(key, made)
      // what failed may be tried again
      made.catch(() => asked.delete(key))
      const [oldest] = asked.keys()
      if (asked.size > rememberedKeys && oldest !== undefined) asked.delete(oldest)
      return made
    },
  }
}
