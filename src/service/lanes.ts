import type { Effect } from '../call/effect.ts'

/** What an effect touches: effects that touch the same leg, bridge or timer are carried out in the order they were asked for. */
export const lanesOf = (effect: Effect): string[] => {
  switch (effect.type) {
    case 'connect': return [effect.bridge, effect.leg, ...effect.together, effect.answer, effect.instead].filter((lane) => lane !== null)
    case 'music':
    case 'tone':
    case 'announce':
    case 'announce-recording':
    case 'say-position':
    case 'close': return [effect.bridge]
    case 'greet': return [effect.leg, effect.bridge]
    case 'ring':
    case 'hangup':
    case 'indicate-ringing':
    case 'watch':
    case 'mute':
    case 'digits':
    case 'quiet':
    case 'record': return [effect.leg]
    case 'record-bridge':
    case 'stop-recording':
    case 'check-recording': return [effect.bridge, effect.name]
    case 'say-unrecorded': return [effect.bridge, ...effect.legs]
    case 'keep-recording':
    case 'store': return [effect.name]
    case 'hunt': return ['hunt']
    case 'call-off':
    case 'check-offers': return effect.offers.map(({ callId }) => callId)
    case 'timer':
    case 'cancel-timer': return [`${effect.timer} ${effect.key}`]
    // told at once, whatever else goes on
    case 'result': return [effect.commandId]
  }
}

/** Work in lanes: what shares a lane with earlier work waits for it; the rest runs side by side. Work never rejects. */
export const createLanes = () => {
  const tails = new Map<string, Promise<void>>()
  let open = 0
  return {
    run(lanes: string[], work: () => Promise<void>): void {
      open += 1
      const before = lanes.map((lane) => tails.get(lane)).filter((tail) => tail !== undefined)
      const done: Promise<void> = (before.length === 0 ? work() : Promise.all(before).then(work)).finally(() => {
        open -= 1
        for (const lane of lanes) if (tails.get(lane) === done) tails.delete(lane)
      })
      for (const lane of lanes) tails.set(lane, done)
    },
    idle: (): boolean => open === 0,
    settled: async (): Promise<void> => void (await Promise.all(tails.values())),
  }
}
