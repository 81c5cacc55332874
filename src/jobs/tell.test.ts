import { usualPolicy } from '../line/policy.ts'
import { usualSettings } from '../line/settings.ts'
import type { LineRecord } from '../store/port.ts'
import { tellJob } from './tell.ts'

const dana = { tenantId: 'northwind', userId: 'dana' }
const line: LineRecord = { ...dana, number: '+14255550101', name: 'Dana', ring: 'native', notify: true, policy: 'UserOverride', unansweredAfterSeconds: 30, settings: usualSettings, linePolicy: usualPolicy, desk: null }

const told = async (own: LineRecord | null) => {
  const said: string[] = []
  await tellJob({ chat: { tell: async (_person, text) => void said.push(text) }, store: { lineOf: async () => own } })({ person: dana, text: 'hello' })
  return said
}

describe('a sentence', () => {
  it('is said to whoever wants notices', async () => expect(await told(line)).toEqual(['hello']))
  it('is kept from whoever wants none', async () => expect(await told({ ...line, notify: false })).toEqual([]))
  it('is for nobody who has no number any more', async () => expect(await told(null)).toEqual([]))
})
