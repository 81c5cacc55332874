import { setTimeout as sleep } from 'node:timers/promises'
import type { Device, Devices, Line, PhoneCall } from '../phones/devices.ts'
import type { BaresipEvent } from './baresip-control.ts'
import { type Baresip, type BaresipOptions, startBaresip } from './baresip.ts'
import { answeredElsewhere, causeOfReasons, causeOfStatus, normalClearing } from './causes.ts'
import type { TracedMessage } from './sip-trace.ts'
import { voicemailTone } from './tones.ts'

const voicemailAnswersMs = 2_000
/** A voicemail hangs up by itself after its greeting and a message. */
const voicemailLastsMs = 60_000
const digitMs = 240
const settledWithinMs = 2_000
/** The trace comes through another pipe than the events; this is long past its coming. */
const reasonWithinMs = 150

type Voice = 'own' | 'silent' | 'voicemail'

/** Resolves when baresip has taken all that the screen's acts sent it. */
type Pending = Set<Promise<unknown>>

export interface SipPhone {
  baresip: Baresip
  accept(call: PhoneCall): Promise<void>
  /** `code` is dialled before the number, e.g. `#31#`. */
  dial(number: string, code?: string): Promise<PhoneCall>
  /** `cause` is what the screen says afterwards. */
  end(call: PhoneCall, cause: number): Promise<void>
  resume(call: PhoneCall): Promise<void>
  dtmf(call: PhoneCall, digits: string): Promise<void>
  /** Blind transfer: a REFER to this number (RFC 3515). */
  refer(call: PhoneCall, number: string): Promise<void>
  /** Lets its faults take effect. */
  applyFaults(): Promise<void>
  /** When what was sent without waiting is taken. */
  settled(): Promise<void>
  /** The SIP Call-ID. */
  sipId(call: PhoneCall): string
}

/** A SIP phone and its place among the devices: what baresip tells is shown on the device's screen. */
export const startSipPhone = async (options: {
  device: Device
  devices: Devices
  /** `native`, `teams` or `outside`. */
  domain: string
  baresip: Omit<BaresipOptions, 'onEvent' | 'onMessage'>
  /** Answers by itself this long after it rings. */
  answersAfterMs?: number
}): Promise<SipPhone> => {
  const { device, devices, domain } = options
  const calls = new Map<string, PhoneCall>()
  const endings = new Map<string, number | undefined>()
  const endedHere = new Map<string, number>()
  const waiting = new Map<string, Array<() => void>>()
  const timers = new Map<string, NodeJS.Timeout>()
  const rangWith = new Map<string, Voice>()
  const pending: Pending = new Set()
  let voice: Voice = 'own'
  let baresip: Baresip | undefined

  const command = (name: string, params?: string): Promise<string> =>
    baresip ? baresip.command(name, params) : Promise.reject(new Error(`${device.label} is not started.`))
  const send = (name: string, params?: string) => {
    const sent = command(name, params).catch(() => undefined).finally(() => pending.delete(sent))
    pending.add(sent)
  }
  const speak = async (wanted: Voice) => {
    if (wanted === voice) return
    voice = wanted
    const { frequency } = options.baresip
    // A bridge device without a player gives no audio at all: no packets are sent.
    await command('ausrc', wanted === 'silent' ? 'aubridge,nobody' : `ausine,${wanted === 'own' ? frequency : voicemailTone}`)
  }
  const wake = (sipId: string) => {
    const all = waiting.get(sipId) ?? []
    waiting.delete(sipId)
    for (const done of all) done()
  }
  const untilNews = (sipId: string): Promise<void> => {
    const limit = new AbortController()
    return Promise.race([
      new Promise<void>((resolve) => waiting.set(sipId, [...waiting.get(sipId) ?? [], resolve])),
      sleep(settledWithinMs, undefined, { signal: limit.signal }).catch(() => undefined),
    ]).finally(() => limit.abort())
  }
  const idOf = (call: PhoneCall): string => call.line.channelId ?? ''
  const after = (sipId: string, ms: number, run: () => Promise<unknown>) => {
    timers.set(sipId, setTimeout(() => void run().catch(() => undefined), ms))
  }
  const stopTimer = (sipId: string) => {
    clearTimeout(timers.get(sipId))
    timers.delete(sipId)
  }

  const line = (sipId: string): Line => ({
    channelId: sipId,
    hold: () => send('hold', sipId),
    answer: () => {}, decline: () => {}, hangUp: () => {}, resume: () => {}, dtmf: () => {}, refer: () => {}, vanish: () => {},
    // One voice for all calls of a phone; a held call's is not sent.
    speak: () => {},
  })
  const peerOf = ({ peerUri, peerName }: BaresipEvent) => {
    const number = decodeURIComponent(/^sips?:([^@;]+)@/.exec(peerUri)?.[1] ?? '')
    if (!/\d/.test(number)) return { number: '', name: '' }
    const known = devices.peerOf(number)
    return { number, name: known.name || peerName }
  }
  const add = (sipId: string, peer: PhoneCall['peer'], direction: PhoneCall['direction']): PhoneCall => {
    const call = devices.add(device, { peer, direction, line: line(sipId) })
    calls.set(sipId, call)
    return call
  }
  const remove = (sipId: string, cause: number) => {
    const call = calls.get(sipId)
    calls.delete(sipId)
    if (call) devices.remove(device, call, cause)
    wake(sipId)
  }
  const accept = async (sipId: string, as: Voice) => {
    await speak(as)
    const news = untilNews(sipId)
    await command('accept', sipId)
    await news
    const before = rangWith.get(sipId)
    rangWith.delete(sipId)
    if (before === undefined || before === as) return
    // A call speaks with the voice there was when it began to ring, until it is told again.
    voice = before
    await speak(as)
  }
  const ownVoice = (): Voice => (device.faults.noAudio ? 'silent' : 'own')
  /** The voice that the next call shall have from its first packet on. */
  const nextVoice = (): Voice => (device.faults.answersByVoicemail && calls.size === 0 ? 'voicemail' : ownVoice())

  const ring = (event: BaresipEvent) => {
    const { id } = event
    add(id, peerOf(event), 'incoming')
    rangWith.set(id, voice)
    if (device.faults.answersByVoicemail) {
      after(id, voicemailAnswersMs, async () => {
        // Not this phone but the operator's voicemail has the call now.
        remove(id, answeredElsewhere)
        await accept(id, 'voicemail')
        after(id, voicemailLastsMs, () => command('hangup', id))
      })
    } else if (options.answersAfterMs !== undefined) after(id, options.answersAfterMs, () => accept(id, ownVoice()))
  }
  const heldByFarEnd = (call: PhoneCall, remoteAudio: string) => {
    // Seen from here: we may only receive, or nothing at all.
    const held = remoteAudio === 'recvonly' || remoteAudio === 'inactive'
    if (held && call.state === 'talking') devices.setState(call, 'held', 'network')
    else if (!held && call.heldBy === 'network') devices.talk(device, call)
  }
  const closed = ({ id, param }: BaresipEvent) => {
    stopTimer(id)
    const here = endedHere.get(id)
    endedHere.delete(id)
    const finish = () => {
      stopTimer(id)
      const status = /^(\d{3}) /.exec(param)?.[1]
      remove(id, here ?? endings.get(id) ?? (status === undefined ? normalClearing : causeOfStatus(Number(status))))
      endings.delete(id)
      rangWith.delete(id)
      if (calls.size === 0) void speak(nextVoice()).catch(() => undefined)
    }
    if (here !== undefined || endings.has(id) || !calls.has(id)) return finish()
    after(id, reasonWithinMs, async () => finish())
    waiting.set(id, [...waiting.get(id) ?? [], finish])
  }
  const show = (event: BaresipEvent) => {
    const call = calls.get(event.id)
    switch (event.type) {
      case 'CALL_INCOMING':
        return ring(event)
      case 'CALL_ESTABLISHED':
        stopTimer(event.id)
        if (call) devices.talk(device, call)
        return wake(event.id)
      case 'CALL_REMOTE_SDP':
        if (call && event.param === 'offer') heldByFarEnd(call, event.remoteAudio)
        return
      case 'CALL_CLOSED':
        return closed(event)
      default:
    }
  }
  // In a later turn: the answer to a command that came first (the call's id) has then reached who waits for it.
  const hear = (event: BaresipEvent) => void setImmediate(show, event)
  const read = ({ received, method, status, callId, answers, reasons }: TracedMessage) => {
    const refusal = answers === 'INVITE' && status !== null && status >= 300
    if (!received || !(method === 'CANCEL' || method === 'BYE' || refusal)) return
    endings.set(callId, causeOfReasons(reasons) ?? (refusal ? causeOfStatus(status) : undefined))
    // Only a call whose end is known and waits for its reason is finished by this.
    if (timers.has(callId)) wake(callId)
  }

  baresip = await startBaresip({ ...options.baresip, onEvent: hear, onMessage: read })

  return {
    baresip,
    accept: (call) => {
      stopTimer(idOf(call))
      return accept(idOf(call), ownVoice())
    },
    async dial(number, code = '') {
      await speak(ownVoice())
      // "#" stands in no SIP user part as it is (RFC 3261, 25.1)
      const said = await command('dial', `sip:${code.replaceAll('#', '%23')}${number}@${domain}`)
      const sipId = /call id: (\S+)/.exec(said)?.[1]
      if (sipId === undefined) throw new Error(`${device.label} could not dial: ${said}`)
      return add(sipId, devices.peerOf(number), 'outgoing')
    },
    async end(call, cause) {
      const sipId = idOf(call)
      endedHere.set(sipId, cause)
      // a call that a REFER took away is over already, and baresip did not say so
      await command('hangup', sipId).catch((error: unknown) => {
        if (!(error instanceof Error && error.message.includes('not found'))) throw error
      })
      remove(sipId, cause)
    },
    async resume(call) {
      // It also tries to hold "the active call", and complains when there is none: which is always, here.
      await command('resume', idOf(call)).catch((error: unknown) => {
        if (!(error instanceof Error && error.message.endsWith('Invalid argument'))) throw error
      })
    },
    async dtmf(call, digits) {
      await command('callfind', idOf(call))
      for (const digit of digits) {
        await command('sndcode', digit)
        await sleep(digitMs)
      }
    },
    async refer(call, number) {
      await command('callfind', idOf(call))
      await command('transfer', `sip:${number}@${domain}`)
    },
    async applyFaults() {
      await command('dnd', String(device.faults.doNotDisturb))
      await speak(nextVoice())
    },
    async settled() {
      await Promise.all(pending)
    },
    sipId: idOf,
  }
}
