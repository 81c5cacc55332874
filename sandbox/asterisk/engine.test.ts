import { virtualClock } from '../clock.ts'
import { createEngine } from './engine.ts'
import { wavFile } from './voices.ts'
import type { AriEvent } from './wire.ts'

/** One caller in the application, answered and speaking. */
const setUp = (fetchSound?: (url: string) => Promise<Buffer>) => {
  const clock = virtualClock()
  const engine = createEngine({
    clock, ...(fetchSound ? { fetchSound } : {}), dialplan: (channel, moment) => moment === 'start' ? { run: 'stasis', app: 'app', args: [channel.position.exten] } : { run: 'hangup', cause: 16 },
  })
  engine.connect({
    reachable: () => true,
    invite: ({ id }) => engine.legs.ringing(id),
    notify: (id, event) => {
      if (event.type === 'answered') engine.legs.speak(id, `voice of ${id}`)
    },
  })
  const events: AriEvent[] = []
  engine.subscribe('app', true, (event) => events.push(event))
  const caller = () => engine.incoming({ resource: 'operator', context: 'outside', exten: '100', caller: { name: '', number: '+12065550142' } })
  const command = (method: string, path: string, query: Record<string, string | number | boolean> = {}, body?: unknown) => {
    const response = engine.request({ method, path, query, body })
    clock.advance(0)
    return response
  }
  const channel = caller()
  command('POST', `/channels/${channel}/answer`)
  const types = (about: RegExp) => events.map(({ type }) => type).filter((type) => about.test(type))
  const file = (name: string) => command('GET', `/recordings/stored/${name}/file`).body as Buffer
  /** Loudness of a part of a recording, from and to in seconds: 0 is silence. */
  const loudness = (wav: Buffer, from: number, to: number) => {
    let sum = 0
    for (let i = Math.floor(from * 8000); i < Math.floor(to * 8000); i++) sum += wav.readInt16LE(44 + i * 2) ** 2
    return Math.round(Math.sqrt(sum / ((to - from) * 8000)))
  }
  return { clock, engine, events, command, channel, caller, types, file, loudness }
}

const message = (name: string, more: Record<string, string | number | boolean> = {}) =>
  ({ name, format: 'wav', beep: true, maxDurationSeconds: 60, maxSilenceSeconds: 5, terminateOn: '#', ifExists: 'overwrite', ...more })

describe('events', () => {
  it('never reach the listener inside the request that caused them', () => {
    const { engine, events, channel, clock } = setUp()
    events.length = 0
    engine.request({ method: 'POST', path: `/channels/${channel}/variable`, query: { variable: 'CALLREF', value: 'x' } })
    expect(events).toEqual([])
    clock.advance(0)
    expect(events).toMatchObject([{ type: 'ChannelVarset', variable: 'CALLREF', value: 'x', application: 'app' }])
  })

  it('reach an application without subscribeAll for its own channels, and no more after StasisEnd', () => {
    const { engine, clock, caller } = setUp()
    const seen: string[] = []
    engine.subscribe('app', false, (event) => seen.push(`${event.type} ${event.channel?.id ?? ''}`))
    const id = caller()
    engine.legs.hangUp(id)
    clock.advance(10)
    expect(seen).toEqual([`ChannelVarset ${id}`, `StasisStart ${id}`, `ChannelHangupRequest ${id}`, `StasisEnd ${id}`, `ChannelVarset ${id}`])
  })

  it('go to the successor after a second socket took the name, and the first is told', () => {
    const { engine, events, clock, caller } = setUp()
    const second: string[] = []
    engine.subscribe('app', true, (event) => second.push(event.type))
    clock.advance(0)
    expect(events.at(-1)?.type).toBe('ApplicationReplaced')
    const before = events.length
    caller()
    clock.advance(0)
    expect(events).toHaveLength(before)
    expect(second).toContain('StasisStart')
  })
})

describe('a recording', () => {
  it('has what the caller says, without the beep, and ends with the call', () => {
    const { clock, engine, command, channel, events, file, loudness } = setUp()
    clock.advance(1000)
    expect(command('POST', `/channels/${channel}/record`, message('m1'))).toMatchObject({ status: 201, body: { state: 'queued' } })
    clock.advance(2400)
    engine.legs.speak(channel, null)
    clock.advance(1000)
    engine.legs.hangUp(channel)
    clock.advance(5)
    expect(events.find(({ type }) => type === 'RecordingFinished')?.recording).toEqual({
      name: 'm1', format: 'wav', state: 'done', target_uri: `channel:${channel}`, duration: 3, talking_duration: 2, silence_duration: 1,
    })
    const wav = file('m1')
    expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 12)).toBe('RIFFWAVE')
    expect([wav.readUInt32LE(24), wav.readUInt16LE(22), wav.readUInt16LE(34), wav.length]).toEqual([8000, 1, 16, 44 + 3 * 16_000])
    expect(loudness(wav, 0, 2)).toBeGreaterThan(2000)
    expect(loudness(wav, 2, 3)).toBe(0)
  })

  it('ends by silence, by a digit, by its longest time, or when told', () => {
    const { clock, engine, command, channel, events } = setUp()
    const durations = () => events.filter(({ type }) => type === 'RecordingFinished').map((event) => event.recording?.duration)
    command('POST', `/channels/${channel}/record`, message('digit'))
    clock.advance(1500)
    engine.legs.dtmf(channel, '1', 100)
    engine.legs.dtmf(channel, '#', 100)
    command('POST', `/channels/${channel}/record`, message('longest', { maxDurationSeconds: 7, beep: false }))
    clock.advance(8000)
    command('POST', `/channels/${channel}/record`, message('told', { beep: false }))
    clock.advance(2000)
    command('POST', '/recordings/live/told/stop')
    command('POST', `/channels/${channel}/record`, message('silence', { beep: false }))
    clock.advance(3000)
    engine.legs.speak(channel, null)
    clock.advance(5000)
    expect(durations()).toEqual([1, 7, 2, 8])
    expect(command('GET', '/recordings/stored/told').body).toEqual({ name: 'told', format: 'wav' })
    expect(command('DELETE', '/recordings/stored/told').status).toBe(204)
    expect(command('GET', '/recordings/stored/told/file')).toEqual({ status: 404, body: { message: 'Recording not found' } })
  })

  it('of a bridge has both sides, each while it was there', () => {
    const { clock, engine, command, channel, caller, file, loudness } = setUp()
    const other = caller()
    command('POST', `/channels/${other}/answer`)
    engine.legs.speak(other, null)
    command('POST', '/bridges/b', { type: 'mixing,dtmf_events' })
    command('POST', '/bridges/b/addChannel', { channel: `${channel},${other}` })
    command('POST', '/bridges/b/record', { name: 'both', format: 'wav' })
    clock.advance(1000)
    command('POST', '/bridges/b/removeChannel', { channel })
    clock.advance(1000)
    engine.legs.speak(other, 'somebody else')
    clock.advance(1000)
    command('POST', '/recordings/live/both/stop')
    const wav = file('both')
    expect([loudness(wav, 0, 1) > 0, loudness(wav, 1, 2) > 0, loudness(wav, 2, 3) > 0]).toEqual([true, false, true])
  })

  it('of a bridge ends with the last leg in it, and one that begins in an empty bridge waits for somebody', () => {
    const { command, channel, types } = setUp()
    command('POST', '/bridges/b', { type: 'mixing,dtmf_events' })
    command('POST', '/bridges/b/record', { name: 'talk', format: 'wav' })
    command('POST', '/bridges/b/addChannel', { channel })
    expect(command('GET', '/recordings/live/talk').status).toBe(200)
    command('POST', '/bridges/b/removeChannel', { channel })
    expect(command('GET', '/recordings/live/talk').status).toBe(404)
    expect(types(/RecordingFinished/)).toHaveLength(2)
    expect(command('GET', '/recordings/stored/talk').status).toBe(200)
  })

  it('is refused in the words of Asterisk', () => {
    const { command, channel } = setUp()
    const record = (more: Record<string, string | number | boolean>) => command('POST', `/channels/${channel}/record`, message('r', more)).status
    expect([record({ name: '' }), record({ format: 'mp3' }), record({ terminateOn: '7' }), record({}), record({})]).toEqual([400, 422, 400, 201, 409])
  })
})

describe('a sound', () => {
  it('lasts as long as it is, one after the other, and is stopped or ends with the channel', () => {
    const { clock, command, channel, types, events, engine } = setUp()
    command('POST', `/channels/${channel}/play/p1`, { media: 'sound:vm-intro' })
    command('POST', `/channels/${channel}/play/p2`, { media: 'tone:ring' })
    expect(command('GET', '/playbacks/p2').body).toMatchObject({ state: 'queued' })
    clock.advance(5600)
    expect(types(/^Playback/)).toEqual(['PlaybackStarted'])
    clock.advance(100)
    expect(types(/^Playback/)).toEqual(['PlaybackStarted', 'PlaybackFinished', 'PlaybackStarted'])
    clock.advance(60_000)
    expect(command('DELETE', '/playbacks/p2').status).toBe(204)
    expect(command('DELETE', '/playbacks/p2').status).toBe(404)
    command('POST', `/channels/${channel}/play`, { media: 'sound:hello' })
    engine.legs.hangUp(channel)
    clock.advance(5)
    expect(events.filter(({ type }) => type === 'PlaybackFinished').map((event) => event.playback?.state)).toEqual(['done', 'done', 'failed'])
  })
})

describe('refusals', () => {
  it('as Asterisk words them', () => {
    const { command, channel } = setUp()
    expect(command('POST', '/channels/x', { app: 'app' })).toEqual({ status: 400, body: { message: 'Endpoint must be specified' } })
    expect(command('POST', '/channels/x', { endpoint: 'PJSIP/1@native' })).toMatchObject({ status: 400 })
    expect(command('POST', '/channels/x', { endpoint: 'SIP/1', app: 'app' })).toEqual({ status: 500, body: { error: 'Allocation failed' } })
    expect(command('POST', '/channels/x', {}, { endpoint: 'PJSIP/1@native', app: 'app' }).status).toBe(200)
    expect(command('POST', '/channels/x/answer')).toEqual({ status: 409, body: { message: 'Channel not in Stasis application' } })
    expect(command('DELETE', `/channels/${channel}`, { reason: 'whim' })).toEqual({ status: 400, body: { message: 'Invalid Reason Code' } })
    expect(command('GET', `/channels/${channel}/variable`, { variable: 'NONE' }).status).toBe(404)
    expect(command('GET', '/nowhere').status).toBe(404)
    expect(command('DELETE', '/asterisk/ping').status).toBe(405)
    expect(command('POST', '/applications/none/subscription', { eventSource: 'channel:' }).status).toBe(404)
  })

  it('renews TIMEOUT(absolute) each time it is set', () => {
    const { clock, command, channel } = setUp()
    const set = (value: string) => command('POST', `/channels/${channel}/variable`, { variable: 'TIMEOUT(absolute)', value })
    set('10')
    clock.advance(8000)
    set('10')
    clock.advance(8000)
    expect(command('GET', `/channels/${channel}/variable`, { variable: 'TIMEOUT(absolute)' }).body).toEqual({ value: '2' })
    clock.advance(2010)
    expect(command('GET', `/channels/${channel}`)).toEqual({ status: 404, body: { message: 'Channel not found' } })
  })
})

describe('a sound with an http address', () => {
  const heard = async (fetchSound: (url: string) => Promise<Buffer>) => {
    const { clock, command, channel, events } = setUp(fetchSound)
    events.length = 0
    command('POST', `/channels/${channel}/play`, { media: 'sound:http://app/greeting.wav', playbackId: 'p' })
    const playing = events.map(({ type }) => type)
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(1_990)
    const before = events.map(({ type }) => type)
    clock.advance(20)
    return { playing, before, last: events.at(-1) as { type: string, playback?: { state: string } } | undefined }
  }
  it('is fetched, and lasts as long as it is', async () => {
    const asked: string[] = []
    const { playing, before, last } = await heard(async (url) => {
      asked.push(url)
      return wavFile(new Int16Array(16_000))
    })
    expect(asked).toEqual(['http://app/greeting.wav'])
    expect(playing).toEqual(['PlaybackStarted'])
    expect(before).toEqual(['PlaybackStarted'])
    expect(last).toMatchObject({ type: 'PlaybackFinished', playback: { state: 'done' } })
  })
  it.each([
    ['can\'t be had', async () => { throw new Error('no answer') }],
    ['is no telephone sound', async () => Buffer.from('<html>'.repeat(20))],
  ])('that %s ends at once, as failed', async (_name, fetchSound) => {
    const { before, last } = await heard(fetchSound)
    expect(before).toEqual(['PlaybackStarted', 'PlaybackFinished'])
    expect(last).toMatchObject({ playback: { state: 'failed' } })
  })
})
