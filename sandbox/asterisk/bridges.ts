import type { Bridge, Channel, Core } from './core.ts'
import { bridgeWire, channelWire, setVariable, tell } from './core.ts'
import type { BridgeTechnology } from './wire.ts'
import { refuse } from './wire.ts'

const technologyFor = (bridge: Bridge): BridgeTechnology => {
  const taking = bridge.channels.length + bridge.helpers.length
  if (taking > 2) return 'softmix'
  // Plain `mixing` of two PJSIP legs goes native; `dtmf_events` keeps it in the simple bridge (trace consultative-transfer).
  return taking === 2 && bridge.helpers.length === 0 && !bridge.type.includes('dtmf_events') ? 'native_rtp' : 'simple_bridge'
}

/** Tells each party who its peers are: BRIDGEPEER always, BRIDGEPVTCALLID only while there are exactly two. */
export const announcePeers = (core: Core, bridge: Bridge): void => {
  if (bridge.channels.length + bridge.helpers.length < 2) return
  for (const channel of bridge.channels) {
    const peers = bridge.channels.filter((other) => other !== channel)
    setVariable(core, channel, 'BRIDGEPEER', [...bridge.helpers, ...peers.map((peer) => peer.name)].join(','))
    const only = peers.length === 1 && bridge.helpers.length === 0 ? peers[0] : undefined
    setVariable(core, channel, 'BRIDGEPVTCALLID', only?.protocolId ?? '')
  }
}

/** Two parties see each other's number; a third changes nothing. Said only when it is news. */
const connectLines = (core: Core, bridge: Bridge): void => {
  const [one, other] = bridge.channels
  if (!one || !other || bridge.channels.length !== 2 || bridge.helpers.length > 0) return
  for (const [channel, peer] of [[one, other], [other, one]] as const) {
    if (channel.connected.number === peer.caller.number && channel.connected.name === peer.caller.name) continue
    channel.connected = { ...peer.caller }
    tell(core, channel, 'ChannelConnectedLine')
  }
}

/** After somebody came or went: the technology, the peers and the lines follow, in this order. */
const regroup = (core: Core, bridge: Bridge): void => {
  bridge.technology = technologyFor(bridge)
  announcePeers(core, bridge)
  connectLines(core, bridge)
  for (const changed of bridge.onChange) changed()
}

const tellBoth = (core: Core, type: string, bridge: Bridge, channel: Channel): void =>
  core.emit({ about: [channel, ...bridge.channels], event: { type, bridge: bridgeWire(bridge), channel: channelWire(core, channel) } })

export const enter = (core: Core, bridge: Bridge, channel: Channel): void => {
  if (channel.bridge === bridge) return
  if (channel.bridge) leave(core, channel)
  bridge.channels.push(channel)
  channel.bridge = bridge
  tellBoth(core, 'ChannelEnteredBridge', bridge, channel)
  regroup(core, bridge)
}

export const leave = (core: Core, channel: Channel): void => {
  const bridge = channel.bridge
  if (!bridge) return
  setVariable(core, channel, 'BRIDGEPEER', '')
  setVariable(core, channel, 'BRIDGEPVTCALLID', '')
  bridge.channels = bridge.channels.filter((other) => other !== channel)
  // its hold music ends with it, and so does what was played to it
  for (const other of [channel, ...bridge.channels]) other.music = false
  channel.bridge = null
  tellBoth(core, 'ChannelLeftBridge', bridge, channel)
  regroup(core, bridge)
  if (bridge.isDials && bridge.channels.length === 0) destroyBridge(core, bridge)
}

/** A recorder or announcer joins. The result takes it out again. */
export const addHelper = (core: Core, bridge: Bridge, name: string): () => void => {
  bridge.helpers.push(name)
  regroup(core, bridge)
  return () => {
    const index = bridge.helpers.indexOf(name)
    if (index < 0) return
    bridge.helpers.splice(index, 1)
    if (core.bridges.get(bridge.id) === bridge) regroup(core, bridge)
  }
}

export const findBridge = (core: Core, id: string): Bridge => core.bridges.get(id) ?? refuse(404, 'Bridge not found')

/** POST /bridges/{id}. One that is there already answers 409 (tried on Asterisk 22.10.1; no trace has it). */
export const createBridge = (core: Core, id: string, type: string, name: string): Bridge => {
  if (core.bridges.has(id)) refuse(409, `Bridge with id '${id}' already exists`)
  const bridge: Bridge = {
    id, name, type, isDials: false, createdAt: core.clock.now(), channels: [], helpers: [], technology: 'simple_bridge', onChange: new Set(),
  }
  core.bridges.set(id, bridge)
  core.emit({ about: bridge, event: { type: 'BridgeCreated', bridge: bridgeWire(bridge) } })
  return bridge
}

/** The two legs of a Dial() meet in a bridge of Asterisk's own. */
export const joinDialled = (core: Core, one: Channel, other: Channel): void => {
  const bridge = createBridge(core, core.nextId(), 'basic', '')
  bridge.isDials = true
  enter(core, bridge, one)
  enter(core, bridge, other)
}

/** Everybody is put out, then the bridge is gone. The channels stay in the application. */
export const destroyBridge = (core: Core, bridge: Bridge): void => {
  for (const channel of bridge.channels) leave(core, channel)
  core.bridges.delete(bridge.id)
  core.emit({ about: bridge, event: { type: 'BridgeDestroyed', bridge: bridgeWire(bridge) } })
  for (const changed of bridge.onChange) changed()
}

const named = (core: Core, list: string): Channel[] => {
  const ids = list.split(',').map((id) => id.trim()).filter(Boolean)
  if (ids.length === 0) refuse(400, 'No channels were specified')
  // A channel that is gone is the request's fault (400), unlike one named in the path (404): trace late-commands.
  return ids.map((id) => core.channels.get(id) ?? refuse(400, 'Channel not found'))
}

export const addChannels = (core: Core, bridge: Bridge, list: string): void => {
  const channels = named(core, list)
  // Answered but not yet in the application: trace move-old-leg-hangs-up-while-target-rings.
  if (channels.some((channel) => !channel.stasis || channel.leaving)) refuse(422, 'Channel not in Stasis application')
  const fresh = channels.filter((channel) => channel.bridge !== bridge)
  // Both are in before the peers are announced when two come in one request.
  for (const channel of fresh) enter(core, bridge, channel)
}

export const removeChannels = (core: Core, bridge: Bridge, list: string): void => {
  const channels = named(core, list)
  if (channels.some((channel) => channel.bridge !== bridge)) refuse(422, 'Channel not in this bridge')
  for (const channel of channels) leave(core, channel)
}
