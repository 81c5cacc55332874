import type { Cause } from '../../call/model.ts'
import type { EngineEvent, Side } from '../port.ts'
import type { AriEvent, Channel } from './wire.ts'

/** Hangup causes are those of Q.850, as Asterisk reports them; 44 is what it gives a leg whose audio stopped (rtp_timeout). */
const causes: Record<number, Cause> = {
  1: 'unallocated', 2: 'unreachable', 3: 'unreachable', 16: 'normal', 17: 'busy', 18: 'no-answer', 19: 'no-answer', 20: 'unreachable',
  21: 'declined', 22: 'unallocated', 26: 'elsewhere', 27: 'unreachable', 28: 'unallocated', 31: 'normal', 34: 'unreachable', 38: 'unreachable',
  41: 'unreachable', 42: 'unreachable', 44: 'silent', 58: 'unreachable', 127: 'normal',
}
export const causeOf = (q850: number): Cause => causes[q850] ?? 'normal'

const sides: readonly string[] = ['outside', 'native', 'teams', 'desk', 'pbx'] satisfies Side[]
const isSide = (value: string | undefined): value is Side => value !== undefined && sides.includes(value)

/** A channel that the dialplan put into the application: `Stasis(app,<side>,<dialled>[,withheld])`. */
export const arrivalOf = (channel: Channel, args: string[]): Extract<EngineEvent, { type: 'arrived' }> | null => {
  const [side, dialled, wish] = args
  if (!isSide(side) || dialled === undefined) return null
  return {
    type: 'arrived', leg: channel.id, side, dialled, caller: channel.caller.number === '' ? null : channel.caller.number,
    callerName: channel.caller.name === '' ? null : channel.caller.name, withheld: wish === 'withheld',
  }
}

/** The arguments of Stasis() as a channel's dialplan shows them, for one found in a survey. */
export const stasisArgs = (channel: Channel, app: string): string[] | null => {
  const [name, ...args] = (channel.dialplan.app_data ?? '').split(',')
  return channel.dialplan.app_name === 'Stasis' && name === app ? args : null
}

const channelIn = (targetUri: string): string | null => (targetUri.startsWith('channel:') ? targetUri.slice('channel:'.length) : null)
/** An originated channel runs at extension "s"; one that came from the network, at the number that was dialled. */
const isFromNetwork = (channel: Channel): boolean => channel.dialplan.exten !== 's'

export const greetingId = (leg: string) => `greeting-${leg}`
/** Of a greeting that is to be replaced by the usual one when it can't be played. */
export const ownGreetingId = (leg: string) => `${greetingId(leg)}-own`

/** The leg whose personal greeting could not be fetched or played; null for any other event. */
export const unplayable = (event: AriEvent): string | null => {
  if (event.type !== 'PlaybackFinished' || event.playback.state !== 'failed') return null
  const leg = channelIn(event.playback.target_uri)
  return leg !== null && event.playback.id.startsWith(ownGreetingId(leg)) ? leg : null
}

/** Told twice by Asterisk: by the bridge and by the recorder in it (trace recording-across-uplift). */
const ofBridge = (type: 'recording-started' | 'recording-finished' | 'recording-failed', { name, target_uri }: { name: string; target_uri: string }): EngineEvent | null =>
  target_uri.startsWith('bridge:') ? { type, name, bridge: target_uri.slice('bridge:'.length) } : null

/** One ARI event as the port's, or null when it says nothing we need. */
export const readEvent = (event: AriEvent): EngineEvent | null => {
  switch (event.type) {
    case 'StasisStart':
      // an originated leg is usable only now: it is Up before it is in the application, and a bridge answers 422 in between
      return arrivalOf(event.channel, event.args) ?? { type: 'leg-answered', leg: event.channel.id }
    case 'ChannelStateChange':
      if (event.channel.state === 'Ringing') return { type: 'leg-ringing', leg: event.channel.id }
      // for an originated channel StasisStart is the answer
      return event.channel.state === 'Up' && isFromNetwork(event.channel) ? { type: 'leg-answered', leg: event.channel.id } : null
    case 'ChannelDestroyed':
      return { type: 'leg-gone', leg: event.channel.id, cause: causeOf(event.cause) }
    case 'ChannelHold':
      return { type: 'leg-held', leg: event.channel.id }
    case 'ChannelUnhold':
      return { type: 'leg-resumed', leg: event.channel.id }
    case 'PlaybackFinished': {
      const leg = channelIn(event.playback.target_uri)
      return leg !== null && event.playback.id.startsWith(greetingId(leg)) ? { type: 'greeted', leg } : null
    }
    case 'RecordingStarted':
      return ofBridge('recording-started', event.recording)
    case 'RecordingFinished':
    case 'RecordingFailed': {
      const [ofLeg, ofTalk] = event.type === 'RecordingFinished' ? (['recorded', 'recording-finished'] as const) : (['record-failed', 'recording-failed'] as const)
      const leg = channelIn(event.recording.target_uri)
      return leg === null ? ofBridge(ofTalk, event.recording) : { type: ofLeg, leg }
    }
    case 'ChannelTransfer': {
      const to = event.refer_to.requested_destination.destination
      return to === undefined ? null : { type: 'referred', leg: event.referred_by.source_channel.id, to }
    }
    case 'ApplicationReplaced':
      return { type: 'replaced' }
  }
}
