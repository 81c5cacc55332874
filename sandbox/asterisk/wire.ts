/** The shapes Asterisk 22 puts on the wire, as the recorded traces show them. */

export interface Party {
  name: string
  number: string
}

export interface DialplanPosition {
  context: string
  exten: string
  priority: number
  app_name: string
  app_data: string
}

export type ChannelState = 'Down' | 'Ring' | 'Ringing' | 'Up'

export interface ChannelWire {
  id: string
  name: string
  state: ChannelState
  protocol_id: string
  caller: Party
  connected: Party
  accountcode: string
  dialplan: DialplanPosition
  creationtime: string
  language: string
  channelvars: Record<string, string>
}

export type BridgeTechnology = 'simple_bridge' | 'native_rtp' | 'softmix'

export interface BridgeWire {
  id: string
  technology: BridgeTechnology
  bridge_type: string
  bridge_class: string
  creator: string
  name: string
  channels: string[]
  creationtime: string
  video_mode: string
}

export interface PlaybackWire {
  id: string
  media_uri: string
  target_uri: string
  language: string
  state: 'queued' | 'playing' | 'done' | 'failed'
}

export interface RecordingWire {
  name: string
  format: string
  state: 'queued' | 'recording' | 'done' | 'canceled'
  target_uri: string
  duration?: number
  talking_duration?: number
  silence_duration?: number
}

export interface AriEvent {
  type: string
  timestamp: string
  application: string
  asterisk_id: string
  channel?: ChannelWire
  peer?: ChannelWire
  bridge?: BridgeWire
  playback?: PlaybackWire
  recording?: RecordingWire
  [field: string]: unknown
}

export interface AriRequest {
  method: string
  /** Without the `/ari` in front, e.g. `/channels/abc/answer`. */
  path: string
  query?: Record<string, string | number | boolean | undefined> | undefined
  body?: unknown
}

/** `body` is JSON, or a Buffer for a recording's file, or null where Asterisk sends none. */
export interface AriResponse {
  status: number
  body: unknown
}

/** An answer other than success, thrown inside a handler and turned into a response at the door. */
export class AriRefusal extends Error {
  readonly status: number
  readonly body: unknown
  constructor(status: number, message: string, body: unknown = { message }) {
    super(message)
    this.status = status
    this.body = body
  }
}

export const refuse = (status: number, message: string): never => {
  throw new AriRefusal(status, message)
}

/** `2026-11-22T13:47:35.372+0000`: Asterisk writes the zone without a colon. */
export const timestamp = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000')

/** Q.850 causes with Asterisk's own words (`causes.h`, and cause_txt in the traces). */
const causeTexts: Record<number, string> = {
  0: 'Unknown',
  1: 'Unallocated (unassigned) number',
  16: 'Normal Clearing',
  17: 'User busy',
  18: 'No user responding',
  19: 'User alerting, no answer',
  20: 'Subscriber absent',
  21: 'Call Rejected',
  26: 'Answered elsewhere',
  27: 'Destination out of order',
  28: 'Invalid number format',
  31: 'Normal, unspecified',
  34: 'Circuit/channel congestion',
  38: 'Network out of order',
  44: 'Requested circuit/channel not available',
  127: 'Interworking, unspecified',
}
export const causeText = (cause: number): string => causeTexts[cause] ?? 'Unknown'

/** `reason` of DELETE /channels/{id} (rest-api/api-docs/channels.json). */
export const hangupReasons: Record<string, number> = {
  normal: 16,
  busy: 17,
  congestion: 34,
  no_answer: 19,
  timeout: 19,
  rejected: 21,
  unallocated: 1,
  normal_unspecified: 31,
  number_incomplete: 28,
  codec_mismatch: 127,
  interworking: 127,
  failure: 38,
  answered_elsewhere: 26,
}

/** SIP final answers as chan_pjsip's `hangup_sip2cause` maps them, with the dial status that follows. */
export const rejection = (sipStatus: number): { cause: number, dialStatus: string } => {
  switch (sipStatus) {
    case 404: return { cause: 1, dialStatus: 'CHANUNAVAIL' }
    case 480: return { cause: 19, dialStatus: 'NOANSWER' }
    case 486:
    case 600: return { cause: 17, dialStatus: 'BUSY' }
    case 603: return { cause: 21, dialStatus: 'BUSY' }
    case 503: return { cause: 34, dialStatus: 'CONGESTION' }
    default: return { cause: 127, dialStatus: 'CHANUNAVAIL' }
  }
}
