import { causeOfReasons, causeOfStatus } from './causes.ts'
import { createNetstringReader, encodeNetstring } from './netstring.ts'
import { type TracedMessage, createTraceReader } from './sip-trace.ts'

describe('netstrings', () => {
  it.each([1, 3, 1_000])('come whole out of pieces of %d bytes', (size) => {
    const taken: string[] = []
    const read = createNetstringReader((text) => taken.push(text))
    const bytes = Buffer.from(['{"a":1}', '', 'für'].map(encodeNetstring).join(''))
    for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size))
    expect(taken).toEqual(['{"a":1}', '', 'für'])
  })

  it('are nothing else', () => expect(() => createNetstringReader(() => undefined)(Buffer.from('x:y,'))).toThrow(/Not a netstring/))
})

describe('baresip\'s SIP trace', () => {
  const cancel = '\u001B[36;1m#\nUDP 127.0.0.10:5060 -> 127.0.0.1:27004\nCANCEL sip:x SIP/2.0\r\nCall-ID: abc\r\nCSeq: 1 CANCEL\r\nReason: SIP;cause=200;text="Call completed elsewhere"\r\nReason: Q.850;cause=26\r\n\r\n\u001B[;m\n'
  const answer = '\u001B[36;1m#\nUDP 127.0.0.1:27004 -> 127.0.0.10:5060\nSIP/2.0 200 OK\r\nCall-ID: abc\r\nCSeq: 7 INVITE\r\n\r\nv=0\r\nReason: none\r\n\u001B[;m\n'
  const expected: TracedMessage[] = [
    { received: true, method: 'CANCEL', status: null, callId: 'abc', answers: 'CANCEL', reasons: ['SIP;cause=200;text="Call completed elsewhere"', 'Q.850;cause=26'] },
    { received: false, method: null, status: 200, callId: 'abc', answers: 'INVITE', reasons: [] },
  ]

  it.each([1, 10, 10_000])('is read in pieces of %d characters, between other output', (size) => {
    const taken: TracedMessage[] = []
    const read = createTraceReader('127.0.0.1:27004', (message) => taken.push(message))
    const output = `baresip is ready.\n${cancel}\u001B[31mwarning\u001B[;mua: text\n${answer}`
    for (let at = 0; at < output.length; at += size) read(output.slice(at, at + size))
    expect(taken).toEqual(expected)
  })
})

describe('causes', () => {
  it('come from Reason headers, Q.850 first', () => {
    expect(causeOfReasons(['SIP;cause=200;text="Call completed elsewhere"'])).toBe(26)
    expect(causeOfReasons(['SIP;cause=486', 'Q.850;cause=16'])).toBe(16)
    expect(causeOfReasons(['SIP ;cause=486 , Q.850 ;cause=21;text="x"'])).toBe(21)
    expect(causeOfReasons(['Q.850;cause=127'])).toBeUndefined()
    expect(causeOfReasons([])).toBeUndefined()
  })

  it.each([[404, 1], [480, 19], [486, 17], [487, 16], [503, 34], [500, 41], [499, 31]])('come from status %d: %d', (status, cause) => {
    expect(causeOfStatus(status)).toBe(cause)
  })
})
