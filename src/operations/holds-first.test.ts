import { feed, native, talkingOnNative } from '../call/testing/world.ts'
import { holdsFirst } from './holds-first.ts'

const resume = { type: 'resume', at: 1, commandId: 'k' } as const
const talking = talkingOnNative()
const after = (...events: Parameters<typeof feed>[1][]) => feed(talking, ...events).call
const held = after({ type: 'hold', commandId: 'h' })
const heldByPhone = after({ type: 'leg-held', leg: native })
const asking = after({ type: 'consult', commandId: 'c', to: { number: '+14255550102', name: null }, fresh: 'c-9' })

describe('whoever takes up one call', () => {
  it('puts the one they talk in on hold first', () => expect(holdsFirst(resume, [talking.call])).toEqual([talking.call]))
  it('leaves those alone that are on hold already, here or by the phone', () => expect(holdsFirst(resume, [held, heldByPhone])).toEqual([]))
  it('has to finish asking a colleague in another one', () => expect(holdsFirst(resume, [asking])).toEqual([asking]))
})

it('nothing else puts other calls on hold', () => expect(holdsFirst({ ...resume, type: 'hold' }, [talking.call])).toEqual([]))
