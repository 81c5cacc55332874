import { readdirSync, readFileSync } from 'node:fs'
import { arrivalOf, causeOf, readEvent } from './in.ts'
import { ariEvent, knownTypes } from './wire.ts'

/** Traffic recorded from Asterisk 22 (sandbox/asterisk/fixtures/traces). */
const folder = new URL('../../../sandbox/asterisk/fixtures/traces/', import.meta.url)
const eventsOf = (trace: string) =>
  readFileSync(new URL(`${trace}.jsonl`, folder), 'utf8').split('\n').filter((text) => text !== '')
    .map((text) => JSON.parse(text) as { event?: { type: string } }).flatMap(({ event }) => (event && knownTypes.has(event.type) ? [event] : []))
const told = (trace: string) => eventsOf(trace).map((event) => readEvent(ariEvent.parse(event))).filter((event) => event !== null)
const short = (trace: string) => told(trace).map((event) => `${event.type} ${'leg' in event ? event.leg.slice(0, 5) : ''}`.trim())

describe('what Asterisk says, as the app hears it', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.jsonl')).map((name) => name.replace('.jsonl', '')))('every event we know of in the trace “%s” parses', (trace) => {
    for (const event of eventsOf(trace)) expect(ariEvent.safeParse(event).error).toBeUndefined()
  })

  it('an originated leg is answered when it is in the application, not when it is up', () => {
    expect(short('uplift').filter((line) => line.endsWith('hands'))).toEqual(['leg-ringing hands', 'leg-answered hands', 'leg-gone hands'])
  })

  it('the phone’s own hold and resume', () => {
    expect(short('hold-and-resume-by-phone')).toEqual(expect.arrayContaining(['leg-held h1795', 'leg-resumed h1795']))
  })

  it('a decline is busy by its cause, a time-out is no answer, a fork’s loser was answered elsewhere', () => {
    expect(told('target-declines')).toContainEqual(expect.objectContaining({ type: 'leg-gone', cause: 'busy' }))
    expect(told('no-answer-timeout')).toContainEqual(expect.objectContaining({ type: 'leg-gone', cause: 'no-answer' }))
    expect(told('fork')).toContainEqual(expect.objectContaining({ type: 'leg-gone', cause: 'elsewhere' }))
  })

  it('a caller who hangs up during the recording still leaves one', () => {
    expect(told('voicemail')).toContainEqual(expect.objectContaining({ type: 'recorded' }))
  })

  it('another instance took over', () => {
    expect(told('socket-replaced')).toContainEqual({ type: 'replaced' })
  })

  it('a channel that the dialplan hands us says which side it is from and what was dialled', () => {
    const channel = { id: '1.0', name: 'PJSIP/operator-1', state: 'Ring', caller: { name: '', number: '+12065550142' }, dialplan: { context: 'outside', exten: '+14255550101' } }
    expect(arrivalOf(channel, ['outside', '+14255550101'])).toEqual({ type: 'arrived', leg: '1.0', side: 'outside', dialled: '+14255550101', caller: '+12065550142', callerName: null, withheld: false })
    expect(arrivalOf(channel, ['leg', 'native', 'c'])).toBeNull()
    expect(arrivalOf({ ...channel, caller: { name: '', number: '' } }, ['outside', '+14255550101'])?.caller).toBeNull()
  })

  it('a cause nobody knows is an ordinary farewell', () => {
    expect(causeOf(0)).toBe('normal')
    expect(causeOf(21)).toBe('declined')
  })
})
