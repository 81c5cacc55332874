import type { Applications } from './applications.ts'
import { addChannels, addHelper, announcePeers, createBridge, destroyBridge, findBridge, removeChannels } from './bridges.ts'
import { answer, continueInDialplan, findChannel, findControlled, hangUp } from './channels.ts'
import type { Channel, Core } from './core.ts'
import { bridgeWire, channelWire } from './core.ts'
import { isSpeaking, receivedPackets, rtpStatistics } from './media.ts'
import { applyVariable, originate } from './originate.ts'
import type { Parameters } from './parameters.ts'
import type { Playbacks } from './playbacks.ts'
import type { RecordOptions, Recordings } from './recordings.ts'
import type { AriResponse } from './wire.ts'
import { hangupReasons, refuse } from './wire.ts'

/** `rest` are the parts of the path that the pattern left open. */
export type Handler = (parameters: Parameters, ...rest: string[]) => AriResponse | void
export type Route = [method: string, path: string, handler: Handler]

const ok = (body: unknown): AriResponse => ({ status: 200, body })
const created = (body: unknown): AriResponse => ({ status: 201, body })

const causeOf = (parameters: Parameters): number => {
  if (parameters.has('reason') && parameters.has('reason_code')) refuse(400, 'The reason and reason_code query parameters can\'t both be specified')
  if (parameters.has('reason_code')) return parameters.number('reason_code', 16)
  if (!parameters.has('reason')) return 16
  return hangupReasons[parameters.text('reason')] ?? refuse(400, 'Invalid Reason Code')
}

/** The functions an application may read; Asterisk answers 500 for one that has nothing to say. */
const readFunction = (channel: Channel, name: string): string | undefined => {
  const [, fn, argument = ''] = /^([A-Z_]+)\((.*)\)$/.exec(name) ?? []
  if (fn === 'CALLERID') return argument === 'name' ? channel.caller.name : channel.caller.number
  if (fn === 'PJSIP_HEADER' && channel.incoming) return channel.headers.get(argument.replace(/^read,\s*/, ''))
  return undefined
}

const readVariable = (core: Core, channel: Channel, name: string): string => {
  const value = channel.variables.get(name)
  if (name === 'TIMEOUT(absolute)') return value === undefined ? '0' : String(Math.ceil((Number(value) - core.clock.now()) / 1000))
  if (name.endsWith(')')) return readFunction(channel, name) ?? refuse(500, 'Unable to read provided function')
  return value ?? refuse(404, 'Provided variable was not found')
}

const recordOptions = (parameters: Parameters): RecordOptions => ({
  name: parameters.text('name'),
  format: parameters.text('format'),
  maxDurationSeconds: parameters.number('maxDurationSeconds', 0),
  maxSilenceSeconds: parameters.number('maxSilenceSeconds', 0),
  ifExists: parameters.text('ifExists', 'fail'),
  beep: parameters.flag('beep'),
  terminateOn: parameters.text('terminateOn', 'none'),
})

export const channelRoutes = (core: Core, playbacks: Playbacks, recordings: Recordings): Route[] => {
  const playOptions = (parameters: Parameters, id?: string) => ({
    id: id ?? parameters.text('playbackId', core.nextId()), media: parameters.list('media'), language: parameters.text('lang', 'en'),
  })
  const start = (parameters: Parameters, id: string) => {
    const channel = originate(core, id, parameters)
    return ok(channelWire(core, channel))
  }
  const mute = (parameters: Parameters, id: string, on: boolean) => {
    const { bridge, muted } = findControlled(core, id)
    const direction = parameters.text('direction', 'both')
    if (direction !== 'out') muted.in = on
    if (direction !== 'in') muted.out = on
    if (bridge?.channels.length === 2) announcePeers(core, bridge)
    for (const changed of bridge?.onChange ?? []) changed()
  }
  const hold = (on: boolean): Handler => (_, id = '') => {
    core.network.notify(findControlled(core, id).id, { type: 'hold', on })
  }
  const controlled: Handler = (_, id = '') => void findControlled(core, id)
  const music = (on: boolean): Handler => (_, id = '') => {
    findControlled(core, id).music = on
  }
  return [
    ['GET', '/channels', () => ok([...core.channels.values()].map((channel) => channelWire(core, channel)))],
    ['POST', '/channels', (parameters) => start(parameters, parameters.text('channelId', core.nextId()))],
    ['POST', '/channels/*', (parameters, id = '') => start(parameters, id)],
    ['GET', '/channels/*', (_, id = '') => ok(channelWire(core, findChannel(core, id)))],
    ['DELETE', '/channels/*', (parameters, id = '') => hangUp(core, findChannel(core, id), causeOf(parameters))],
    ['POST', '/channels/*/answer', (_, id = '') => answer(core, findControlled(core, id))],
    ['POST', '/channels/*/ring', (_, id = '') => {
      core.network.notify(findControlled(core, id).id, { type: 'ringing' })
    }],
    ['DELETE', '/channels/*/ring', controlled],
    ['POST', '/channels/*/continue', (parameters, id = '') => continueInDialplan(core, findControlled(core, id), {
      context: parameters.text('context'), extension: parameters.text('extension'), priority: parameters.number('priority', 1),
    })],
    ['GET', '/channels/*/variable', (parameters, id = '') => {
      const channel = findChannel(core, id)
      if (!parameters.text('variable')) refuse(400, 'Variable name is required')
      return ok({ value: readVariable(core, channel, parameters.text('variable')) })
    }],
    ['POST', '/channels/*/variable', (parameters, id = '') => {
      const channel = findChannel(core, id)
      if (!parameters.text('variable')) refuse(400, 'Variable name is required')
      applyVariable(core, channel, parameters.text('variable'), parameters.text('value'))
    }],
    ['POST', '/channels/*/mute', (parameters, id = '') => mute(parameters, id, true)],
    ['DELETE', '/channels/*/mute', (parameters, id = '') => mute(parameters, id, false)],
    ['POST', '/channels/*/transfer_progress', (parameters, id = '') => {
      findControlled(core, id)
      if (!parameters.text('states')) refuse(400, 'Missing states parameter')
    }],
    ['POST', '/channels/*/hold', hold(true)],
    ['DELETE', '/channels/*/hold', hold(false)],
    ['POST', '/channels/*/moh', music(true)],
    ['DELETE', '/channels/*/moh', music(false)],
    ['POST', '/channels/*/silence', controlled],
    ['DELETE', '/channels/*/silence', controlled],
    ['POST', '/channels/*/dtmf', (parameters, id = '') => {
      const channel = findControlled(core, id)
      if (!parameters.text('dtmf')) refuse(400, 'DTMF is required')
      core.network.notify(channel.id, { type: 'dtmf', digits: parameters.text('dtmf') })
    }],
    ['POST', '/channels/*/play', (parameters, id = '') => created(playbacks.play(findControlled(core, id), playOptions(parameters)))],
    ['POST', '/channels/*/play/*', (parameters, id = '', playbackId = '') => created(playbacks.play(findControlled(core, id), playOptions(parameters, playbackId)))],
    ['POST', '/channels/*/record', (parameters, id = '') => {
      const channel = findControlled(core, id)
      if (channel.bridge) refuse(409, 'Cannot record channel while in bridge')
      return created(recordings.record(channel, recordOptions(parameters)))
    }],
    ['GET', '/channels/*/rtp_statistics', (_, id = '') => {
      const channel = findChannel(core, id)
      // Before the answer there is no RTP session (trace media-and-mute).
      if (channel.answeredAt === null) return refuse(404, 'RTP info not found')
      const now = core.clock.now()
      const heard = channel.bridge?.channels.some((other) => other !== channel && isSpeaking(other.speech))
      const sent = heard ? Math.floor((now - channel.answeredAt) / 20) : 0
      return ok(rtpStatistics(channel.id, receivedPackets(channel.speech, channel.answeredAt, now), sent))
    }],
    ['POST', '/bridges/*/play', (parameters, id = '') => created(playbacks.play(findBridge(core, id), playOptions(parameters)))],
    ['POST', '/bridges/*/play/*', (parameters, id = '', playbackId = '') => created(playbacks.play(findBridge(core, id), playOptions(parameters, playbackId)))],
    ['POST', '/bridges/*/record', (parameters, id = '') => created(recordings.record(findBridge(core, id), recordOptions(parameters)))],
    ['GET', '/playbacks/*', (_, id = '') => ok(playbacks.get(id))],
    ['DELETE', '/playbacks/*', (_, id = '') => playbacks.stop(id)],
  ]
}

export const bridgeRoutes = (core: Core): Route[] => {
  const music = new Map<string, () => void>()
  let announcers = 0
  const make = (parameters: Parameters, id: string) =>
    ok(bridgeWire(createBridge(core, id, parameters.text('type', 'mixing'), parameters.text('name'))))
  const stopMusic = (id: string) => {
    music.get(id)?.()
    music.delete(id)
  }
  return [
    ['GET', '/bridges', () => ok([...core.bridges.values()].map(bridgeWire))],
    ['POST', '/bridges', (parameters) => make(parameters, parameters.text('bridgeId', core.nextId()))],
    ['POST', '/bridges/*', (parameters, id = '') => make(parameters, id)],
    ['GET', '/bridges/*', (_, id = '') => ok(bridgeWire(findBridge(core, id)))],
    ['DELETE', '/bridges/*', (_, id = '') => {
      const bridge = findBridge(core, id)
      stopMusic(id)
      destroyBridge(core, bridge)
    }],
    ['POST', '/bridges/*/addChannel', (parameters, id = '') => addChannels(core, findBridge(core, id), parameters.text('channel'))],
    ['POST', '/bridges/*/removeChannel', (parameters, id = '') => removeChannels(core, findBridge(core, id), parameters.text('channel'))],
    ['POST', '/bridges/*/moh', (_, id = '') => {
      const bridge = findBridge(core, id)
      if (music.has(id)) return
      // The music is an announcer that takes part in the bridge (trace media-and-mute).
      music.set(id, addHelper(core, bridge, `Announcer/ARI_MOH-${(announcers++).toString(16).padStart(8, '0')};2`))
    }],
    ['DELETE', '/bridges/*/moh', (_, id = '') => {
      findBridge(core, id)
      // tried on Asterisk 22.10.1; no trace has it
      if (!music.has(id)) refuse(409, "Bridge isn't playing music")
      stopMusic(id)
    }],
  ]
}

const applicationWire = (app: { name: string, all: boolean, bridges: Set<string> }, channels: string[]) => ({
  name: app.name,
  channel_ids: app.all ? ['__AST_CHANNEL_ALL_TOPIC'] : channels,
  bridge_ids: app.all ? ['__AST_BRIDGE_ALL_TOPIC'] : [...app.bridges],
  endpoint_ids: app.all ? ['__AST_ENDPOINT_ALL_TOPIC'] : [],
  device_names: app.all ? ['__AST_DEVICE_STATE_ALL_TOPIC'] : [],
  events_allowed: [],
  events_disallowed: [],
})

export const otherRoutes = (core: Core, applications: Applications, recordings: Recordings): Route[] => {
  const find = (name: string) => applications.get(name) ?? refuse(404, 'Application not found')
  const show = (name: string) => ok(applicationWire(find(name),
    [...core.channels.values()].filter((channel) => channel.listeners.has(name)).map((channel) => channel.id)))
  const change = (on: boolean): Handler => (parameters, name = '') => {
    const app = find(name)
    const sources = parameters.list('eventSource')
    if (sources.length === 0) refuse(400, 'Missing parameter eventSource')
    for (const source of sources) {
      const [scheme = '', id = ''] = source.split(/:(.*)/s)
      if (!['channel', 'bridge', 'endpoint', 'deviceState'].includes(scheme)) refuse(400, 'Invalid event source scheme')
      if (id === '' && (scheme === 'channel' || scheme === 'bridge')) app.all = on
      else if (scheme === 'channel') {
        const channel = core.channels.get(id) ?? refuse(422, 'Event source does not exist')
        if (on) channel.listeners.add(name)
        else channel.listeners.delete(name)
      } else if (scheme === 'bridge') {
        if (on && !core.bridges.has(id)) refuse(422, 'Event source does not exist')
        if (on) app.bridges.add(id)
        else app.bridges.delete(id)
      }
    }
    return show(name)
  }
  return [
    ['GET', '/applications', () => ok(applications.names().map((name) => show(name).body))],
    ['GET', '/applications/*', (_, name = '') => show(name)],
    ['POST', '/applications/*/subscription', change(true)],
    ['DELETE', '/applications/*/subscription', change(false)],
    ['GET', '/recordings/live/*', (_, name = '') => ok(recordings.live(name))],
    ['POST', '/recordings/live/*/stop', (_, name = '') => recordings.stop(name)],
    ['DELETE', '/recordings/live/*', (_, name = '') => recordings.cancel(name)],
    ['GET', '/recordings/stored', () => ok(recordings.list())],
    ['GET', '/recordings/stored/*', (_, name = '') => ok(recordings.stored(name))],
    ['GET', '/recordings/stored/*/file', (_, name = '') => ok(recordings.file(name))],
    ['DELETE', '/recordings/stored/*', (_, name = '') => recordings.remove(name)],
    ['POST', '/asterisk/variable', (parameters) => {
      if (!parameters.text('variable')) refuse(400, 'Variable name is required')
      core.globals.set(parameters.text('variable'), parameters.text('value'))
    }],
    ['GET', '/asterisk/variable', (parameters) => {
      if (!parameters.text('variable')) refuse(400, 'Variable name is required')
      return ok({ value: core.globals.get(parameters.text('variable')) ?? '' })
    }],
    ['GET', '/asterisk/info', () => ok({
      build: { os: 'Linux', kernel: '', machine: 'x86_64', options: 'OPTIONAL_API', date: '', user: '' },
      system: { version: '22.10.1', entity_id: '' },
      config: { name: 'asterisk', default_language: 'en', setid: { user: '', group: '' } },
      status: { startup_time: '', last_reload_time: '' },
    })],
    ['GET', '/asterisk/ping', () => ok({ asterisk_id: 'asterisk', ping: 'pong', timestamp: new Date(core.clock.now()).toISOString().replace('Z', '+0000') })],
  ]
}
