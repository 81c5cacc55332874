import { z } from 'zod/v4'

/**
 * The parts of ARI's messages that we read (Asterisk 22, rest-api/api-docs). Unknown events and fields pass by:
 * ARI adds both between releases.
 */
export const channel = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  caller: z.object({ name: z.string(), number: z.string() }),
  dialplan: z.object({ context: z.string(), exten: z.string(), app_name: z.string().optional(), app_data: z.string().optional() }),
  channelvars: z.record(z.string(), z.string()).optional(),
})
export type Channel = z.infer<typeof channel>

export const bridge = z.object({ id: z.string(), channels: z.array(z.string()) })

export const rtpStatistics = z.object({ rxcount: z.number() })

export const ariEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StasisStart'), args: z.array(z.string()), channel }),
  z.object({ type: z.literal('ChannelStateChange'), channel }),
  z.object({ type: z.literal('ChannelDestroyed'), cause: z.number(), channel }),
  z.object({ type: z.literal('ChannelHold'), channel }),
  z.object({ type: z.literal('ChannelUnhold'), channel }),
  z.object({ type: z.literal('PlaybackFinished'), playback: z.object({ id: z.string(), target_uri: z.string(), state: z.string() }) }),
  z.object({ type: z.literal('RecordingStarted'), recording: z.object({ name: z.string(), target_uri: z.string() }) }),
  z.object({ type: z.literal('RecordingFinished'), recording: z.object({ name: z.string(), target_uri: z.string() }) }),
  z.object({ type: z.literal('RecordingFailed'), recording: z.object({ name: z.string(), target_uri: z.string() }) }),
  z.object({
    type: z.literal('ChannelTransfer'),
    refer_to: z.object({ requested_destination: z.object({ destination: z.string().optional() }) }),
    referred_by: z.object({ source_channel: channel.partial().required({ id: true }) }),
  }),
  z.object({ type: z.literal('ApplicationReplaced') }),
])
export type AriEvent = z.infer<typeof ariEvent>
export const knownTypes = new Set<string>(ariEvent.options.map((option) => option.shape.type.value))
