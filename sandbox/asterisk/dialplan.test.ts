import { createDialplan } from './dialplan.ts'

/** A call without the application, with Dana's line as one that must be recorded. */
const goes = (context: string, exten: string, caller: string) =>
  createDialplan({ app: 'app', isOurs: (number) => number === '+14255550101' })({ position: { context, exten }, variables: new Map(), caller: { number: caller } }, 'stasis-failed', new Map([['MUST_RECORD_14255550101', '1'], ['MUST_RECORD_4255550101', '1']]))

describe('while the application is away, a line that must be recorded', () => {
  it.each([['outside', '+14255550101', '+12065550142'], ['pbx', '4255550101', '4255550160'], ['native', '+12065550142', '+14255550101'], ['teams', '+12065550142', '4255550101']])('has no call: %s, to %s, from %s', (context, exten, caller) => {
    expect(goes(context, exten, caller)).toEqual({ run: 'hangup', cause: 21 })
  })
  it('is called by way of the network by whoever has a line of another kind: it comes back from outside, and is judged then', () => {
    expect(goes('native', '+14255550101', '+14255550102')).toMatchObject({ run: 'dial', resource: '+14255550101@operator' })
  })
})
