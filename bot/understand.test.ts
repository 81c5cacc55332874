import { commands } from './commands/index.ts'
import { plainWords, understand, understandPress } from './understand.ts'

const meant = (text: string) => {
  const found = understand(text, commands)
  return found && { ...Object.fromEntries(Object.entries(found.args).filter(([, value]) => value !== undefined)), command: found.command.name }
}

describe('what people type', () => {
  it.each([
    ['status', 'status'], ['STATUS?', 'status'], ['What\'s going on', 'status'], ['who am I talking to?', 'status'], ['my number', 'status'],
    ['uplift', 'uplift'], ['Uplift please', 'uplift'], ['move to Teams', 'uplift'], ['Could you move the call to teams, please?', 'uplift'], ['move it to Teams now', 'uplift'], ['switch to teams', 'uplift'], ['to teams', 'uplift'],
    ['move back', 'move-back'], ['back', 'move-back'], ['Move back to my phone', 'move-back'], ['take the call to the phone', 'move-back'], ['move to native dialer', 'move-back'],
    ['transfer', 'transfer'], ['transfer the call', 'transfer'],
    ['move to desk phone', 'move'], ['Take it to my office phone', 'move'], ['ring me everywhere', 'move'], ['desk', 'move'],
    ['hold', 'hold'], ['Hold on please', 'hold'], ['put them on hold', 'hold'], ['put the call on hold', 'hold'], ['resume', 'resume'], ['take it off hold', 'resume'], ['continue', 'resume'],
    ['switch', 'swap'], ['swap calls', 'swap'], ['toggle', 'swap'],
    ['hand over', 'complete'], ['hand it over', 'complete'], ['connect them', 'complete'], ['Complete the transfer', 'complete'], ['put them through', 'complete'], ['let them talk', 'complete'],
    ['consult', 'consult'], ['ask a colleague first', 'consult'], ['add', 'add'], ['add somebody', 'add'], ['remove', 'remove'],
    ['hang up', 'hang-up'], ['hangup', 'hang-up'], ['end the call', 'hang-up'], ['decline', 'hang-up'],
    ['cancel', 'cancel'], ['stop', 'cancel'], ['cancel the transfer', 'cancel'], ['cancel the consultation', 'cancel'], ['stop asking', 'cancel'], ['never mind', 'cancel'],
    ['history', 'history'], ['recent calls', 'history'], ['my calls', 'history'], ['calls', 'history'], ['export', 'export'], ['export my calls as csv', 'export'], ['note', 'note'], ['tag', 'tag'],
    ['voicemail', 'voicemail'], ['my voice mails', 'voicemail'], ['messages', 'voicemail'],
    ['ring', 'ring'], ['settings', 'ring'],
    ['notify', 'notify'],
    ['readiness', 'readiness'], ['Is my number ready?', 'readiness'], ['am I ready', 'readiness'], ["what's missing?", 'readiness'], ['check my licence', 'readiness'],
    ['help', 'help'], ['Hi', 'help'], ['hello!', 'help'], ['what can you do?', 'help'], ['?', 'help'],
  ])('“%s” means %s', (text, command) => expect(meant(text)?.command).toBe(command))

  it.each([
    ['transfer Marco', { command: 'transfer', to: 'Marco' }],
    ['please transfer the call to Marco Reyes', { command: 'transfer', to: 'Marco Reyes' }],
    ['Transfer to +1 (425) 555-0102', { command: 'transfer', to: '+1 (425) 555-0102' }],
    ['forward it to priya.', { command: 'transfer', to: 'priya' }],
    ['transfer to teams', { command: 'uplift' }],
    ['uplift Lena', { command: 'uplift', who: 'Lena' }],
    ['move the call with Lena Fischer to Teams', { command: 'uplift', who: 'the call with Lena Fischer' }],
    ['move to Teams with Lena', { command: 'uplift', who: 'Lena' }],
    ['hang up on Harbor Coffee', { command: 'hang-up', who: 'Harbor Coffee' }],
    ['hold the call with Lena', { command: 'hold', who: 'Lena' }],
    ['put Lena Fischer on hold', { command: 'hold', who: 'Lena Fischer' }],
    ['take Harbor Coffee off hold', { command: 'resume', who: 'Harbor Coffee' }],
    ['ask Marco first', { command: 'consult', to: 'Marco' }],
    ['Can you call Marco Reyes first?', { command: 'consult', to: 'Marco Reyes' }],
    ['consult with Marco', { command: 'consult', to: 'Marco' }],
    ['check with +1 425 555 0102 first', { command: 'consult', to: '+1 425 555 0102' }],
    ['switch to Lena', { command: 'swap', who: 'Lena' }],
    ['back to Lena', { command: 'swap', who: 'Lena' }],
    ['back to my phone', { command: 'move-back' }],
    ['hand it over to Marco', { command: 'transfer', to: 'Marco' }],
    ['add Marco', { command: 'add', to: 'Marco' }],
    ['invite +1 206 555 0177', { command: 'add', to: '+1 206 555 0177' }],
    ['add Marco to the call with Lena', { command: 'add', to: 'Marco', who: 'Lena' }],
    ['bring Marco into the call', { command: 'add', to: 'Marco' }],
    ['remove Marco from the call', { command: 'remove', to: 'Marco' }],
    ['move the call with Lena to my desk phone', { command: 'move', where: 'desk phone', who: 'the call with Lena' }],
    ['add a tag VIP', { command: 'tag', tag: 'VIP' }],
    ['missed calls', { command: 'history', kind: 'missed' }],
    ['show me my missed calls from Lena last week', { command: 'history', kind: 'missed', who: 'Lena', when: 'last week' }],
    ['calls with Lena', { command: 'history', who: 'Lena' }],
    ['calls last week', { command: 'history', when: 'last week' }],
    ['calls with (206) 555-0142 today', { command: 'history', who: '(206) 555-0142', when: 'today' }],
    ['find invoice', { command: 'history', who: 'invoice' }],
    ['search for Harbor Coffee', { command: 'history', who: 'Harbor Coffee' }],
    ['note call back on Monday', { command: 'note', note: 'call back on Monday' }],
    ['Note: ask for the invoice', { command: 'note', note: 'ask for the invoice' }],
    ['add a note for Lena: send 3:1 offer', { command: 'note', who: 'Lena', note: 'send 3:1 offer' }],
    ['tag it as VIP', { command: 'tag', tag: 'VIP' }],
    ['tag Big Deal', { command: 'tag', tag: 'Big Deal' }],
    ['ring native', { command: 'ring', where: 'native' }],
    ['Ring my phone', { command: 'ring', where: 'phone' }],
    ['ring in Teams only', { command: 'ring', where: 'Teams' }],
    ['notify off', { command: 'notify', where: 'off' }],
    ['turn notifications on', { command: 'notify', where: 'on' }],
  ])('“%s” brings what it needs', (text, expected) => expect(meant(text)).toEqual(expected))

  it.each(['', '   ', 'order a pizza', 'uplifting news', 'statuses', '<script>', 'a'.repeat(20_000)])('“%.20s” is no command', (text) => expect(meant(text)).toBeNull())

  it('drops mentions, courtesy, and what phones add', () => {
    expect(plainWords('<at>Single Number</at>&nbsp;please,  status!')).toBe('status')
    expect(plainWords('What’s going on?')).toBe("What's going on")
  })

  it('reads no text for longer than a moment', () => {
    const began = Date.now()
    for (const text of ['transfer ' + 'to '.repeat(95), 'move ' + 'back '.repeat(58), 'hang up '.repeat(37), ' please'.repeat(42), 'x' + '.'.repeat(298) + 'x', 'a'.repeat(1_000_000)]) meant(text)
    expect(Date.now() - began).toBeLessThan(1_000)
  })
})

describe('what a button brings', () => {
  it('is read as untrusted: only known names, only words', () => {
    expect(understandPress('uplift', JSON.parse('{"callId":"call-1","to":7,"evil":{},"__proto__":{"who":"x"}}'), commands)?.args).toEqual({ callId: 'call-1' })
    expect(understandPress('uplift', 'nonsense', commands)?.args).toEqual({})
    expect(understandPress('constructor', {}, commands)).toBeNull()
  })
})
