import { setTimeout as sleep } from 'node:timers/promises'
import { type Actor, eventually, type Phone, type Stage } from './driver.ts'

/** In stories of what comes after the greeting: a sound of a second, which Asterisk has, too. */
export const shortGreeting = { GREETING: 'sound:vm-goodbye' }

/** What callers do who reach a voicemail. */
export const voicemailSteps = (scene: Pick<Stage, 'store'>) => {
  /** Waits until the call of this line is greeted, recorded, or kept. */
  const reaches = (person: Actor, status: string) => eventually(async () => {
    const call = (await scene.store().loadCalls()).find(({ line }) => line.userId === person.userId)
    expect(call?.voicemail.status).toBe(status)
  })

  /** Calls, is declined, and is put through to the voicemail. */
  const isSentOn = async (caller: Phone, person: Actor): Promise<void> => {
    await caller.dial(person.number)
    await person.phone('native').is('ringing')
    await person.phone('native').decline()
    await caller.is('talking')
  }

  return {
    reaches,
    isSentOn,
    /** Calls, is declined, and gives how long the greeting lasted. */
    async greeted(caller: Phone, person: Actor): Promise<number> {
      await isSentOn(caller, person)
      await reaches(person, 'greeting')
      const began = Date.now()
      await caller.hears('music')
      await reaches(person, 'recording')
      return Date.now() - began
    },
    /** Calls, is declined, waits for the tone and speaks. */
    async leaveMessage(caller: Phone, person: Actor, ms = 1_800) {
      const before = (await person.voicemails()).length
      await isSentOn(caller, person)
      await reaches(person, 'recording')
      await sleep(ms)
      await caller.hangup()
      return eventually(async () => {
        const all = await person.voicemails()
        const [message] = all
        if (message === undefined || all.length === before) throw new Error('no message yet')
        return message
      })
    },
  }
}
