import { auditOf, danaId, marcoId, names, priyaId } from '../testing/open-organisation.tsx'
import { actionGroups, actionName } from './actions.ts'
import { entryWords } from './entry-words.ts'

const say = (part: Parameters<typeof auditOf>[0]) => {
  const { who, did, failed } = entryWords(auditOf(part), names, 'en-US')
  return `${who} ${did}${failed ? ' (refused)' : ''}`
}

describe('an entry of the audit log', () => {
  it.each([
    ['Priya Nair gave +1 425 555 0104 to Dana Whitfield', {}],
    ['Dana Whitfield got +1 425 555 0104', { actor: null }],
    ['The command line took +1 425 555 0104 from Dana Whitfield', { action: 'number-unassigned', actor: 'command line' }],
    ['Priya Nair uploaded a list of 10,000 rows, 1 row with errors', { action: 'numbers-uploaded', userId: priyaId, actor: null, detail: { rows: 10_000, errors: 1 } }],
    ['Priya Nair applied a list: 12 numbers added, 1 number changed', { action: 'numbers-confirmed', userId: priyaId, actor: null, detail: { added: 12, changed: 1, same: 3, skipped: 0 } }],
    ['Priya Nair changed the policy for everyone', { action: 'policy-set', userId: priyaId, actor: null, detail: { scope: 'everyone', for: null, name: 'Everyone' } }],
    ['Priya Nair removed the policy for Dana Whitfield', { action: 'policy-removed', detail: { scope: 'person', for: danaId, name: 'Dana Whitfield' } }],
    ['Priya Nair set up the call queue Support: +1 425 555 0150, 1 agent', { action: 'queue-set', userId: priyaId, actor: null, subject: 'support', detail: { name: 'Support', number: '+14255550150', strategy: 'serial', agents: 1 } }],
    ['Priya Nair set up the call queue Support: +1 425 555 0150, 2 agents (Dana Whitfield, Marco Reyes), then +1 425 555 0151', { action: 'queue-set', userId: priyaId, actor: null, subject: 'support', detail: { name: 'Support', number: '+14255550150', agents: 2, agentNames: 'Dana Whitfield, Marco Reyes', overflow: '+14255550151' } }],
    ['Priya Nair set up the call queue Support: +1 425 555 0150, 0 agents, then the voicemail of Marco Reyes', { action: 'queue-set', userId: priyaId, actor: null, subject: 'support', detail: { name: 'Support', number: '+14255550150', agents: 0, agentNames: '', overflow: marcoId, overflowName: 'Marco Reyes' } }],
    ['Priya Nair set up the call queue Support: +1 425 555 0150, 0 agents, then the call ends', { action: 'queue-set', userId: priyaId, actor: null, subject: 'support', detail: { name: 'Support', number: '+14255550150', agents: 0, agentNames: '', overflow: 'nobody' } }],
    [`Priya Nair set up the call queue Support: +1 425 555 0150, 200 agents (${'Dana Whitfield, '.repeat(7)}…)`, { action: 'queue-set', userId: priyaId, actor: null, subject: 'support', detail: { name: 'Support', number: '+14255550150', agents: 200, agentNames: Array.from({ length: 200 }, () => 'Dana Whitfield').join(', ') } }],
    ['Priya Nair changed the policy for Sales, priority 10', { action: 'policy-set', userId: priyaId, actor: null, detail: { scope: 'group', for: 'x', name: 'Sales', priority: 10 } }],
    ['Priya Nair removed the call queue Support', { action: 'queue-removed', userId: priyaId, actor: null, subject: 'support', detail: { name: 'Support', number: '+14255550150' } }],
    ['Dana Whitfield no longer takes calls of the call queue Support', { action: 'queue-duty', actor: null, subject: 'support', detail: { on: false, name: 'Support' } }],
    ['Dana Whitfield takes calls of a call queue', { action: 'queue-duty', actor: null, subject: 'support', detail: { on: true } }],
    ['Dana Whitfield parked a call', { action: 'park', actor: null, detail: { refused: null } }],
    ['Marco Reyes picked up a parked call', { action: 'pick-up', userId: marcoId, actor: null, detail: { parked: 'c' } }],
    ['Marco Reyes listened to a recording of Dana Whitfield', { action: 'recording-played', userId: marcoId, actor: null, detail: { of: danaId } }],
    ['Marco Reyes listened to a recording of Dana Whitfield', { action: 'recording-played', userId: danaId, actor: marcoId, detail: { callId: 'c' } }],
    ['Marco Reyes held a recording of themselves', { action: 'recording-held', userId: marcoId, actor: marcoId, detail: { callId: 'c' } }],
    ['Dana Whitfield changed settings: where calls ring, quiet hours', { action: 'settings-changed', actor: null, detail: { ring: 'teams', quietHours: 'changed' } }],
    ['Dana Whitfield moved a call (refused)', { action: 'move', actor: null, detail: { refused: 'not-now' } }],
    ['Dana Whitfield ended a call', { action: 'hangup', actor: null, detail: { refused: null } }],
    ['Somebody we have no name for (9a8b7c6d) deleted a voicemail', { action: 'voicemail-deleted', userId: '9a8b7c6d-1111-4222-8333-444455556666', actor: null }],
    ['Priya Nair gave +1 425 555 0104 to somebody we have no name for (1a2b3c4d)', { userId: '1a2b3c4d-1111-4222-8333-444455556666' }],
    ['Single Number found something missing for the number of Dana Whitfield', { action: 'readiness-lost', actor: 'service' }],
    ['Dana Whitfield something-new', { action: 'something-new', actor: null }],
  ])('reads: %s', (words, part) => {
    expect(say(part)).toBe(words)
  })

  it('has words for all one can look for', () => {
    for (const action of actionGroups.flatMap(({ actions }) => Object.keys(actions))) expect(say({ action })).not.toContain(actionName(action))
  })
})
