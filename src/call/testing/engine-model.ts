import type { Effect } from '../effect.ts'
import type { CallEvent, TimerName } from '../event.ts'
import type { Call, LegId } from '../model.ts'
import { transition, type Outcome } from '../transition.ts'

/**
 * A model of the engine and the phones for property tests: it performs effects on a picture of channels and one bridge,
 * and keeps the news of it undelivered until the test picks which to deliver, in whatever order, twice or late.
 */
export type BareEvent = CallEvent extends infer E ? (E extends { at: number } ? Omit<E, 'at'> : never) : never

export interface EngineModel {
  readonly call: Call
  readonly news: BareEvent[]
  readonly timers: { timer: TimerName; key: string; at: number }[]
  readonly alive: Set<LegId>
  readonly bridge: Set<LegId>
  /** Where a consultation takes place. */
  readonly side: Set<LegId>
  readonly sideMusic: boolean
  readonly muted: Set<LegId>
  /** The recordings that run, and in which bridge. */
  readonly recorders: Map<string, string>
  /** Who has heard that the call is recorded. */
  readonly heard: Set<LegId>
  readonly log: string[]
  readonly closed: number
  readonly music: boolean
  readonly results: Map<string, number>
  deliver(event: BareEvent): string | null
  /** What a phone can do by itself. */
  phone(leg: LegId, act: 'ring' | 'answer' | 'decline' | 'busy' | 'leave' | 'fall-silent' | 'speak' | 'hold' | 'resume'): void
  fireNextTimer(): boolean
  /** A recording breaks off, or somebody stops it; or the next word that it runs can't be said. */
  breakRecorder(how: 'recording-failed' | 'recording-finished' | 'recording-untold'): void
  /** Kill -9 after this event was saved and before any of its effects ran; then the owner comes back and looks. */
  crash(event: BareEvent): void
}

export const engineModel = (begun: Outcome, firstLeg: LegId, at: number): EngineModel => {
  let call = begun.call
  let now = at
  let closed = 0
  let music = false
  let sideMusic = false
  const news: BareEvent[] = []
  const timers: { timer: TimerName; key: string; at: number }[] = []
  /** The engine brought these; the others are asked for. */
  const alive = new Set<LegId>(Object.values(call.legs).filter(({ status }) => status === 'arrived' || status === 'up').map(({ id }) => id))
  const up = new Set<LegId>(call.legs[firstLeg]?.lent ? [firstLeg] : [])
  /** Legs that are another call's now. */
  const away = new Set<LegId>()
  const bridge = new Set<LegId>()
  const side = new Set<LegId>()
  const muted = new Set<LegId>()
  const recorders = new Map<string, string>()
  /** The next recording that is asked for does not begin, and the engine may say so or not. */
  let unwilling: 'refuses' | 'silent' | null = null
  const heard = new Set<LegId>()
  /** How many words that the call is recorded can't be said. */
  let speechless = 0
  const endRecorder = (name: string, type: 'recording-failed' | 'recording-finished') => {
    if (recorders.delete(name)) news.push({ type, name })
  }
  const leave = (where: Set<LegId>, leg: LegId) => {
    if (!where.delete(leg) || where.size > 0) return
    // a recorder goes with the last leg
    for (const [name, recorded] of recorders) if ((recorded.startsWith('s-') ? side : bridge) === where) endRecorder(name, 'recording-finished')
  }
  const log: string[] = []
  const results = new Map<string, number>()

  /** Whoever it is that answers on another line. */
  let lines = 0
  const gone = (leg: LegId, cause: Extract<CallEvent, { type: 'leg-gone' }>['cause']) => {
    if (alive.delete(leg)) {
      up.delete(leg)
      leave(bridge, leg)
      leave(side, leg)
      muted.delete(leg)
      // of a caller somebody lent, that one is told
      news.push(call.legs[leg]?.lent ? { type: 'called-off', by: 'them' } : { type: 'leg-gone', leg, cause })
    }
  }

  const perform = (effect: Effect): void => {
    log.push(`  effect ${JSON.stringify(effect)}`)
    switch (effect.type) {
      case 'ring':
        if (alive.has(effect.leg)) throw new Error(`leg ${effect.leg} is rung twice`)
        return void alive.add(effect.leg)
      case 'hangup':
        if (call.legs[effect.leg]?.lent) throw new Error(`${effect.leg} was lent, and is hung up`)
        if (away.has(effect.leg)) throw new Error(`${effect.leg} is another call's, and is hung up`)
        if (call.outside.status === 'talking' && !['normal', 'elsewhere'].includes(effect.cause)) throw new Error(`${effect.leg} was answered, and hears ${effect.cause}`)
        return alive.has(effect.leg) ? gone(effect.leg, effect.cause) : void news.push({ type: 'leg-gone', leg: effect.leg, cause: 'normal' })
      case 'connect': {
        if (effect.answer !== null && alive.has(effect.answer)) {
          up.add(effect.answer)
          news.push({ type: 'leg-answered', leg: effect.answer })
        }
        const legs = [...effect.together, effect.leg]
        const [into, from] = effect.bridge.startsWith('s-') ? [side, bridge] : [bridge, side]
        const { bridge: name, leg } = effect
        if (!legs.every((each) => up.has(each))) return void news.push({ type: 'connect-failed', leg, bridge: name })
        for (const each of legs) {
          into.add(each)
          leave(from, each)
        }
        if (effect.instead !== null) leave(into, effect.instead)
        else muted.delete(leg)
        return void news.push({ type: 'connected', leg, bridge: name })
      }
      case 'greet':
        if (!alive.has(effect.leg)) return void news.push({ type: 'greet-failed' })
        up.add(effect.leg)
        leave(bridge, effect.leg)
        if (effect.answer) news.push({ type: 'leg-answered', leg: effect.leg })
        return void news.push({ type: 'greeted' })
      case 'record':
        return void news.push(alive.has(effect.leg) ? { type: 'recorded' } : { type: 'record-failed' })
      case 'store':
        return void news.push({ type: 'stored', voicemailId: 'v' })
      case 'record-bridge':
        if (unwilling !== null) {
          if (unwilling === 'refuses') news.push({ type: 'recording-failed', name: effect.name })
          return void (unwilling = null)
        }
        recorders.set(effect.name, effect.bridge)
        return void news.push({ type: 'recording-started', name: effect.name })
      case 'stop-recording':
        return endRecorder(effect.name, 'recording-finished')
      case 'check-recording':
        return void news.push({ type: recorders.has(effect.name) ? 'recording-started' : 'recording-finished', name: effect.name })
      case 'announce-recording':
        if (speechless > 0) {
          speechless -= 1
          return void news.push({ type: 'recording-untold', legs: effect.legs })
        }
        return (effect.bridge.startsWith('s-') ? side : bridge).forEach((leg) => heard.add(leg))
      case 'keep-recording':
        if (recorders.has(effect.name)) throw new Error(`${effect.name} is fetched while it runs`)
        return void news.push({ type: 'recording-kept', name: effect.name })
      case 'timer': {
        const { timer, key, at: due } = effect
        const old = timers.findIndex((other) => other.timer === timer && other.key === key)
        if (old >= 0) timers.splice(old, 1)
        return void timers.push({ timer, key, at: due })
      }
      case 'cancel-timer': {
        const old = timers.findIndex((other) => other.timer === effect.timer && other.key === effect.key)
        if (old >= 0) timers.splice(old, 1)
        return
      }
      case 'result':
        return void results.set(effect.commandId, (results.get(effect.commandId) ?? 0) + 1)
      case 'close':
        for (const [name, where] of recorders) if (where === effect.bridge) endRecorder(name, 'recording-finished')
        if (effect.bridge.startsWith('s-')) {
          sideMusic = false
          return side.clear()
        }
        closed += 1
        return bridge.clear()
      case 'hunt': {
        const { hunt } = call.rules
        const left = hunt?.why === 'group' ? hunt.members.filter((userId) => call.hunt.status === 'waiting' && call.hunt.tried[userId] === undefined) : ['agent']
        const offers = left.slice(0, 1).map((userId) => ({ callId: `o${++lines}`, userId, to: { number: '+14255550103', name: userId } }))
        return void news.push({ type: 'hunt-offered', offers, again: hunt?.why === 'queue', position: hunt?.why === 'queue' ? 1 + (lines % 3) : null })
      }
      case 'check-offers':
        return void effect.offers.forEach(({ callId }) => news.push({ type: 'hunt-lost', callId }))
      case 'call-off':
      case 'say-position':
      case 'indicate-ringing':
      case 'watch':
      case 'quiet':
      case 'tone':
      case 'announce':
      case 'say-unrecorded':
      case 'digits':
        return
      case 'mute':
        if (effect.on) muted.add(effect.leg)
        else muted.delete(effect.leg)
        return
      case 'music':
        if (effect.bridge.startsWith('s-')) sideMusic = effect.on
        else music = effect.on
        return
    }
  }
  begun.effects.forEach(perform)

  return {
    get call() { return call },
    get closed() { return closed },
    get music() { return music },
    get sideMusic() { return sideMusic },
    news, timers, alive, bridge, side, muted, recorders, heard, log, results,
    deliver(told) {
      now += 1
      // the caller left while they were lent, and are ours by now
      const event: BareEvent = told.type === 'called-off' && told.by === 'them' && !call.legs[firstLeg]?.lent ? { type: 'leg-gone', leg: firstLeg, cause: 'normal' } : told
      log.push(JSON.stringify(event))
      const outcome = transition(call, { ...event, at: now } as CallEvent)
      const before = call
      call = outcome.call
      // on the way into the bridge of whoever picked up
      if (call.hunt.status === 'giving' && before.hunt.status !== 'giving') leave(bridge, call.outside.leg)
      if (call.hunt.status === 'given' && before.hunt.status !== 'given') {
        const { leg } = call.outside
        away.add(leg)
        for (const where of [alive, up, muted]) where.delete(leg)
        leave(bridge, leg)
      }
      outcome.effects.forEach(perform)
      if (call.ended) for (const leg of Object.values(call.legs)) if (leg.lent) alive.delete(leg.id)
      return outcome.refused
    },
    phone(leg, act) {
      if (!alive.has(leg)) return
      log.push(`phone ${leg} ${act}`)
      if (act === 'leave') return gone(leg, 'normal')
      if (act === 'fall-silent') return up.has(leg) ? gone(leg, 'silent') : undefined
      if (act === 'ring' && !up.has(leg)) return void news.push({ type: 'leg-ringing', leg })
      if (act === 'answer' && !up.has(leg) && leg !== firstLeg) {
        up.add(leg)
        return void news.push({ type: 'leg-answered', leg })
      }
      if ((act === 'decline' || act === 'busy') && !up.has(leg)) return gone(leg, act === 'busy' ? 'busy' : 'declined')
      if (!up.has(leg)) return
      if (act === 'speak') news.push({ type: 'leg-media', leg })
      if (act === 'hold') news.push({ type: 'leg-held', leg })
      if (act === 'resume') news.push({ type: 'leg-resumed', leg })
    },
    breakRecorder(how) {
      if (how === 'recording-untold') return void (speechless += 1)
      const [name] = recorders.keys()
      log.push(`${name ?? 'the next recording'} breaks`)
      if (name === undefined) unwilling = how === 'recording-failed' ? 'refuses' : 'silent'
      else endRecorder(name, how)
    },
    crash(event) {
      now += 1
      log.push(`crash after ${JSON.stringify(event)}`)
      call = transition(call, { ...event, at: now } as CallEvent).call
      news.length = 0
      timers.length = 0
      for (const leg of alive) if (call.ended || call.legs[leg] === undefined || call.legs[leg].status === 'gone') gone(leg, 'normal')
      news.length = 0
      if (call.ended) return
      for (const leg of Object.values(call.legs)) {
        if (leg.status === 'gone') continue
        if (!alive.has(leg.id)) this.deliver({ type: 'leg-gone', leg: leg.id, cause: 'lost' })
        else if (up.has(leg.id)) this.deliver({ type: 'leg-answered', leg: leg.id })
      }
      this.deliver({ type: 'recovered' })
    },
    fireNextTimer() {
      const next = timers.sort((a, b) => a.at - b.at).shift()
      if (next === undefined) return false
      now = Math.max(now, next.at)
      this.deliver({ type: 'timer', timer: next.timer, key: next.key })
      return true
    },
  }
}
