import { createLog } from '../log.ts'
import type { Mail } from '../microsoft/port.ts'
import { GraphError } from '../microsoft/port.ts'
import type { VoicemailRecord } from '../store/port.ts'
import { fakeTime } from './testing/fake-time.ts'
import { keepRetention, mailJob } from './voicemail.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const message: VoicemailRecord = {
  ...dana, id: 'vm-1', callId: 'c', from: { number: '+12065550142', name: 'Lena\r\nBcc: everybody' }, receivedAt: 0, durationMs: 74_000, read: false, peaks: [], deletedAt: null, kept: false, compressed: false,
}

const setup = (changes: { email?: boolean; message?: VoicemailRecord | null; refuses?: Error } = {}) => {
  const sent: Mail[] = []
  let mailed = false
  const job = mailJob({
    country: 'US', clock: { now: () => 5, setTimeout: () => () => undefined },
    graph: { async mailTo(_person, mail) { if (changes.refuses) throw changes.refuses; sent.push(mail) } },
    store: {
      voicemailSettings: async () => ({ email: changes.email ?? true, days: 60, longestSeconds: 180 }),
      voicemail: async () => (changes.message === undefined ? message : changes.message),
      voicemailAudio: async () => Buffer.from('sound'),
      isVoicemailMailed: async () => mailed,
      async setVoicemailMailed() { mailed = true },
    },
  })
  return { sent, run: () => job({ person: dana, voicemailId: 'vm-1' }), isMailed: () => mailed }
}

describe('a message by e-mail', () => {
  it('goes once, with its sound, and a caller\'s name stays one line', async () => {
    const { run, sent } = setup()
    await run()
    await run()
    expect(sent).toEqual([{
      subject: 'Voicemail from Lena Bcc: everybody', text: expect.stringContaining('(206) 555-0142, left you a message of 1 min 14 s.') as string,
      attachment: { name: 'Voicemail from Lena Bcc everybody.wav', contentType: 'audio/wav', content: Buffer.from('sound') },
    }])
  })
  it('does not go to whoever does not want it, nor when it was deleted or is gone', async () => {
    for (const changes of [{ email: false }, { message: null }, { message: { ...message, deletedAt: 4 } }]) {
      const { run, sent } = setup(changes)
      await run()
      expect(sent).toEqual([])
    }
  })
  it('counts as sent only when Graph took it', async () => {
    const { run, isMailed } = setup({ refuses: new GraphError(503, 'away') })
    await expect(run()).rejects.toThrow('away')
    expect(isMailed()).toBe(false)
  })
})

describe('retention', () => {
  it('is looked after at once and every hour, also after a failure', () => {
    const clock = fakeTime()
    let looks = 0
    const stop = keepRetention({
      clock, log: createLog('silent'),
      upkeep: { compressRest: async () => undefined, async expire() { looks += 1; throw new Error('away') } },
    })
    expect(looks).toBe(1)
    clock.pass(3_599_999)
    expect(looks).toBe(1)
    clock.pass(1)
    clock.pass(3_600_000)
    expect(looks).toBe(3)
    stop()
    clock.pass(3_600_000)
    expect(looks).toBe(3)
  })
})
