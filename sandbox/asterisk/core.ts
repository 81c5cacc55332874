import type { Clock } from '../clock.ts'
import type { Dialplan } from './dialplan.ts'
import type { Speech } from './media.ts'
import type { AriEvent, BridgeTechnology, BridgeWire, ChannelState, ChannelWire, DialplanPosition, Party } from './wire.ts'
import { timestamp } from './wire.ts'

/** A leg as the engine keeps it. */
export interface Channel {
  id: string
  name: string
  /** The resource after `PJSIP/`, as it was dialled or where it came from. */
  resource: string
  state: ChannelState
  protocolId: string
  caller: Party
  connected: Party
  /** Its number is for the network alone. */
  withheld: boolean
  position: DialplanPosition
  createdAt: number
  answeredAt: number | null
  variables: Map<string, string>
  /** Of the INVITE: what PJSIP_HEADER(add,...) put on an outgoing one, what came with an incoming one. */
  headers: Map<string, string>
  incoming: boolean
  /** The application the channel enters when answered (outgoing legs). */
  target: { app: string, args: string[] } | null
  /** The application the channel is in now. */
  stasis: string | null
  /** Applications that asked for, or were given, this channel's events. */
  listeners: Set<string>
  bridge: Bridge | null
  /** The other leg of a Dial() run by the dialplan itself. */
  dialled: Channel | null
  leaving: boolean
  speech: Speech
  /** `in`: the bridge does not hear it; `out`: its far end hears nothing. */
  muted: { in: boolean, out: boolean }
  /** Its phone holds the call. */
  held: boolean
  /** Hold music plays to its far end. */
  music: boolean
  /** A sound plays to its far end. */
  playing: boolean
  /** Cancels of whatever must not outlive the channel. */
  timers: Map<string, () => void>
  /** Called once as the channel leaves, before StasisEnd (recordings and playbacks end here). */
  onLeave: Set<() => void>
  /** Called with each digit its far end dials (a recording may end by one). */
  onDigit: Set<(digit: string) => void>
}

export interface Bridge {
  id: string
  name: string
  /** Of a Dial() in the dialplan, which ends with either leg; others are the application's. */
  isDials: boolean
  /** As asked for, e.g. `mixing,dtmf_events`. */
  type: string
  createdAt: number
  channels: Channel[]
  /** Recorders and announcers: they take part, but are not listed as channels. */
  helpers: string[]
  technology: BridgeTechnology
  onChange: Set<() => void>
}

/** What the engine tells the network behind a channel. */
export type LegEvent =
  | { type: 'ringing' }
  | { type: 'answered' }
  | { type: 'ended', cause: number }
  | { type: 'hold', on: boolean }
  | { type: 'dtmf', digits: string }

export interface OutgoingLeg {
  id: string
  /** `+14255550101@native` */
  resource: string
  /** The caller id the application asked for, asserted to the network. */
  caller: Party
  /** Nobody but the network may see it. */
  withheld: boolean
  headers: ReadonlyMap<string, string>
}

/** The phone network behind the engine. */
export interface Network {
  /** false: nobody is registered there, and the originate answers 500 "Allocation failed". */
  reachable(resource: string): boolean
  /** The INVITE went out. Answers come through the engine's `legs`. */
  invite(leg: OutgoingLeg): void
  /** Something happened to a leg the network knows. */
  notify(channelId: string, event: LegEvent): void
}

export interface Core {
  clock: Clock
  dialplan: Dialplan
  /** Variables of the whole engine, which dialplan and applications share. */
  globals: Map<string, string>
  network: Network
  channels: Map<string, Channel>
  bridges: Map<string, Bridge>
  /** Names listed in `channelvars` of ari.conf. */
  channelVars: string[]
  nextChannel(): { number: number, name: (resource: string) => string }
  nextId(): string
  /** The dialplan context an endpoint belongs to. */
  contextOf(resource: string): string
  emit(event: EmittedEvent): void
  isRegistered(app: string): boolean
}

/** `about` decides which applications hear of it. */
export interface EmittedEvent {
  about: Channel | Bridge | Channel[]
  event: Pick<AriEvent, 'type'> & Record<string, unknown>
}

export const channelWire = (core: Pick<Core, 'channelVars'>, channel: Channel): ChannelWire => ({
  id: channel.id,
  name: channel.name,
  state: channel.state,
  protocol_id: channel.protocolId,
  caller: { ...channel.caller },
  connected: { ...channel.connected },
  accountcode: '',
  dialplan: { ...channel.position },
  creationtime: timestamp(channel.createdAt),
  language: 'en',
  channelvars: Object.fromEntries(core.channelVars.map((name) => [name, channel.variables.get(name) ?? ''])),
})

export const bridgeWire = (bridge: Bridge): BridgeWire => ({
  id: bridge.id,
  technology: bridge.technology,
  bridge_type: 'mixing',
  bridge_class: bridge.isDials ? 'basic' : 'stasis',
  creator: bridge.isDials ? '' : 'Stasis',
  name: bridge.name,
  channels: bridge.channels.map((channel) => channel.id),
  creationtime: timestamp(bridge.createdAt),
  video_mode: 'talker',
})

/** An event about one channel. */
export const tell = (core: Core, channel: Channel, type: string, fields: Record<string, unknown> = {}): void =>
  core.emit({ about: channel, event: { type, ...fields, channel: channelWire(core, channel) } })

/**
 * Sets a variable and says so. An empty value removes it, which is only said when there was something to remove;
 * functions such as PJSIP_HEADER() are no variables and say nothing (both seen in the traces).
 */
export const setVariable = (core: Core, channel: Channel, name: string, value: string): void => {
  if (value === '' && name !== 'STASISSTATUS' && !channel.variables.has(name)) return
  if (value === '') channel.variables.delete(name)
  else channel.variables.set(name, value)
  tell(core, channel, 'ChannelVarset', { variable: name, value })
}
