import type { Call } from '../call/model.ts'
import { talkingOnNative, feed } from '../call/testing/world.ts'
import { freeParkCode } from './park-code.ts'

const parked = (code: string): Call => feed(talkingOnNative(), { type: 'park', commandId: code, code }).call
const all = Array.from({ length: 90 }, (_, index) => String(index + 10))

it('a code is nobody else’s while a call is parked under it', () => {
  expect(freeParkCode(all.filter((code) => code !== '57').map(parked))).toBe('57')
  expect(() => freeParkCode(all.map(parked))).toThrow('Too many calls are parked')
})
