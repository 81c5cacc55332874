import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Greetings } from '../../src/api/greetings.ts'
import type { AudioLink } from '../../src/api/voicemails.ts'
import { greetingAddresses } from '../../src/http/links.ts'
import { telephoneWav } from '../../src/service/telephone-sound.ts'
import { readWav } from '../../src/service/wav.ts'
import { createVoices } from '../asterisk/voices.ts'
import { type Actor, eventually, onAsterisk, stage } from './driver.ts'
import { voicemailSteps } from './voicemail-steps.ts'

const { dana, marco, lena, ...scene } = stage()
const { greeted, leaveMessage } = voicemailSteps(scene)
const native = dana.phone('native')
const voices = createVoices()

beforeAll(() => scene.open())
afterEach(async () => {
  await scene.clear()
  for (const kind of ['usual', 'away']) await dana.ask('DELETE', `voicemail/greeting/${kind}`)
})
afterAll(() => scene.close())

/** So many seconds of a voice of its own, as a telephone records it. */
const spoken = (name: string, seconds: number): Buffer => {
  const tune = voices.tune(name)
  return telephoneWav(Int16Array.from({ length: Math.round(seconds * 8_000) }, (_unused, index) => tune[index % tune.length] ?? 0))
}
const upload = async (person: Actor, kind: string, file: Buffer, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${scene.url()}/api/voicemail/greeting/${kind}`, {
    method: 'PUT', headers: { authorization: `Bearer ${await person.token()}`, 'content-type': 'audio/wav', ...headers }, body: Uint8Array.from(file),
  })
  return { status: answer.status, body: await answer.json() as Greetings & { error?: { code: string; field?: string; message: string } } }
}

describe('a greeting of one\'s own', () => {
  it('is uploaded, and callers hear it: the engine fetches it, and the tone comes when it is over', async () => {
    const standard = await greeted(lena, dana)
    await lena.hangup()
    await native.is('idle')
    const { status, body } = await upload(dana, 'usual', spoken('dana-greets', 2))
    expect(status).toBe(200)
    expect(body).toMatchObject({ usual: { durationMs: 2_000 }, away: null, applies: 'usual' })
    const own = await greeted(lena, dana)
    expect(own).toBeGreaterThan(1_500)
    expect(own).toBeLessThan(Math.min(3_500, standard - 1_000))
  })

  it('for the away days is heard on these days alone', async () => {
    await upload(dana, 'usual', spoken('dana-greets', 4))
    await upload(dana, 'away', spoken('dana-is-away', 1.2))
    const set = (from: number, until: number) => dana.ask<Greetings>('PATCH', 'voicemail/greeting/away', {
      body: { dates: { from: new Date(Date.now() + from).toISOString(), until: new Date(Date.now() + until).toISOString() } },
    })
    expect((await set(-60_000, 3_600_000)).body.applies).toBe('away')
    expect(await greeted(lena, dana)).toBeLessThan(2_800)
    expect((await set(3_600_000, 7_200_000)).body.applies).toBe('usual')
    expect((await set(7_200_000, 3_600_000)).status).toBe(400)
    expect((await set(-7_200_000, -3_600_000)).status).toBe(400)
    expect((await dana.ask<Greetings>('PATCH', 'voicemail/greeting/away', { body: { dates: null } })).body).toMatchObject({ away: { from: null, until: null }, applies: 'usual' })
  })

  it('is fetched by the engine at an address of its own, which ends with the recording', async () => {
    await upload(dana, 'usual', spoken('dana-greets', 2))
    const { signingKey } = JSON.parse(readFileSync(`${scene.sandbox().dataDir}/secrets.json`, 'utf8')) as { signingKey: string }
    const [greeting] = await scene.store().greetings(dana)
    const address = greetingAddresses(signingKey, scene.url()).make(greeting!)
    const fetched = await fetch(address)
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'audio/wav'])
    expect((await fetch(address, { headers: { 'if-none-match': fetched.headers.get('etag') ?? '' } })).status).toBe(304)
    expect((await fetch(address.replace('usual', 'away'))).status).toBe(404)
    expect((await fetch(address.replace(dana.userId, marco.userId))).status).toBe(404)
    await upload(dana, 'usual', spoken('dana-greets', 3))
    expect((await fetch(address)).status).toBe(404)
  })

  it('that can\'t be fetched costs the caller nothing: they hear the usual one and leave their message', async () => {
    await upload(dana, 'usual', spoken('dana-greets', 2))
    await scene.kill()
    const pool = scene.store().pool
    await pool.query('update greetings set audio = $1 where user_id = $2', [Buffer.from('no sound at all'.repeat(9)), dana.userId])
    await scene.start()
    const { durationMs } = await leaveMessage(lena, dana)
    expect(durationMs).toBeGreaterThan(1_000)
  })

  it('plays from a signed address for a minute, for its person alone', async () => {
    await upload(dana, 'usual', spoken('dana-greets', 2))
    const { body: { url } } = await dana.ask<AudioLink>('GET', 'voicemail/greeting/usual/link')
    const heard = await fetch(scene.url() + url)
    expect(heard.headers.get('content-type')).toBe('audio/wav')
    expect(readWav(Buffer.from(await heard.arrayBuffer())).durationMs).toBe(2_000)
    expect((await fetch(scene.url() + url.replace('usual', 'away'))).status).toBe(403)
    expect((await marco.ask('GET', 'voicemail/greeting/usual/link')).status).toBe(404)
    expect((await dana.ask('DELETE', 'voicemail/greeting/usual')).status).toBe(200)
    expect((await fetch(scene.url() + url)).status).toBe(404)
  })

  it('is refused with what is wrong with it', async () => {
    const refused = async (file: Buffer, kind = 'usual') => {
      const { status, body: { error } } = await upload(dana, kind, file)
      return [status, error?.code, error?.field]
    }
    expect(await refused(Buffer.from('ID3 something that is an MP3'.repeat(10)))).toEqual([400, 'not-wav', 'audio'])
    expect(await refused(spoken('dana-greets', 91))).toEqual([400, 'too-long', 'audio'])
    expect(await refused(spoken('dana-greets', 0.4))).toEqual([400, 'too-short', 'audio'])
    expect(await refused(Buffer.alloc(5_000_001))).toEqual([413, 'too-large', 'audio'])
    expect(await refused(spoken('dana-greets', 2), 'third')).toEqual([404, 'not-found', undefined])
    expect((await upload(dana, 'usual', spoken('dana-greets', 2), { authorization: 'Bearer nonsense' })).status).toBe(401)
    expect((await dana.ask<Greetings>('GET', 'voicemail/greeting')).body).toEqual({ usual: null, away: null, applies: null })
  })
})

describe('a person calls their own number', () => {
  /** "After the tone say your unavailable message …", and the tone. */
  const promptMs = 6_000

  it('and records their greeting, which is kept when they press #, played back, and heard by the next caller', async () => {
    await native.dial(dana.number)
    await native.is('talking')
    expect(await dana.live()).toEqual([])
    await sleep(promptMs + 2_500)
    await native.press('#')
    const greeting = await eventually(async () => {
      const { body } = await dana.ask<Greetings>('GET', 'voicemail/greeting')
      if (body.usual === null) throw new Error('not kept yet')
      return body.usual
    })
    expect(greeting.durationMs).toBeGreaterThan(1_000)
    await native.hears('music')
    // played back, then a goodbye
    await native.is('idle')
    expect(await dana.history()).toEqual(expect.not.arrayContaining([expect.objectContaining({ remote: expect.objectContaining({ number: dana.number }) as unknown })]))
    const { body: { url } } = await dana.ask<AudioLink>('GET', 'voicemail/greeting/usual/link')
    const samples = Buffer.from(await (await fetch(scene.url() + url)).arrayBuffer())
    if (!onAsterisk) expect(Math.max(...readWav(samples).peaks)).toBeGreaterThan(0.05)
    expect(Math.abs((await greeted(lena, dana)) - greeting.durationMs)).toBeLessThan(1_500)
  })

  it('and who hangs up after speaking has recorded, too; also from Teams', async () => {
    const laptop = dana.phone('laptop')
    await laptop.dial(dana.number)
    await laptop.is('talking')
    await sleep(promptMs + 2_500)
    await laptop.hangup()
    await eventually(async () => expect((await dana.ask<Greetings>('GET', 'voicemail/greeting')).body.applies).toBe('usual'))
  })

  it('and a restart in the middle hangs up, and leaves the line free', async () => {
    await native.dial(dana.number)
    await native.is('talking')
    await scene.kill()
    await scene.start()
    await native.is('idle')
    await scene.talking(lena, dana, native)
  })
})
