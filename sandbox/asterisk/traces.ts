import { readFileSync } from 'node:fs'
import type { AriEvent, AriRequest, AriResponse, ChannelWire } from './wire.ts'

/** One line of a recorded trace. */
export type TraceLine =
  | { ms: number, event: AriEvent }
  | { ms: number, request: AriRequest, response: AriResponse }

export const readTrace = (name: string): TraceLine[] =>
  readFileSync(new URL(`./fixtures/traces/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n').filter(Boolean).map((line) => JSON.parse(line) as TraceLine)

type Rename = (id: string) => string

/** Fields that differ from run to run, or that the fixtures leave out: see fixtures/traces/README.md. */
const omitted = new Set(['timestamp', 'asterisk_id', 'application', 'accountcode', 'language', 'creationtime'])

const normalChannel = (channel: ChannelWire, rename: Rename) => ({
  ...Object.fromEntries(Object.entries(channel).filter(([key]) => !omitted.has(key))),
  id: rename(channel.id),
  // The number counts channels since Asterisk's start.
  name: channel.name.replace(/-[0-9a-f]+$/, ''),
  protocol_id: channel.protocol_id === '' ? '' : 'some',
})

const normalValue = (variable: unknown, value: unknown): unknown => {
  if (variable === 'SIPDOMAIN') return 'some'
  // Peers are named by channel numbers; how many they are is what counts.
  if (variable === 'BRIDGEPEER') return value === '' ? 0 : String(value).split(',').length
  if (variable === 'BRIDGEPVTCALLID') return value === '' ? '' : 'some'
  return value
}

/** An event without what is different in every run. Every other field, and every key, stays to be compared. */
export const normalEvent = (event: AriEvent, rename: Rename): Record<string, unknown> => {
  const normal: Record<string, unknown> = Object.fromEntries(Object.entries(event).filter(([key]) => !omitted.has(key)))
  if (event.channel) normal['channel'] = normalChannel(event.channel, rename)
  if (event.peer) {
    const peer = normalChannel(event.peer, rename)
    // The Dial RINGING and the leg's own change to Ringing come from two threads: either may be told first, so
    // neither the order of the two nor the state shown in the early Dial events is fixed (see streams below).
    normal['peer'] = isDialProgress(event) ? { ...peer, state: 'any' } : peer
  }
  if (event.bridge) {
    const { creationtime: _, ...bridge } = event.bridge
    normal['bridge'] = { ...bridge, channels: bridge.channels.map(rename) }
  }
  if (event.playback) normal['playback'] = { ...event.playback, id: 'some', target_uri: event.playback.target_uri.replace(/:.*/s, (id) => `:${rename(id.slice(1))}`) }
  if (event.recording) normal['recording'] = { ...event.recording, target_uri: event.recording.target_uri.replace(/:.*/s, (id) => `:${rename(id.slice(1))}`) }
  if (event.type === 'ChannelVarset') normal['value'] = normalValue(event['variable'], event['value'])
  return normal
}

const isDialProgress = (event: AriEvent): boolean =>
  event.type === 'Dial' && (event['dialstatus'] === '' || event['dialstatus'] === 'RINGING')

/** The streams an event belongs to. Within one the order must be that of the trace; between them Asterisk's threads race. */
const streamsOf = (event: AriEvent, rename: Rename): string[] => {
  const leg = event.channel ?? event.peer
  if (event.type === 'ApplicationReplaced') return ['application']
  if (event.recording) return [`recording ${event.recording.name}`]
  if (event.playback) return ['playback']
  const streams: string[] = []
  if (leg) streams.push(`${isDialProgress(event) ? 'dialling' : 'channel'} ${rename(leg.id)}`)
  if (event.bridge) streams.push(`bridge ${event.bridge.id}`)
  return streams
}

/**
 * Sorts events into streams. Left out: setting BRIDGEPEER or BRIDGEPVTCALLID to the value it has already. Asterisk
 * does that whenever a bridge looks at its technology again (up to three times in a row), and nothing depends on it.
 */
export const streams = (events: AriEvent[], rename: Rename): Record<string, unknown[]> => {
  const sorted: Record<string, unknown[]> = {}
  const values = new Map<string, unknown>()
  for (const event of events) {
    if (event.type === 'ChannelVarset' && String(event['variable']).startsWith('BRIDGE')) {
      const key = `${event.channel?.id} ${String(event['variable'])}`
      if (values.get(key) === event['value']) continue
      values.set(key, event['value'])
    }
    for (const stream of streamsOf(event, rename)) (sorted[stream] ??= []).push(normalEvent(event, rename))
  }
  return sorted
}

const byId = (one: { id?: unknown }, other: { id?: unknown }) => String(one.id).localeCompare(String(other.id))

/** A response's body without ids, times and counters; lists in the order of their ids, since Asterisk's is a hash table's. */
export const normalBody = (body: unknown, rename: Rename): unknown => {
  if (Array.isArray(body)) return body.map((item: unknown) => normalBody(item, rename) as { id?: unknown }).sort(byId)
  if (body === null || typeof body !== 'object') return body
  const fields = body as Record<string, unknown>
  // Every figure of the media poll depends on the phones of that day: only the names are compared.
  if ('rxcount' in fields) return Object.keys(fields).sort()
  if ('protocol_id' in fields) return { keys: Object.keys(fields).sort(), ...normalChannel(fields as unknown as ChannelWire, rename) }
  if ('bridge_class' in fields) {
    return { ...fields, creationtime: 'some', channels: (fields['channels'] as string[]).map(rename) }
  }
  if ('media_uri' in fields) return { ...fields, id: 'some', target_uri: 'some' }
  if ('target_uri' in fields) return { ...fields, target_uri: String(fields['target_uri']).replace(/:.*/s, (id) => `:${rename(id.slice(1))}`) }
  return fields
}
