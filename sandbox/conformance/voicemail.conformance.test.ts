import { setTimeout as sleep } from 'node:timers/promises'
import { readWav } from '../../src/service/wav.ts'
import { type Actor, eventually, type Phone, stage } from '../stories/driver.ts'

const { dana, marco, priya, lena, harbor, line, ...scene } = stage()

beforeAll(() => scene.open())
afterAll(() => scene.close())

/** The person declines, the caller speaks after the tone for about this long and hangs up. */
const leaveMessage = async (caller: Phone, person: Actor, ms: number) => {
  await caller.dial(person.number)
  await person.phone('native').is('ringing')
  await person.phone('native').decline()
  await person.sees({ state: 'voicemail' })
  await eventually(async () => {
    const calls = await scene.store().loadCalls()
    expect(calls.find((call) => call.line.userId === person.userId)?.voicemail.status).toBe('recording')
  })
  await sleep(ms)
  await caller.hangup()
}
const newest = () => eventually(async () => {
  const [message] = await dana.voicemails()
  if (!message) throw new Error('no voicemail yet')
  return message
})

describe('voicemail', () => {
  it('a message is there with its sound, for its person alone', async () => {
    const stream = await dana.stream()
    // Harbor, who has nothing to say to Marco, calls at the same time
    const [, nothingSaid] = await Promise.allSettled([leaveMessage(lena, dana, 2_500), leaveMessage(harbor, marco, 0)])
    expect(nothingSaid.status).toBe('fulfilled')
    const message = await newest()
    expect(message).toMatchObject({ from: { number: lena.number }, read: false })
    expect(message.durationMs).toBeGreaterThan(1_500)
    expect(message.durationMs).toBeLessThan(8_000)
    expect(message.peaks).toHaveLength(100)
    expect(Math.max(...message.peaks)).toBeGreaterThan(0.05)
    await eventually(() => expect(stream.all('voicemails').at(-1)).toEqual({ unread: 1 }))
    stream.close()
    await eventually(async () => expect((await dana.history())[0]).toMatchObject({ outcome: 'voicemail', voicemailId: message.id, talkMs: 0 }))

    const audioPath = `${scene.url()}/api/voicemails/${message.id}/audio`
    const listen = async (headers: Record<string, string> = {}, address = audioPath) => {
      const answer = await fetch(address, { headers })
      return { status: answer.status, headers: answer.headers, sound: Buffer.from(await answer.arrayBuffer()) }
    }
    const bearer = { authorization: `Bearer ${await dana.token()}` }
    const whole = await listen(bearer)
    expect(whole.status).toBe(200)
    expect(whole.headers.get('content-type')).toBe('audio/wav')
    expect(readWav(whole.sound).durationMs).toBe(message.durationMs)

    const part = await listen({ ...bearer, range: 'bytes=44-143' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 44-143/${whole.sound.length}`)
    expect(part.sound.equals(whole.sound.subarray(44, 144))).toBe(true)
    expect((await listen({ ...bearer, range: 'bytes=-100' })).sound.equals(whole.sound.subarray(-100))).toBe(true)
    expect((await listen({ ...bearer, range: `bytes=${whole.sound.length}-` })).status).toBe(416)

    const link = await dana.ask<{ url: string; expiresAt: string }>('GET', `voicemails/${message.id}/link`)
    expect(link.status).toBe(200)
    expect(Date.parse(link.body.expiresAt) - Date.now()).toBeLessThanOrEqual(60_000)
    const address = scene.url() + link.body.url
    expect((await listen({ range: 'bytes=0-43' }, address)).status).toBe(206)
    expect((await listen({}, address.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status).toBe(403)
    expect((await listen({}, address.replace(/until=\d+/, `until=${Date.now() + 3_600_000}`))).status).toBe(403)
    expect((await listen()).status).toBe(401)

    // listening marked nothing read
    expect((await newest()).read).toBe(false)
    expect(await dana.ask('PATCH', `voicemails/${message.id}`, { body: { read: true } })).toMatchObject({ status: 200, body: { unread: 0 } })

    // to anybody else there is no such message
    for (const path of ['audio', 'link']) expect((await marco.ask('GET', `voicemails/${message.id}/${path}`)).status).toBe(404)
    expect((await marco.ask('PATCH', `voicemails/${message.id}`, { body: { read: false } })).status).toBe(404)
    expect(await dana.ask('PATCH', `voicemails/${message.id}`, { body: { read: 'yes' } })).toMatchObject({ status: 400, body: { error: { field: 'read' } } })
  })

  it('a caller who says nothing of length leaves no message', async () => {
    await eventually(async () => expect((await marco.history())[0]).toMatchObject({ outcome: 'declined', voicemailId: null, remote: { number: harbor.number } }))
    expect(await marco.voicemails()).toEqual([])
  })

  it('nobody answers for as long as the line rings: every phone stops, the caller hears the greeting', async () => {
    await line(priya, { unansweredAfterSeconds: 5 })
    await lena.dial(priya.number)
    await priya.phone('laptop').is('ringing')
    await priya.sees({ state: 'voicemail' })
    await Promise.all([priya.phone('native').is('idle'), priya.phone('laptop').is('idle'), lena.is('talking')])
    await lena.hangup()
    await eventually(async () => expect((await priya.history())[0]).toMatchObject({ outcome: 'missed', voicemailId: null }))
  })
})
