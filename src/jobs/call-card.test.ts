import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import type { LineRecord } from '../store/port.ts'
import { callCardJob } from './call-card.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const line: LineRecord = { ...dana, number: '+14255550101', name: 'Dana', ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null }

const showing = async (own: LineRecord | null) => {
  const shown: unknown[] = []
  const job = callCardJob({ store: { lineOf: async () => own }, chat: { showCall: async (...asked) => void shown.push(asked) } })
  await job({ person: dana, callId: 'call-1' })
  return shown
}

describe('a call changes', () => {
  it('and its card follows; a call without one gets one', async () => expect(await showing(line)).toEqual([[dana, 'call-1', true]]))
  it('and whoever wants no notices gets no card unasked', async () => expect(await showing({ ...line, notify: false })).toEqual([[dana, 'call-1', false]]))
  it('and whoever has no number any more is left alone', async () => expect(await showing(null)).toEqual([]))
})
