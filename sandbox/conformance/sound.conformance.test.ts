import { setTimeout as sleep } from 'node:timers/promises'
import { readWav } from '../../src/service/wav.ts'
import { type Phone, eventually, onAsterisk, stage, throughout } from '../stories/driver.ts'

const { dana, marco, lena, harbor, ari, ...scene } = stage()
const [native, laptop, mobile] = [dana.phone('native'), dana.phone('laptop'), dana.phone('mobile')]
const toTeams = { to: 'teams' }
const toNative = { to: 'native' }

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

const hearEachOther = (one: Phone, other: Phone) => Promise.all([one.hears(other), other.hears(one)])
/**
 * Two packets of 20 ms: the old leg is muted a moment before the new one is in, so that the two never hear each other.
 * An ear that listens to real audio needs a third of a second to tell what it hears; there the packets are counted too (how large
 * gaps are in truth is the bench's to say).
 */
const silenceMs = onAsterisk ? 350 : 40
const packetGapMs = 250

/** While it happens, this phone hears the others, never music and never silence. */
const hearsAllAlong = async <T>(one: Phone, others: Phone[], happening: Promise<T>): Promise<T> => {
  const began = Date.now()
  let over = false
  let silentSince: number | null = null
  let longest = 0
  const heard = new Set<string>()
  const look = () => {
    const voices = one.hearsNow()
    for (const voice of voices) heard.add(voice)
    silentSince = voices.length > 0 ? null : silentSince ?? performance.now()
    if (silentSince !== null) longest = Math.max(longest, performance.now() - silentSince)
  }
  const watching = (async () => {
    while (!over) await throughout(10, look)
  })()
  const result = await happening.finally(() => { over = true })
  await watching
  expect(others.map(({ id }) => id)).toEqual(expect.arrayContaining([...heard]))
  expect(longest).toBeLessThanOrEqual(silenceMs)
  expect(scene.sandbox().network.longestGapMs(one.id, began, Date.now() - 50) ?? 0).toBeLessThanOrEqual(packetGapMs)
  return result
}

describe('who hears whom', () => {
  it('a call answered on the native dialer: the two, and nobody else', async () => {
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
    expect([laptop, mobile].flatMap((phone) => phone.hearsNow())).toEqual([])
  })

  it('uplift and back: the other party hears one of Dana’s phones at any time, and the phone that was left hears nothing', async () => {
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
    await hearsAllAlong(lena, [native, laptop], (async () => {
      const moving = dana.does('move', toTeams)
      await laptop.answers()
      expect(await moving).toMatchObject({ outcome: 'done' })
      await hearEachOther(lena, laptop)
    })())
    expect(native.hearsNow()).toEqual([])
    await hearsAllAlong(lena, [native, laptop], (async () => {
      const back = dana.does('move', toNative)
      await native.answers()
      expect(await back).toMatchObject({ outcome: 'done' })
      await hearEachOther(lena, native)
    })())
    expect(laptop.hearsNow()).toEqual([])
  })

  it('a target that answers without sound gets nothing; the conversation stays where it was', async () => {
    await laptop.faults({ noAudio: true })
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
    await hearsAllAlong(lena, [native], (async () => {
      const moving = dana.does('move', toTeams)
      await laptop.answers()
      await dana.sees({ move: { to: 'teams', phase: 'checking' } })
      expect(await moving).toMatchObject({ outcome: 'failed', code: 'move-no-audio' })
    })())
    await Promise.all([laptop.is('idle'), dana.sees({ state: 'talking', endpoint: 'native', move: null })])
    await hearEachOther(lena, native)
  })

  it('a target that nobody answers: after its 18 seconds the conversation is where it was', async () => {
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
    const began = Date.now()
    expect(await hearsAllAlong(lena, [native], dana.does('move', toTeams))).toMatchObject({ outcome: 'failed', code: 'move-no-answer' })
    expect(Date.now() - began).toBeGreaterThan(17_500)
    await Promise.all([laptop.is('idle'), mobile.is('idle'), dana.sees({ state: 'talking', endpoint: 'native', move: null })])
    await hearEachOther(lena, native)
  })

  it('the native dialer’s own hold plays music to the other party, until it resumes', async () => {
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
    await native.hold()
    await lena.hears('music')
    await native.resume()
    await hearEachOther(lena, native)
  })

  it('a hold while a move is open plays no music', async () => {
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
    const moving = dana.does('move', toTeams)
    await laptop.is('ringing')
    await native.hold()
    await lena.hears()
    await laptop.answer()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await hearEachOther(lena, laptop)
  })

  it('the native dialer hangs up while Teams rings: the other party hears music, then Teams', async () => {
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', toTeams)
    await laptop.is('ringing')
    await native.hangup()
    await lena.hears('music')
    await laptop.answer()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await hearEachOther(lena, laptop)
  })

  it('a blind transfer: music while it rings, then the target', async () => {
    await scene.talking(lena, dana, native)
    const transferring = dana.does('transfer', { to: harbor.number })
    await harbor.is('ringing')
    await lena.hears('music')
    await harbor.answer()
    expect(await transferring).toMatchObject({ outcome: 'done' })
    await hearEachOther(lena, harbor)
  })

  it('a blind transfer that is declined: music until Dana is back', async () => {
    await scene.talking(lena, dana, native)
    const transferring = dana.does('transfer', { to: harbor.number })
    await harbor.is('ringing')
    await harbor.decline()
    expect(await transferring).toMatchObject({ outcome: 'failed', code: 'transfer-declined' })
    await lena.hears('music')
    await laptop.answers()
    await hearEachOther(lena, laptop)
  })

  it('a call to a colleague goes through two anchors and is one conversation; a move on one side is not heard on the other', async () => {
    await native.dial(marco.number)
    const theirs = marco.phone('laptop')
    await theirs.answers()
    await hearEachOther(native, theirs)
    const moving = dana.does('move', toTeams)
    await laptop.answers()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await hearEachOther(laptop, theirs)
  })
})

describe('the other party leaves', () => {
  it.each([
    ['while the first phones ring', async () => {
      await lena.dial(dana.number)
      await native.is('ringing')
    }],
    ['while a move rings', async () => {
      await scene.talking(lena, dana, native)
      await dana.order('move', toTeams)
      await laptop.is('ringing')
    }],
    ['while an answered target is listened to', async () => {
      await laptop.faults({ noAudio: true })
      await scene.talking(lena, dana, native)
      await dana.order('move', toTeams)
      await laptop.answers()
      await dana.sees({ move: { to: 'teams', phase: 'checking' } })
    }],
    ['after a move', async () => {
      await scene.talking(lena, dana, native)
      const moving = dana.does('move', toTeams)
      await laptop.answers()
      await moving
    }],
    ['while a transfer rings', async () => {
      await scene.talking(lena, dana, native)
      await dana.order('transfer', { to: harbor.number })
      await harbor.is('ringing')
    }],
  ])('%s: every phone is free, one entry', async (_when, until) => {
    const before = (await dana.history()).length
    await until()
    await lena.hangup()
    await Promise.all([native, laptop, mobile, harbor].map((phone) => phone.is('idle')))
    await eventually(async () => expect(await dana.history()).toHaveLength(before + 1))
    expect(await dana.live()).toEqual([])
  })
})

describe('voicemail', () => {
  const message = async () => {
    await lena.dial(dana.number)
    await native.is('ringing')
    await native.decline()
    await lena.hears('music')
    await eventually(async () => expect((await scene.store().loadCalls())[0]?.voicemail.status).toBe('recording'))
    await sleep(2_500)
  }
  const kept = async (before: number) => eventually(async () => {
    const all = await dana.voicemails()
    expect(all).toHaveLength(before + 1)
    const answer = await fetch(`${scene.url()}/api/voicemails/${all[0]?.id}/audio`, { headers: { authorization: `Bearer ${await dana.token()}` } })
    return Buffer.from(await answer.arrayBuffer())
  })
  /** From the middle, past the tone. */
  const samplesOf = (wav: Buffer) => {
    const { durationMs } = readWav(wav)
    const bytes = wav.subarray(44 + Math.floor(durationMs / 2) * 16)
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1)))
  }

  it('holds the caller’s voice', async () => {
    const before = (await dana.voicemails()).length
    await message()
    await lena.hangup()
    const samples = samplesOf(await kept(before))
    expect(scene.sandbox().network.isVoiceOf(lena.id, samples)).toBe(true)
    expect(scene.sandbox().network.isVoiceOf(harbor.id, samples)).toBe(false)
  })

  it('is finished by #, and the caller is let go', async () => {
    const before = (await dana.voicemails()).length
    await message()
    await lena.press('#')
    await lena.is('idle')
    await kept(before)
  })
})

describe('news that comes twice or late', () => {
  it('every event twice: one call, one entry, moved once', async () => {
    const before = (await dana.history()).length
    ari().deliver(() => ({ copies: 2 }))
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
    const moving = dana.does('move', toTeams)
    await laptop.answers()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await hearEachOther(lena, laptop)
    await lena.hangup()
    await laptop.is('idle')
    await eventually(async () => expect(await dana.history()).toHaveLength(before + 1))
    expect((await dana.history())[0]?.journey.map(({ endpoint }) => endpoint)).toEqual(['native', 'teams'])
  })

  it('farewells half a second late: a move is taken by the new phone, and what was left is let go all the same', async () => {
    ari().deliver((event) => (event.type === 'ChannelDestroyed' ? { delayMs: 500 } : {}))
    await scene.talking(lena, dana, native)
    const moving = dana.does('move', toTeams)
    await mobile.is('ringing')
    await native.hangup()
    await laptop.answer()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await hearEachOther(lena, laptop)
    await dana.sees({ state: 'talking', endpoint: 'teams' })
  })

  it('an event of a kind or shape nobody knows changes nothing', async () => {
    ari().deliver((event) => ({ rewrite: event.type === 'ChannelStateChange' ? [{ type: 'ChannelStateChange', channel: 7 }, { type: 'ChannelOfTomorrow' }, event] : [event] }))
    await scene.talking(lena, dana, native)
    await hearEachOther(lena, native)
  })
})
