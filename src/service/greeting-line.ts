import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import type { LineRecord, PersonId } from '../store/port.ts'
import type { EngineEffect, EngineEvent, Sound, Telephony } from '../telephony/port.ts'
import { greetingLimits, type Greetings } from './greetings.ts'
import { Problem } from './problem.ts'
import { withoutTail } from './telephone-sound.ts'

type LegEvent = Extract<EngineEvent, { leg: string }>

/**
 * Whoever calls their own number records their greeting: a prompt, the tone, the recording, which is played back to them.
 * Each step follows from what the engine reports. It is no call: it stands in no history and no list, and a process
 * that dies leaves a leg nobody owns, which is hung up when it is back.
 */
export interface GreetingLine {
  has(leg: string): boolean
  /** Answers an arrived channel. Never rejects. */
  take(leg: string, line: LineRecord): Promise<void>
  /** News of a leg: true when it is one of these. */
  tell(event: LegEvent): boolean
  stop(): void
}

interface Session {
  leg: string
  person: PersonId
  name: string
  /** What is being waited for. `keeping`: the recording is being fetched. */
  status: 'prompt' | 'recording' | 'keeping' | 'playing' | 'goodbye'
  tries: number
  /** The channel is gone; a recording may still be told of. */
  gone: boolean
  cancel: () => void
}

const silenceMs = 4_000
const mostTries = 3
/** Whatever happens, the line is free again after this. */
const longestMs = 360_000
/** The engine tells of a recording within this time of the farewell, or there is none. */
const lastWordMs = 5_000

export interface GreetingLinePorts {
  telephony: Pick<Telephony, 'perform' | 'adopt' | 'recording' | 'deleteRecording'>
  greetings: Pick<Greetings, 'put' | 'address'>
  clock: Clock
  log: Logger
  newId: () => string
}

export const createGreetingLine = ({ telephony, greetings, clock, log, newId }: GreetingLinePorts): GreetingLine => {
  const sessions = new Map<string, Session>()

  const forget = (session: Session): void => {
    session.cancel()
    sessions.delete(session.leg)
  }
  const leave = async (session: Session): Promise<void> => {
    if (!session.gone) await telephony.perform(session.name, { type: 'hangup', leg: session.leg, cause: 'normal' })
    forget(session)
  }
  const perform = async (session: Session, effect: EngineEffect): Promise<void> => {
    const done = await telephony.perform(session.name, effect)
    if (done?.type === 'greet-failed' || done?.type === 'record-failed') await leave(session)
  }
  const play = (session: Session, sound: Sound, answer = false): Promise<void> =>
    perform(session, { type: 'greet', leg: session.leg, bridge: `b-${session.name}`, answer, play: sound })

  const prompt = async (session: Session, answer: boolean): Promise<void> => {
    session.status = 'prompt'
    await play(session, { prompt: 'record-greeting' }, answer)
  }
  const record = async (session: Session): Promise<void> => {
    session.status = 'recording'
    await perform(session, { type: 'record', leg: session.leg, name: session.name, maxMs: greetingLimits.longestMs, silenceMs })
  }
  const sayGoodbye = async (session: Session): Promise<void> => {
    session.status = 'goodbye'
    await play(session, { prompt: 'goodbye' })
  }

  /** Fetches what was said and keeps it; what was too short is asked for again while they are there. */
  const keep = async (session: Session): Promise<void> => {
    session.status = 'keeping'
    try {
      const { usual } = await greetings.put(session.person, 'usual', withoutTail(await telephony.recording(session.name)))
      void telephony.deleteRecording(session.name).catch((error: unknown) => log.error({ name: session.name, err: wordsOf(error) }, 'a recording is still at the engine'))
      log.info({ leg: session.leg, durationMs: usual?.durationMs }, 'a greeting was recorded by calling in')
      if (session.gone || usual === null) return forget(session)
      session.status = 'playing'
      await play(session, { url: greetings.address(usual), instead: null })
    } catch (error) {
      if (session.gone) return forget(session)
      session.tries += 1
      if (error instanceof Problem && session.tries < mostTries) return prompt(session, false)
      log.warn({ leg: session.leg, err: wordsOf(error) }, 'a greeting could not be kept')
      await leave(session)
    }
  }

  /** What follows when the engine has done what was asked of it. */
  const next = async (session: Session, event: LegEvent): Promise<void> => {
    switch (event.type) {
      case 'greeted':
        if (session.gone) return
        if (session.status === 'prompt') return record(session)
        if (session.status === 'playing') return sayGoodbye(session)
        if (session.status === 'goodbye') return leave(session)
        return
      case 'recorded':
        return session.status === 'recording' ? keep(session) : undefined
      case 'record-failed':
        return leave(session)
      case 'leg-gone': {
        session.gone = true
        session.cancel()
        // who hangs up after speaking has recorded: the engine says so around the farewell
        if (session.status !== 'recording' && session.status !== 'keeping') return forget(session)
        session.cancel = clock.setTimeout(lastWordMs, () => { if (session.status === 'recording') forget(session) })
        return
      }
      case 'arrived':
      case 'leg-ringing':
      case 'leg-answered':
      case 'leg-media':
      case 'leg-held':
      case 'leg-resumed':
    }
  }

  return {
    has: (leg) => sessions.has(leg),
    async take(leg, { tenantId, userId }) {
      const name = `greeting-${newId()}`
      const session: Session = { leg, person: { tenantId, userId }, name, status: 'prompt', tries: 0, gone: false, cancel: () => undefined }
      session.cancel = clock.setTimeout(longestMs, () => void leave(session))
      sessions.set(leg, session)
      log.info({ leg }, 'somebody calls their own number')
      await telephony.adopt(leg, name)
      await prompt(session, true)
    },
    tell(event) {
      const session = sessions.get(event.leg)
      if (session === undefined) return false
      void next(session, event).catch((error: unknown) => log.error({ leg: event.leg, event: event.type, err: error }, 'the greeting line stumbled'))
      return true
    },
    stop() {
      for (const session of sessions.values()) session.cancel()
      sessions.clear()
    },
  }
}

const wordsOf = (error: unknown): unknown => (error instanceof Error ? error.message : error)
