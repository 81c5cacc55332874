import { virtualClock } from '../../../sandbox/clock.ts'
import { createLog } from '../../log.ts'
import { TelephonyError } from '../port.ts'
import type { AriClient } from './client.ts'
import { failure, noAnswer } from './failure.ts'
import { asterisk } from './index.ts'

type Open = Parameters<AriClient['open']>[0]

const setup = (reply: () => unknown = () => null) => {
  const asked: string[] = []
  const line: { handlers: Open | null } = { handlers: null }
  const ari: AriClient = {
    async request(method, path, query) {
      asked.push(`${method} ${path} ${Object.values(query ?? {}).join(' ')}`.trim())
      const answer = reply()
      if (answer instanceof Error) throw answer
      return answer
    },
    download: async () => Buffer.alloc(0),
    open: async (handlers) => {
      line.handlers = handlers
      handlers.opened()
    },
    close: async () => undefined,
    connected: true,
  }
  const telephony = asterisk({
    url: '', user: '', password: '', app: 'single-number', greeting: 'sound:vm-intro', lostAudio: 'sound:wait', recordingAnnouncement: 'sound:conf-now-recording', unrecordedWord: 'sound:im-sorry',
    dial: { native: 'PJSIP/{number}@native', teams: 'PJSIP/{number}@teams', outside: 'PJSIP/{number}@operator', desk: 'PJSIP/{number}' },
  }, createLog('silent'), virtualClock(), ari)
  return { asked, line, telephony }
}
const gone = failure('asked', 404, '{"message":"Channel not found"}')
const silent = noAnswer('asked', new Error('no answer'))

describe('the engine, for those who own calls', () => {
  it('renews a leg that lives', async () => {
    const { asked, telephony } = setup()
    expect(await telephony.renew('l')).toBe(true)
    expect(asked).toEqual(['POST /channels/l/variable TIMEOUT(absolute) 900'])
  })

  it('says so when the leg to renew is gone: its farewell was lost', async () => {
    expect(await setup(() => gone).telephony.renew('l')).toBe(false)
  })

  it('an engine that does not answer has not said that the leg is gone', async () => {
    expect(await setup(() => silent).telephony.renew('l')).toBe(true)
    expect(await setup(() => failure('asked', 500, '')).telephony.renew('l')).toBe(true)
    expect(await setup(() => failure('asked', 409, '{"message":"Channel not in Stasis application"}')).telephony.renew('l')).toBe(true)
  })

  it('what nobody waits for never rejects', async () => {
    const { telephony } = setup(() => new TypeError('something nobody thought of'))
    await Promise.all([telephony.adopt('l', 'c'), telephony.handBack('l'), telephony.refuse('l', 'busy'), telephony.renew('l'), telephony.sweepLeg('l'), telephony.sweepBridge('b-c')])
  })

  describe('a greeting of one\'s own that could not be fetched', () => {
    const finished = (id: string, state: string) => ({ type: 'PlaybackFinished' as const, playback: { id, state, target_uri: 'channel:l' } })
    const news = async (reply: () => unknown, event: ReturnType<typeof finished>) => {
      const { asked, line, telephony } = setup(reply)
      const told: unknown[] = []
      await telephony.start((one) => told.push(one))
      line.handlers?.event(event)
      await new Promise((resolve) => setImmediate(resolve))
      return { asked, told: told.slice(1) }
    }
    it('is followed by the usual one; only after that the caller was greeted', async () => {
      const { asked, told } = await news(() => null, finished('greeting-l-own-1', 'failed'))
      expect(asked[0]).toContain('POST /channels/l/play sound:vm-intro greeting-l-')
      expect(told).toEqual([])
      expect((await news(() => null, finished('greeting-l-2', 'failed'))).told).toEqual([{ type: 'greeted', leg: 'l' }])
    })
    it('costs the caller nothing even when there is no other: the tone comes', async () => {
      expect((await news(() => failure('asked', 500, ''), finished('greeting-l-own-1', 'failed'))).told).toEqual([{ type: 'greeted', leg: 'l' }])
    })
    it('is nobody\'s news when the caller left', async () => expect((await news(() => gone, finished('greeting-l-own-1', 'failed'))).told).toEqual([]))
    it('and one that was played has greeted', async () => expect((await news(() => null, finished('greeting-l-own-1', 'done'))).told).toEqual([{ type: 'greeted', leg: 'l' }]))
  })

  it('a recording that could not be deleted is told of; one that is gone already is no error', async () => {
    await expect(setup(() => silent).telephony.deleteRecording('r')).rejects.toBe(silent)
    await setup(() => failure('asked', 404, '{"message":"Recording not found"}')).telephony.deleteRecording('r')
  })

  it('a survey that makes no sense is no survey', async () => {
    await expect(setup(() => [{ id: 7 }]).telephony.survey()).rejects.toBeInstanceOf(TelephonyError)
  })

  it('a listener that throws does not break the line', async () => {
    const { line, telephony } = setup()
    await telephony.start(() => {
      throw new Error('the owner stumbled')
    })
    line.handlers?.event({ type: 'ApplicationReplaced' })
    line.handlers?.closed()
  })
})
