import { announcePeers, joinDialled } from './bridges.ts'
import { answer, cancelTimer, dialEvent, end, enterStasis, timer } from './channels.ts'
import type { Channel, Core } from './core.ts'
import { channelWire, tell } from './core.ts'
import { playToPeers } from './hearing.ts'
import { speak } from './media.ts'
import { rejection } from './wire.ts'

/** Between a leg's being Up and its StasisStart lie a few milliseconds (traces; adding it to a bridge then answers 422). */
const enterMs = 3

/** What the far end does with a leg. Each is a no-op when the channel is gone or past that point. */
export const createLegs = (core: Core, audioLostMs: number | null) => {
  const live = (id: string): Channel | undefined => {
    const channel = core.channels.get(id)
    return channel && !channel.leaving ? channel : undefined
  }
  const rehearse = (channel: Channel): void => {
    if (channel.bridge?.channels.length === 2) announcePeers(core, channel.bridge)
  }
  return {
    /** 180 Ringing. */
    ringing(id: string): void {
      const channel = live(id)
      if (!channel || channel.state !== 'Down') return
      dialEvent(core, channel, 'RINGING')
      channel.state = 'Ringing'
      tell(core, channel, 'ChannelStateChange')
      if (channel.dialled) core.network.notify(channel.dialled.id, { type: 'ringing' })
    },
    /** 200 OK. */
    answer(id: string): void {
      const channel = live(id)
      if (!channel || channel.incoming || channel.state === 'Up') return
      cancelTimer(channel, 'ring')
      channel.state = 'Up'
      channel.answeredAt = core.clock.now()
      tell(core, channel, 'ChannelStateChange')
      dialEvent(core, channel, 'ANSWER')
      if (channel.dialled) {
        answer(core, channel.dialled)
        joinDialled(core, channel.dialled, channel)
      }
      const target = channel.target
      if (!target) return
      timer(core, channel, 'enter', enterMs, () =>
        enterStasis(core, channel, target.app, target.args, () => end(core, channel, { cause: 16 })))
    },
    /** A final answer other than 200, e.g. 486. */
    reject(id: string, sipStatus: number): void {
      const channel = live(id)
      if (!channel || channel.incoming) return
      const { cause, dialStatus } = rejection(sipStatus)
      tell(core, channel, 'ChannelHangupRequest', { cause, tech_cause: sipStatus })
      dialEvent(core, channel, dialStatus)
      end(core, channel, { cause, techCause: sipStatus })
    },
    /** BYE, or CANCEL while the call has not been answered. */
    hangUp(id: string): void {
      const channel = live(id)
      if (!channel) return
      if (channel.state !== 'Up') {
        tell(core, channel, 'ChannelHangupRequest', { cause: 127, tech_cause: 487 })
        end(core, channel, { cause: 127, techCause: 487 })
        return
      }
      tell(core, channel, 'ChannelHangupRequest')
      // A BYE outside a bridge leaves no cause behind (trace voicemail).
      end(core, channel, { cause: channel.bridge || channel.dialled ? 16 : 0 })
    },
    /** The phone's own hold: a re-INVITE with sendonly. */
    hold(id: string): void {
      const channel = live(id)
      if (!channel) return
      rehearse(channel)
      channel.held = true
      cancelTimer(channel, 'silence')
      playToPeers(channel, true)
      tell(core, channel, 'ChannelHold', { musicclass: 'default' })
    },
    resume(id: string): void {
      const channel = live(id)
      if (!channel) return
      channel.held = false
      playToPeers(channel, false)
      tell(core, channel, 'ChannelUnhold')
      rehearse(channel)
    },
    /**
     * A REFER. Only the Teams side may send one; from elsewhere it is refused and the application hears nothing of it
     * (telephony/asterisk/pjsip.conf, allow_transfer).
     */
    refer(id: string, number: string): void {
      const channel = live(id)
      if (!channel || core.contextOf(channel.resource) !== 'teams') return
      core.emit({ about: channel, event: { type: 'ChannelTransfer', refer_to: { requested_destination: { destination: number } }, referred_by: { source_channel: channelWire(core, channel) } } })
    },
    /** The far end begins to send audio with this voice, or stops (null). */
    speak(id: string, voice: string | null): void {
      const channel = live(id)
      if (channel) speak(channel.speech, core.clock.now(), voice)
    },
    /** The far end is out of reach: no audio and no RTCP from it, until it is back. A leg of a person's is then let go (rtp_timeout). */
    vanish(id: string, gone: boolean): void {
      const channel = live(id)
      if (!channel) return
      if (!gone) return cancelTimer(channel, 'silence')
      const isPersons = ['native', 'teams'].includes(core.contextOf(channel.resource))
      if (audioLostMs !== null && isPersons && channel.state === 'Up' && !channel.held) timer(core, channel, 'silence', audioLostMs, () => end(core, channel, { cause: 44 }))
    },
    dtmf(id: string, digit: string, durationMs: number): void {
      const channel = live(id)
      if (!channel) return
      tell(core, channel, 'ChannelDtmfReceived', { digit, duration_ms: durationMs })
      for (const heard of channel.onDigit) heard(digit)
    },
  }
}

export type Legs = ReturnType<typeof createLegs>
