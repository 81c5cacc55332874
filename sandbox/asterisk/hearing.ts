import type { Channel, Core } from './core.ts'
import { isSpeaking } from './media.ts'

/** What the far end of a channel hears just now. */
export interface Heard {
  /** Voices, as the far ends that send them are named. */
  voices: string[]
  /** Hold music, a greeting: any other sound. */
  music: boolean
}

const silence: Heard = { voices: [], music: false }

const voiceOf = (channel: Channel): string[] => {
  const voice = channel.speech.stretches.at(-1)?.voice
  return isSpeaking(channel.speech) && voice !== undefined && !channel.muted.in ? [voice] : []
}

/** Who is heard where: everybody in the bridge hears everybody else, but for mutes; two legs of a Dial() hear each other. */
export const heardBy = (core: Core, id: string): Heard => {
  const channel = core.channels.get(id)
  if (!channel || channel.state !== 'Up' || channel.muted.out) return silence
  const others = channel.dialled ? [channel.dialled] : channel.bridge?.channels.filter((other) => other !== channel) ?? []
  const announced = channel.bridge?.helpers.some((helper) => helper.startsWith('Announcer/')) ?? false
  return { voices: others.flatMap(voiceOf), music: channel.music || channel.playing || announced }
}

/** A phone's own hold plays music to whoever it talks with, until it resumes or leaves. */
export const playToPeers = (channel: Channel, on: boolean): void => {
  for (const other of channel.bridge?.channels ?? []) if (other !== channel) other.music = on
}
