import { incomingCall } from '../call/testing/world.ts'
import { createLog, type Logger } from '../log.ts'
import type { Store } from '../store/port.ts'
import { recordingCipher } from './recording-cipher.ts'
import { createRecordings } from './recordings.ts'
import { telephoneWav } from './telephone-sound.ts'

const aSecond = telephoneWav(new Int16Array(8_000))
/** An engine with these recordings, and a database with those; what was asked of either, in order. */
const setup = (atEngine: string[], inDatabase: string[] = []) => {
  const asked: string[] = []
  const said: unknown[] = []
  const pause = () => new Promise((resolve) => { setTimeout(resolve, 5) })
  const log: Logger = Object.assign(createLog('silent'), { error: (fields: { name: string }) => void said.push(fields.name) })
  const recordings = createRecordings({
    store: {
      hasRecording: async (_tenant, id) => inDatabase.includes(id),
      keptRecordings: async (ids) => ids.filter((id) => inDatabase.includes(id)),
      lineOf: async () => null,
      async putRecording({ id }) {
        await pause()
        asked.push(`kept ${id}`)
      },
    } as Partial<Store> as Store,
    telephony: {
      async recording(name) {
        asked.push(`fetched ${name}`)
        await pause()
        return aSecond
      },
      recordings: async () => atEngine,
      deleteRecording: async (name) => void asked.push(`deleted ${name}`),
    },
    cipher: recordingCipher([Buffer.alloc(32, 1)]), namesOf: async () => ({}), clock: { now: () => 0, setTimeout: () => () => undefined }, log,
  })
  const keep = (name: string) => recordings.keep({ ...incomingCall().call, recording: { status: 'on', parts: [{ name, bridge: 'b-c', from: 0, status: 'storing', ran: true, tries: 0 }], told: [], broken: 0 } }, name)
  return { recordings, keep, asked, said }
}

describe('what is recorded', () => {
  it('is kept one after the other when many calls end at once: sound is large', async () => {
    const { keep, asked } = setup([])
    expect(await Promise.all(['rec-a-1', 'rec-b-1'].map(keep))).toEqual(['kept', 'kept'])
    expect(asked.filter((each) => !each.startsWith('deleted'))).toEqual(['fetched rec-a-1', 'kept rec-a-1', 'fetched rec-b-1', 'kept rec-b-1'])
  })

  it('is not fetched again where it was kept just before a crash; the open copy goes', async () => {
    const { keep, asked } = setup([], ['rec-a-1'])
    expect(await keep('rec-a-1')).toBe('kept')
    expect(asked).toEqual(['deleted rec-a-1'])
  })

  it('lies open at the engine no longer than it must: what is kept is deleted, what nobody waits for is said', async () => {
    const { recordings, asked, said } = setup(['rec-kept-1', 'rec-live-1', 'rec-lost-1', 'voicemail-x'], ['rec-kept-1'])
    await recordings.tidy((name) => name === 'rec-live-1')
    expect([asked, said]).toEqual([['deleted rec-kept-1'], ['rec-lost-1']])
  })
})
