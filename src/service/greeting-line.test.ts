import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import { createLog } from '../log.ts'
import type { LineRecord } from '../store/port.ts'
import { TelephonyError, type EngineEffect, type EngineEvent } from '../telephony/port.ts'
import { createGreetingLine } from './greeting-line.ts'
import { Problem } from './problem.ts'
import { telephoneWav } from './telephone-sound.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const line: LineRecord = { ...dana, number: '+14255550101', name: 'Dana', ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null }
const usual = { ...dana, kind: 'usual' as const, durationMs: 2_000, peaks: [], dates: null, updatedAt: 7 }

/** An engine that notes what it is asked for, and a clock that runs when told. */
const setup = () => {
  const asked: string[] = []
  const timers = new Set<{ at: number; run: () => void }>()
  let now = 0
  const world = { fails: null as EngineEffect['type'] | null, refuse: null as Error | null, noRecording: false, kept: 0 }
  const show = (effect: EngineEffect) => (effect.type !== 'greet' ? effect.type : `greet ${effect.answer ? 'answering ' : ''}${effect.play === undefined ? '' : 'url' in effect.play ? 'own' : effect.play.prompt}`)
  const greetingLine = createGreetingLine({
    clock: {
      now: () => now,
      setTimeout(ms, run) {
        const timer = { at: now + ms, run }
        timers.add(timer)
        return () => void timers.delete(timer)
      },
    },
    log: createLog('silent'),
    newId: () => 'id',
    telephony: {
      async perform(_callId, effect) {
        asked.push(show(effect))
        return world.fails !== effect.type ? null : effect.type === 'greet' ? { type: 'greet-failed' } : { type: 'record-failed' }
      },
      adopt: async () => undefined,
      async recording() {
        if (world.noRecording) throw new TelephonyError('not-found', 'none')
        return telephoneWav(new Int16Array(16_000).fill(9_000))
      },
      deleteRecording: async () => void asked.push('delete'),
    },
    greetings: {
      address: () => 'http://app/greeting.wav',
      async put() {
        if (world.refuse) throw world.refuse
        world.kept += 1
        return { usual, away: null, applies: 'usual' }
      },
    },
  })
  const settle = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
  return {
    asked, world, greetingLine,
    take: () => greetingLine.take('leg', line),
    async hears(...events: EngineEvent['type'][]) {
      for (const type of events) {
        expect(greetingLine.tell({ type, leg: 'leg', ...(type === 'leg-gone' ? { cause: 'normal' } : {}) } as Extract<EngineEvent, { leg: string }>)).toBe(true)
        await settle()
      }
    },
    async pass(ms: number) {
      now += ms
      for (const timer of timers) if (timer.at <= now && timers.delete(timer)) timer.run()
      await settle()
    },
    timers: () => timers.size,
  }
}

describe('whoever calls their own number', () => {
  it('hears the prompt, speaks after the tone, hears it again, and a goodbye', async () => {
    const { take, hears, asked, world, greetingLine, timers } = setup()
    await take()
    await hears('greeted', 'recorded', 'greeted', 'greeted')
    expect(asked).toEqual(['greet answering record-greeting', 'record', 'delete', 'greet own', 'greet goodbye', 'hangup'])
    expect(world.kept).toBe(1)
    expect([greetingLine.has('leg'), timers()]).toEqual([false, 0])
  })

  it('has recorded also by hanging up, whichever is told first', async () => {
    for (const order of [['recorded', 'leg-gone'], ['leg-gone', 'recorded']] as const) {
      const { take, hears, asked, world, greetingLine } = setup()
      await take()
      await hears('greeted')
      for (const event of order) greetingLine.tell(event === 'recorded' ? { type: 'recorded', leg: 'leg' } : { type: 'leg-gone', leg: 'leg', cause: 'normal' })
      await new Promise((resolve) => setTimeout(resolve, 5))
      expect([world.kept, greetingLine.has('leg')]).toEqual([1, false])
      expect(asked).not.toContain('hangup')
    }
  })

  it('is asked again when there was nothing, three times at most', async () => {
    const { take, hears, asked, world, greetingLine } = setup()
    world.refuse = new Problem('bad-audio', 'too short')
    await take()
    await hears('greeted', 'recorded', 'greeted', 'recorded', 'greeted', 'recorded')
    expect(asked.filter((one) => one.includes('record-greeting'))).toHaveLength(3)
    expect(asked.at(-1)).toBe('hangup')
    expect(greetingLine.has('leg')).toBe(false)
  })

  it('is let go when the engine fails at any step', async () => {
    for (const [fails, events] of [['greet', []], ['record', ['greeted']]] as const) {
      const { take, hears, asked, world, greetingLine } = setup()
      world.fails = fails
      await take()
      await hears(...events)
      expect(asked.at(-1)).toBe('hangup')
      expect(greetingLine.has('leg')).toBe(false)
    }
    const lost = setup()
    lost.world.noRecording = true
    await lost.take()
    await lost.hears('greeted', 'recorded')
    expect(lost.asked.at(-1)).toBe('hangup')
  })

  it('who leaves before the tone leaves nothing behind; who leaves without a word is forgotten soon', async () => {
    const early = setup()
    await early.take()
    await early.hears('leg-gone')
    expect([early.greetingLine.has('leg'), early.timers()]).toEqual([false, 0])
    const silent = setup()
    await silent.take()
    await silent.hears('greeted', 'leg-gone')
    expect(silent.greetingLine.has('leg')).toBe(true)
    await silent.pass(5_000)
    expect(silent.greetingLine.has('leg')).toBe(false)
  })

  it('never holds a line for ever, whatever is not told', async () => {
    const { take, pass, asked, greetingLine } = setup()
    await take()
    await pass(360_000)
    expect([asked.at(-1), greetingLine.has('leg')]).toEqual(['hangup', false])
  })

  it('and news of other legs is not its business', () => expect(setup().greetingLine.tell({ type: 'greeted', leg: 'other' })).toBe(false))
})
