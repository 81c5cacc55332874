import { leave } from './bridges.ts'
import type { Channel, Core } from './core.ts'
import { channelWire, setVariable, tell } from './core.ts'
import { createSpeech } from './media.ts'
import type { DialplanMoment } from './dialplan.ts'
import type { Party } from './wire.ts'
import { causeText, refuse } from './wire.ts'

/** Between a hang-up request and the end of the channel. */
const teardownMs = 1

export const dialEvent = (core: Core, channel: Channel, dialstatus: string): void =>
  core.emit({
    about: channel,
    event: { type: 'Dial', dialstatus, forward: '', dialstring: channel.resource, peer: channelWire(core, channel) },
  })

export const cancelTimer = (channel: Channel, name: string): void => {
  channel.timers.get(name)?.()
  channel.timers.delete(name)
}

export const timer = (core: Core, channel: Channel, name: string, ms: number, run: () => void): void => {
  cancelTimer(channel, name)
  channel.timers.set(name, core.clock.setTimeout(ms, () => {
    channel.timers.delete(name)
    run()
  }))
}

interface NewChannel {
  id: string
  resource: string
  incoming: boolean
  context: string
  exten: string
}

export const createChannel = (core: Core, { id, resource, incoming, context, exten }: NewChannel, name: string): Channel => {
  const channel: Channel = {
    id, name, resource, incoming,
    state: incoming ? 'Ring' : 'Down',
    protocolId: '',
    caller: { name: '', number: '' },
    connected: { name: '', number: '' },
    withheld: false,
    position: { context, exten, priority: 1, app_name: '', app_data: '' },
    createdAt: core.clock.now(),
    answeredAt: null,
    variables: new Map(),
    headers: new Map(),
    target: null,
    stasis: null,
    listeners: new Set(),
    bridge: null,
    dialled: null,
    leaving: false,
    speech: createSpeech(),
    muted: { in: false, out: false },
    held: false,
    music: false,
    playing: false,
    timers: new Map(),
    onLeave: new Set(),
    onDigit: new Set(),
  }
  core.channels.set(id, channel)
  return channel
}

/** Stasis(): into the application, or `fail` when it is away. */
export const enterStasis = (core: Core, channel: Channel, app: string, args: string[], fail: () => void): void => {
  channel.position = { ...channel.position, app_name: 'Stasis', app_data: [app, ...args].join(',') }
  // Asterisk announces the application only where the dialplan runs it, not for an originated leg.
  if (channel.incoming) tell(core, channel, 'ChannelDialplan', { dialplan_app: 'Stasis', dialplan_app_data: channel.position.app_data })
  channel.listeners.add(app)
  setVariable(core, channel, 'STASISSTATUS', '')
  if (!core.isRegistered(app)) {
    setVariable(core, channel, 'STASISSTATUS', 'FAILED')
    channel.listeners.delete(app)
    fail()
    return
  }
  channel.stasis = app
  tell(core, channel, 'StasisStart', { args })
}

const leaveStasis = (core: Core, channel: Channel): void => {
  const app = channel.stasis
  if (!app) return
  channel.stasis = null
  tell(core, channel, 'StasisEnd')
  setVariable(core, channel, 'STASISSTATUS', 'SUCCESS')
  // Without subscribeAll the application hears nothing of the channel after StasisEnd.
  channel.listeners.delete(app)
}

/** Runs the next step of the dialplan for an incoming channel. */
export const runDialplan = (core: Core, channel: Channel, moment: DialplanMoment): void => {
  const step = core.dialplan(channel, moment, core.globals)
  if (step.run === 'stasis') {
    enterStasis(core, channel, step.app, step.args, () => runDialplan(core, channel, 'stasis-failed'))
  } else if (step.run === 'dial') {
    dialFromDialplan(core, channel, step.resource, step.seconds)
  } else {
    tell(core, channel, 'ChannelHangupRequest', { cause: step.cause, soft: true })
    end(core, channel, { cause: step.cause })
  }
}

/** Dial(): the dialplan's own call to the other side, joined without any bridge of ours. */
const dialFromDialplan = (core: Core, channel: Channel, resource: string, seconds: number): void => {
  channel.position = { ...channel.position, app_name: 'Dial', app_data: `PJSIP/${resource},${seconds}` }
  tell(core, channel, 'ChannelDialplan', { dialplan_app: 'Dial', dialplan_app_data: channel.position.app_data })
  if (!core.network.reachable(resource)) {
    end(core, channel, { cause: 20 })
    return
  }
  const { name } = core.nextChannel()
  const leg = createChannel(core, { id: core.nextId(), resource, incoming: false, context: channel.position.context, exten: 's' }, name(resource))
  leg.protocolId = core.nextId()
  leg.position = { ...leg.position, app_name: 'AppDial', app_data: '(Outgoing Line)' }
  leg.caller = { ...channel.caller }
  leg.connected = { ...channel.caller }
  leg.dialled = channel
  channel.dialled = leg
  tell(core, leg, 'ChannelCreated')
  dialEvent(core, leg, '')
  ringOut(core, leg, seconds)
}

/** The INVITE goes out a moment later, so the caller of the request is never called back inside it. */
export const ringOut = (core: Core, channel: Channel, seconds: number): void => {
  const leg = { id: channel.id, resource: channel.resource, caller: { ...channel.caller }, withheld: channel.withheld, headers: channel.headers }
  timer(core, channel, 'invite', 0, () => core.network.invite(leg))
  // Not answered in time: no hang-up request and no Dial, only the end (trace no-answer-timeout).
  if (seconds > 0) timer(core, channel, 'ring', seconds * 1000, () => end(core, channel, { cause: 19, techCause: 480 }))
}

interface Ending {
  cause: number
  techCause?: number
}

/** The channel goes: bridge, application, and itself, in the order the traces show. */
export const end = (core: Core, channel: Channel, { cause, techCause }: Ending): void => {
  if (channel.leaving) return
  channel.leaving = true
  for (const name of channel.timers.keys()) cancelTimer(channel, name)
  leave(core, channel)
  for (const left of channel.onLeave) left()
  const tech = techCause === undefined ? {} : { tech_cause: techCause }
  core.clock.setTimeout(teardownMs, () => {
    const wasInDialplan = channel.incoming
    leaveStasis(core, channel)
    if (wasInDialplan) tell(core, channel, 'ChannelHangupRequest', { cause: 16, soft: true, ...tech })
    channel.position = channel.incoming
      ? { ...channel.position, app_name: '', app_data: '' }
      : { ...channel.position, app_name: 'AppDial2', app_data: '(Outgoing Line)' }
    core.channels.delete(channel.id)
    tell(core, channel, 'ChannelDestroyed', { cause, cause_txt: causeText(cause), ...tech })
    core.network.notify(channel.id, { type: 'ended', cause })
    const other = channel.dialled
    channel.dialled = null
    if (other) other.dialled = null
    if (other && core.channels.get(other.id) === other) end(core, other, { cause: cause === 26 ? 16 : cause })
  })
}

/** DELETE /channels/{id}. */
export const hangUp = (core: Core, channel: Channel, cause: number): void => {
  tell(core, channel, 'ChannelHangupRequest', { cause: 32, soft: true })
  if (channel.leaving) return
  if (!channel.incoming && channel.state !== 'Up') dialEvent(core, channel, 'NOANSWER')
  end(core, channel, { cause })
}

/** POST /channels/{id}/answer. */
export const answer = (core: Core, channel: Channel): void => {
  if (channel.state === 'Up') return
  channel.state = 'Up'
  channel.answeredAt = core.clock.now()
  tell(core, channel, 'ChannelStateChange')
  core.network.notify(channel.id, { type: 'answered' })
}

/** POST /channels/{id}/continue: out of the application, back into the dialplan. */
export const continueInDialplan = (core: Core, channel: Channel, to: { context: string, extension: string, priority: number }): void => {
  leave(core, channel)
  for (const left of channel.onLeave) left()
  const app = channel.stasis
  channel.stasis = null
  tell(core, channel, 'StasisEnd')
  if (!channel.variables.has('SIDE')) {
    channel.variables.set('SIDE', channel.position.context)
    channel.variables.set('DIALLED', channel.position.exten)
  }
  // Seen between the two runs: the new place with priority 0, still under the old application (trace hand-back-to-dialplan).
  const shown = { dialplan_app: channel.position.app_name, dialplan_app_data: channel.position.app_data }
  channel.position = { ...channel.position, context: to.context || channel.position.context, exten: to.extension || channel.position.exten, priority: to.priority - 1 }
  tell(core, channel, 'ChannelDialplan', shown)
  setVariable(core, channel, 'STASISSTATUS', 'SUCCESS')
  channel.position = { ...channel.position, priority: to.priority }
  if (app) channel.listeners.delete(app)
  if (channel.incoming) runDialplan(core, channel, 'continued')
  else end(core, channel, { cause: 16 })
}

export const findChannel = (core: Core, id: string): Channel => core.channels.get(id) ?? refuse(404, 'Channel not found')

/** A command that only the application's own channels take. */
export const findControlled = (core: Core, id: string): Channel => {
  const channel = findChannel(core, id)
  return channel.stasis && !channel.leaving ? channel : refuse(409, 'Channel not in Stasis application')
}

/** TIMEOUT(absolute): seconds from now until the channel is ended; 0 takes it off; setting it again restarts it. */
export const setAbsoluteTimeout = (core: Core, channel: Channel, seconds: number): void => {
  cancelTimer(channel, 'absolute')
  channel.variables.delete('TIMEOUT(absolute)')
  if (!(seconds > 0)) return
  channel.variables.set('TIMEOUT(absolute)', String(core.clock.now() + seconds * 1000))
  timer(core, channel, 'absolute', seconds * 1000, () => end(core, channel, { cause: 16 }))
}

/** `"Dana" <+14255550101>`, `<+1425...>` or a bare number. */
export const parseCallerId = (text: string): Party => {
  const match = /^\s*(?:"?([^"<]*?)"?\s*)?<([^>]*)>\s*$/.exec(text)
  return match ? { name: match[1] ?? '', number: match[2] ?? '' } : { name: '', number: text.trim() }
}
