import { setTimeout as sleep } from 'node:timers/promises'
import type { MyQueue, QueueInput } from '../../src/api/queues.ts'
import { companyNumbers } from '../world.ts'
import { eventually, stage, throughout, type Actor } from '../stories/driver.ts'

const { dana, marco, priya, lena, harbor, ...scene } = stage()
const [support] = companyNumbers
const number = support!.number

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

/** Priya administers. */
const queue = async (agents: Actor[], changes: Partial<QueueInput> = {}): Promise<void> => {
  const { status, body } = await priya.ask('PUT', 'admin/queues/support', {
    body: { name: 'Support', number, strategy: 'attendant', agents: agents.map(({ userId }) => userId), ...changes },
  })
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
}
const mine = async (agent: Actor): Promise<MyQueue | undefined> => (await agent.ask<{ items: MyQueue[] }>('GET', 'queues')).body.items[0]
const duty = (agent: Actor, onDuty: boolean) => agent.ask('PUT', 'queues/support/duty', { body: { onDuty } })
const entry = async (agent: Actor) => (await agent.history())[0]
const log = async () => (await priya.ask<{ items: { outcome: string; takenBy: { name: string } | null }[] }>('GET', 'admin/queues/support/calls')).body.items

describe('a call to the company’s number', () => {
  it('rings everybody who is free; one takes it, and the others have not missed it', async () => {
    await queue([dana, marco])
    await lena.dial(number)
    await Promise.all([dana.phone('native').is('ringing'), marco.phone('laptop').is('ringing')])
    await lena.hears('music')
    await dana.sees({ state: 'ringing', remote: { number: lena.number, name: 'Lena Fischer' }, via: { why: 'queue', name: 'Support' } })
    await marco.phone('laptop').answer()
    await marco.sees({ state: 'talking', endpoint: 'teams', via: { why: 'queue', name: 'Support' } })
    await dana.phone('native').is('idle')
    await lena.hears(marco.phone('laptop'))
    await marco.phone('laptop').hears(lena)
    await eventually(async () => expect(await entry(dana)).toMatchObject({ outcome: 'elsewhere', forwardedTo: { name: marco.name }, via: { why: 'queue', name: 'Support' } }))
    // it is Marco's call as any other: he moves it
    const moving = marco.does('move', { to: 'native' })
    await marco.phone('native').answers()
    expect(await moving).toMatchObject({ outcome: 'done' })
    await lena.hears(marco.phone('native'))
    await lena.hangup()
    await eventually(async () => expect(await entry(marco)).toMatchObject({ outcome: 'answered', endedBy: 'them', journey: [{ endpoint: 'teams' }, { endpoint: 'native' }] }))
    expect((await log())[0]).toMatchObject({ outcome: 'forwarded', takenBy: { name: marco.name } })
  })

  it('waits with music while everybody is in a call, is told its place, and rings whoever is free next', async () => {
    await queue([dana])
    await scene.talking(harbor, dana, dana.phone('native'))
    await lena.dial(number)
    await lena.hears('music')
    await eventually(async () => expect(await mine(dana)).toMatchObject({ waiting: 1, onDuty: true, agentsOnDuty: 1 }))
    await throughout(500, () => expect(dana.phone('laptop').now().state).toBe('idle'))
    await harbor.hangup()
    await dana.phone('native').is('ringing')
    await dana.phone('native').answer()
    await lena.hears(dana.phone('native'))
    expect(await mine(dana)).toMatchObject({ waiting: 0, waitingSince: null })
  })

  it('tells a second caller their place, with music before and after, and serves whoever came first', async () => {
    await queue([dana])
    await scene.talking(harbor, dana, dana.phone('native'))
    await lena.dial(number)
    await lena.hears('music')
    await priya.phone('native').dial(number)
    await priya.phone('native').is('talking')
    const callOf = async (caller: { number: string }) => (await scene.store().loadCalls()).find(({ line, remote }) => line.userId === 'queue:support' && remote.number === caller.number)
    await eventually(async () => expect(await callOf(priya.phone('native'))).toMatchObject({ hunt: { position: 2, saying: true } }))
    await priya.phone('native').hears('music')
    await eventually(async () => expect(await callOf(priya.phone('native'))).toMatchObject({ hunt: { saying: false } }))
    await harbor.hangup()
    await dana.phone('native').is('ringing')
    expect(dana.phone('native').now().peer?.number).toBe(lena.number)
    await dana.phone('native').answer()
    await lena.hears(dana.phone('native'))
    await priya.phone('native').hears('music')
  })

  it('in order: whoever does not take it is followed by the next', async () => {
    await queue([marco, dana], { strategy: 'serial', ringSeconds: 20 })
    await lena.dial(number)
    await marco.phone('native').is('ringing')
    await throughout(300, () => expect(dana.phone('native').now().state).toBe('idle'))
    await marco.phone('native').decline()
    await dana.phone('native').answers()
    await lena.hears(dana.phone('native'))
    await eventually(async () => expect(await entry(marco)).toMatchObject({ outcome: 'declined' }))
  })

  it('rings nobody who is not on duty, or not available in Teams', async () => {
    await queue([dana, marco, priya])
    await duty(marco, false)
    priya.chooses('DoNotDisturb')
    await lena.dial(number)
    await dana.phone('native').is('ringing')
    await throughout(500, () => expect([marco.phone('native').now().state, priya.phone('native').now().state]).toEqual(['idle', 'idle']))
    expect(await mine(marco)).toMatchObject({ onDuty: false, agentsOnDuty: 2 })
  })

  it('that nobody takes goes on to a number', async () => {
    await queue([], { longestSeconds: 10, overflow: { to: 'number', number: harbor.number } })
    await lena.dial(number)
    await lena.hears('music')
    await harbor.is('ringing')
    await harbor.answer()
    await lena.hears(harbor)
    await harbor.hangup()
    await lena.is('idle')
  })

  it('finds the queue full and leaves a message in the mailbox of whoever looks after it', async () => {
    const before = (await priya.voicemails()).length
    await queue([dana], { mostWaiting: 1, overflow: { to: 'voicemail', userId: priya.userId } })
    await scene.talking(harbor, dana, dana.phone('native'))
    await priya.phone('native').dial(number)
    await priya.phone('native').hears('music')
    // one waits already, so the queue is full
    await lena.dial(number)
    await lena.is('talking')
    await eventually(async () => expect((await scene.store().loadCalls()).some(({ voicemail }) => voicemail.status === 'recording')).toBe(true))
    await sleep(2_500)
    await lena.hangup()
    await eventually(async () => expect(await priya.voicemails()).toHaveLength(before + 1))
    expect((await priya.voicemails())[0]).toMatchObject({ from: { number: lena.number, name: 'Lena Fischer, for Support' } })
  })

  it('of a colleague is one entry of theirs', async () => {
    await queue([dana])
    const before = (await marco.history()).length
    await marco.phone('native').dial(number)
    await dana.phone('laptop').answers()
    await marco.phone('native').hears(dana.phone('laptop'))
    await marco.phone('native').hangup()
    await eventually(async () => expect(await marco.history()).toHaveLength(before + 1))
    expect(await entry(marco)).toMatchObject({ direction: 'outgoing', outcome: 'answered' })
  })

  it('survives the app’s death while it waits, and while it rings', async () => {
    await queue([dana])
    await lena.dial(number)
    await dana.phone('native').is('ringing')
    await scene.kill()
    await scene.start()
    await lena.hears('music')
    await dana.phone('native').answers()
    await lena.hears(dana.phone('native'))
    await dana.sees({ state: 'talking', via: { why: 'queue', name: 'Support' } })
  })

  it('whose caller gives up leaves nothing behind, and was missed', async () => {
    await queue([dana])
    await lena.dial(number)
    await dana.phone('native').is('ringing')
    await lena.hangup()
    await dana.phone('native').is('idle')
    await eventually(async () => expect(await entry(dana)).toMatchObject({ outcome: 'missed', endedBy: 'them' }))
    expect((await log())[0]).toMatchObject({ outcome: 'missed', takenBy: null })
  })
})
