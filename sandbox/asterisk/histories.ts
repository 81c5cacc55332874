/**
 * What a leg goes through, told by ARI's events, and what requests are refused with: the stand-in may do nothing that
 * Asterisk was never seen to do. `fixtures/histories.json` is made from Asterisk's traces of the conformance stories
 * (RECORD=1 npm run test:network), and every story played on the stand-in is checked against it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { TraceLine } from './traces.ts'
import type { AriEvent, AriRequest } from './wire.ts'

export interface Seen {
  /** Of one leg each, e.g. `Ring · StasisStart · Up · +bridge · -bridge · StasisEnd · Destroyed 16`. */
  legs: string[]
  /** e.g. `/channels/* 404 Channel not found`. */
  refusals: string[]
}

const stepOf = (event: AriEvent): string | undefined => {
  switch (event.type) {
    case 'ChannelCreated': return event.channel?.state
    case 'ChannelStateChange': return event.channel?.state
    case 'StasisStart':
    case 'StasisEnd': return event.type
    case 'ChannelEnteredBridge': return '+bridge'
    case 'ChannelLeftBridge': return '-bridge'
    case 'ChannelDtmfReceived': return 'Digit'
    // a farewell outside a bridge leaves no cause behind
    case 'ChannelDestroyed': return `Destroyed ${String(event['cause'] === 0 ? 16 : event['cause'])}`
    // a Dial event and the leg's own change race; hang-up requests come from either side at once; a phone holds whenever it likes
    default: return undefined
  }
}

/** A leg that rings, holds or is exchanged again and again is one that does it once, as far as its order of events goes. */
const withoutRepeats = (steps: string[]): string[] => {
  const kept: string[] = []
  for (const step of steps) {
    kept.push(step)
    const [a, b, c, d] = kept.slice(-4)
    if (kept.length >= 4 && a === c && b === d) kept.splice(-2)
  }
  return kept
}

const idsIn = /\/(channels|bridges|playbacks|recordings\/(?:live|stored))\/[^/]+/g

export const seenIn = (lines: TraceLine[]): Seen => {
  const legs = new Map<string, string[]>()
  const refusals: string[] = []
  for (const line of lines) {
    if ('event' in line) {
      const id = line.event.channel?.id
      const step = stepOf(line.event)
      // announcers and recorders are legs of the engine's own
      if (id === undefined || step === undefined || !line.event.channel?.name.startsWith('PJSIP/')) continue
      if (line.event.type === 'ChannelCreated') legs.set(id, [])
      legs.get(id)?.push(step)
    } else if (line.response.status >= 400) {
      const body = line.response.body as { message?: string, error?: string } | null
      const words = (body?.message ?? body?.error ?? '').replaceAll(/'[^']*'/g, "'…'")
      refusals.push(`${whatWasAsked(line.request)} ${line.response.status} ${words}`)
    }
  }
  // what was cut off tells of no order
  const whole = [...legs.values()].filter((steps) => steps.at(-1)?.startsWith('Destroyed')).map((steps) => withoutRepeats(steps).join(' · '))
  return { legs: [...new Set(whole)].sort(), refusals: [...new Set(refusals)].sort() }
}

/** A channel that is gone is so for every request. */
const whatWasAsked = ({ method, path }: AriRequest): string => {
  const named = path.replaceAll(idsIn, '/$1/*')
  return named.startsWith('/channels/') ? '/channels/*' : `${method} ${named}`
}

const fixture = new URL('./fixtures/histories.json', import.meta.url)
const read = (): Seen => {
  try {
    return JSON.parse(readFileSync(fixture, 'utf8')) as Seen
  } catch {
    return { legs: [], refusals: [] }
  }
}

/** Adds what Asterisk was seen to do. */
export const remember = (seen: Seen): void => {
  const known = read()
  const merged = { legs: [...new Set([...known.legs, ...seen.legs])].sort(), refusals: [...new Set([...known.refusals, ...seen.refusals])].sort() }
  writeFileSync(fixture, `${JSON.stringify(merged, null, 2)}\n`)
}

/** What of this Asterisk was never seen to do. */
export const unheardOf = (seen: Seen): string[] => {
  const known = read()
  return [...seen.legs.filter((leg) => !known.legs.includes(leg)), ...seen.refusals.filter((refusal) => !known.refusals.includes(refusal))]
}
