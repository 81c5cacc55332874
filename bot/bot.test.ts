import { refusalWords } from '../src/call/words.ts'
import { Problem } from '../src/service/problem.ts'
import { jsonOf, openChat as open, textOf } from './testing/open-chat.ts'
import { dana, ended, talking } from './testing/samples.ts'

const lena = talking()
const harbor = talking({ id: 'call-2', remote: { number: '+12065550177', name: 'Harbor Coffee' }, state: 'ringing', endpoint: null, answeredAt: null, journey: [], actions: ['hangup'] })
const marco = { userId: 'u-marco', name: 'Marco Reyes', jobTitle: 'Field engineer', number: '+14255550102' }
const marcus = { userId: 'u-marcus', name: 'Marcus Lind', jobTitle: null, number: '+14255550104' }
const nobody = { userId: 'u-x', name: 'Xenia Holt', jobTitle: null, number: null }

describe('a person types', () => {
  it('is told so when there is no call to do it to', async () => {
    const { type, given } = open()
    for (const text of ['uplift', 'move back', 'hang up', 'cancel', 'transfer Marco', 'transfer']) expect(textOf(await type(text))).toBe("You're not on a call right now.")
    expect(given).toEqual([])
  })

  it('gets a short, kind answer to anything else', async () => {
    const { type } = open()
    expect(textOf(await type('order a pizza'))).toContain('Type help to see it all')
  })

  it('hears that the number has all it needs only where all of it can be seen', async () => {
    const { type, world } = open()
    world.checks = [{ id: 'phone-licence', state: 'unknown', words: "We can't see your licences.", nextStep: null }]
    expect(await type('readiness')).toMatchObject({ summary: "One thing can't be seen yet" })
    world.checks = [{ ...world.checks[0]!, state: 'ok' }]
    expect(await type('readiness')).toMatchObject({ summary: 'Your number has all it needs' })
  })

  it('moves the only call, and gets its card when there was none', async () => {
    const { type, given, world, chat } = open()
    world.live = [lena]
    expect(textOf(await type('uplift'))).toContain('Ringing you in Teams')
    expect(given).toMatchObject([{ callId: 'call-1', name: 'move', input: { to: 'teams' } }])
    expect(jsonOf(chat[0]?.message)).toContain('Lena Fischer')
    await type('move back')
    expect(given[1]).toMatchObject({ name: 'move', input: { to: 'native' } })
    expect(chat).toHaveLength(1)
  })

  it('hears an outcome that comes at once as the answer, and a later one later', async () => {
    const { type, world, outcome, given, chat, later } = open()
    world.live = [lena]
    world.onCommand = (command) => outcome(command, 'move-unreachable', "It can't be reached right now.", 'failed')
    expect(textOf(await type('uplift'))).toBe("It can't be reached right now.")
    world.onCommand = null
    await type('uplift')
    outcome(given[1]!, 'moved-to-teams', 'The call is in Teams now.')
    await later()
    expect(chat.at(-1)?.message).toEqual({ text: 'The call is in Teams now.' })
  })

  it('reads why something can\'t be done now', async () => {
    const { type, world } = open()
    world.live = [lena]
    world.refuse = new Problem('refused', refusalWords['already-there'])
    expect(textOf(await type('uplift'))).toBe('The call is there already.')
  })

  it('is asked which call when there are two, and never guessed for', async () => {
    const { type, press, world, given } = open()
    world.live = [lena, harbor]
    for (const [text, question] of [['uplift', 'Which call shall I move to Teams?'], ['hang up', 'Which call shall I end?'], ['transfer Marco', 'Which call shall I transfer?']] as const) {
      const asked = jsonOf(await type(text))
      expect(asked).toContain(question)
      expect(asked).toContain('Lena Fischer, (206) 555-0142')
      expect(asked).toContain('Harbor Coffee, (206) 555-0177')
    }
    expect(given).toEqual([])
    // only the one that can be moved has a button
    expect(jsonOf(await type('uplift')).match(/Action\.Execute/g)).toHaveLength(1)
    const answer = await press('hang-up', { callId: 'call-2' }, 'm9')
    expect(given).toMatchObject([{ callId: 'call-2', name: 'hangup' }])
    expect(jsonOf(answer)).toContain('Declining the call from Harbor Coffee.')
    expect(jsonOf(answer)).not.toContain('Action.Execute')
  })

  it('is not asked about a call that nothing can be done with', async () => {
    const { type, world, given } = open()
    world.live = [lena, { ...harbor, state: 'voicemail', actions: [] }]
    expect(textOf(await type('hang up'))).toBe('Ending your call with Lena Fischer.')
    expect(given).toMatchObject([{ callId: 'call-1' }])
  })

  it('may name the call instead', async () => {
    const { type, world, given } = open()
    world.live = [lena, harbor]
    await type('hang up on harbor')
    expect(given).toMatchObject([{ callId: 'call-2' }])
    expect(textOf(await type('hang up on Zoe'))).toBe('None of your calls is with “Zoe”. Lena Fischer and Harbor Coffee: which one do you mean?')
  })
})

describe('a message that comes without an id', () => {
  it('is never taken for one that came before', async () => {
    const { converse, settled, world, given } = open()
    world.live = [lena]
    await settled(converse({ id: '', person: dana, timeZone: null, did: { type: 'wrote', text: 'hang up' } }))
    expect(given).toMatchObject([{ name: 'hangup', key: undefined }])
  })
})

describe('a person transfers', () => {
  it('to the one colleague of that name', async () => {
    const { type, world, given } = open()
    world.live = [lena]
    world.colleagues = [marco, nobody]
    expect(textOf(await type('transfer marco'))).toBe('Transferring Lena Fischer to Marco Reyes.')
    expect(given).toMatchObject([{ name: 'transfer', input: { to: { number: '+14255550102', name: 'Marco Reyes' } } }])
  })
  it('to a number', async () => {
    const { type, world, given } = open()
    world.live = [lena]
    expect(textOf(await type('transfer to (425) 555-0199'))).toBe('Transferring Lena Fischer to (425) 555-0199.')
    expect(given[0]?.input).toEqual({ to: { number: '+14255550199', name: null } })
    expect(textOf(await type('transfer 12'))).toBe('That is not a phone number.')
  })
  it('and chooses among several, checked again when they press', async () => {
    const { type, press, world, given } = open()
    world.live = [lena]
    world.colleagues = [marco, marcus]
    const asked = jsonOf(await type('transfer Marc'))
    expect(asked).toContain('Marco Reyes')
    expect(asked).toContain('Marcus Lind')
    expect(given).toEqual([])
    expect(jsonOf(await press('transfer', { callId: 'call-1', userId: 'u-marcus' }, 'm1'))).toContain('Transferring Lena Fischer to Marcus Lind.')
    expect(textOf(await press('transfer', { callId: 'call-1', userId: 'u-stranger' }, 'm1'))).toContain('no number here')
  })
  it('and a full name is enough where it begins another one', async () => {
    const { type, world, given } = open()
    world.live = [lena]
    world.colleagues = [{ ...marco, name: 'Ann' }, { ...marcus, name: 'Anna' }]
    await type('transfer Ann')
    expect(given[0]?.input).toMatchObject({ to: { name: 'Ann' } })
  })
  it('and is told when there is nobody, or no number', async () => {
    const { type, world } = open()
    world.live = [lena]
    world.colleagues = [nobody]
    expect(textOf(await type('transfer Zoe'))).toBe('I found nobody called “Zoe”. Try another name, or type a number.')
    expect(textOf(await type('transfer Xenia'))).toContain('Xenia Holt has no number here')
    expect(textOf(await type('transfer'))).toContain('Who to?')
  })
})

describe('a person presses a button', () => {
  it('on the call\'s card: the answer is that card as it is now', async () => {
    const { type, press, world, chat } = open()
    world.live = [lena]
    await type('uplift')
    world.onCommand = () => { world.live = [talking({ move: { to: 'teams', phase: 'ringing' }, actions: ['cancel', 'hangup'] })] }
    const answer = await press('uplift', { callId: 'call-1', card: 'call' }, chat[0]!.id)
    expect(jsonOf(answer)).toContain('Ringing you in Teams. Answer there.')
    expect(jsonOf(answer)).toContain('Cancel the move')
  })
  it('and when the call went on meanwhile, the card is brought in line', async () => {
    const { type, press, world, chat, later } = open()
    world.live = [lena]
    await type('uplift')
    await press('hang-up', { callId: 'call-1', card: 'call' }, chat[0]!.id)
    world.live = []
    world.history = [ended()]
    await later()
    await later()
    expect(jsonOf(chat[0]?.message)).toContain('Answered · 10 min 4 s')
  })
  it('of a call that is over', async () => {
    const { press, world } = open()
    world.history = [ended()]
    expect(textOf(await press('uplift', { callId: 'call-1', card: 'call' }, 'm1'))).toBe('The call is over.')
  })
  it('with the id of someone else\'s call: there is no such call', async () => {
    const { press, given } = open()
    for (const verb of ['uplift', 'move-back', 'hang-up', 'cancel']) expect(textOf(await press(verb, { callId: 'call-of-marco', card: 'call' }, 'm1'))).toBe('There is no such call.')
    expect(textOf(await press('transfer', { callId: 'call-of-marco', to: 'Marco' }, 'm1'))).toBe('There is no such call.')
    expect(given).toEqual([])
  })
  it('and an old card of a call no longer shows the call: there is one card of it', async () => {
    const { type, press, world, chat, later } = open()
    world.live = [lena]
    await type('uplift')
    const old = chat[0]!.id
    await type('status')
    await later()
    expect(jsonOf(chat[0]!.message)).toContain('further down')
    expect(chat.filter(({ message }) => jsonOf(message).includes('"verb":"uplift"'))).toHaveLength(1)
    expect(jsonOf(await press('uplift', { callId: 'call-1', card: 'call' }, old))).not.toContain('Action.Execute')
  })
  it('can go from the welcome to status, history, voicemail and help', async () => {
    const { press, converse, world } = open()
    world.history = [ended()]
    const welcome = jsonOf(await converse({ id: 'a', person: dana, timeZone: null, did: { type: 'installed' } }))
    for (const verb of ['status', 'history', 'help']) expect(welcome).toContain(`"verb":"${verb}"`)
    expect(jsonOf(await press('status', {}))).toContain('+1 425 555 0101')
    expect(jsonOf(await press('history', {}))).toContain('Your phone 3 min 12 s → Teams 6 min 52 s')
    expect(jsonOf(await press('voicemail', {}))).toContain('Harbor Coffee')
    expect(jsonOf(await press('help', {}))).toContain('move back')
  })
})

describe('while the database is away', () => {
  it('a person still hangs up, by word and by button', async () => {
    const { type, press, world, given, breakStore } = open()
    world.live = [lena]
    breakStore()
    expect(textOf(await type('hang up'))).toBe('Ending your call with Lena Fischer.')
    expect(jsonOf(await press('hang-up', { callId: 'call-1', card: 'call' }, 'm1'))).toContain('Lena Fischer')
    expect(given.map(({ name }) => name)).toEqual(['hangup', 'hangup'])
    world.onCommand = () => { world.live = [] }
    expect(textOf(await press('hang-up', { callId: 'call-1', card: 'call' }, 'm1'))).toBe('Ending your call with Lena Fischer.')
  })
})

describe('a person chooses', () => {
  it('quiet hours: sees them, turns them on where they are, and sets them on a card', async () => {
    const { type, press, world } = open()
    expect(jsonOf(await type('quiet hours'))).toContain('Quiet hours are off')
    expect(jsonOf(await type('Quiet hours on'))).toContain('Quiet hours are on')
    expect(world.patches).toEqual([{ quietHours: { on: true, timeZone: 'America/Los_Angeles' } }])
    await press('quiet-hours', { where: 'save', from: '18:00', until: '08:30', days: '1,5' }, 'm1')
    expect(world.me.settings.quietHours).toEqual({ on: true, timeZone: 'America/Los_Angeles', weekly: [{ day: 1, from: '18:00', to: '08:30' }, { day: 5, from: '18:00', to: '08:30' }] })
    expect(textOf(await press('quiet-hours', { where: 'save', from: '6 pm', until: '08:30', days: '1' }, 'm1'))).toContain('such as 22:00')
    expect(textOf(await press('quiet-hours', { where: 'save', from: '18:00', until: '08:30', days: '9,x' }, 'm1'))).toContain('Choose at least one day')
    expect(world.patches).toHaveLength(2)
  })

  it('where calls go that nobody answers, in one line or on a card', async () => {
    const { type, press, world } = open()
    world.colleagues = [marco, marcus]
    expect(jsonOf(await type('unanswered after 20 to Marco Reyes'))).toContain('After 20 seconds calls go to Marco Reyes.')
    expect(world.me.settings.unanswered).toEqual({ afterSeconds: 20, to: { kind: 'colleague', userId: 'u-marco', name: 'Marco Reyes' } })
    expect(jsonOf(await type('unanswered to (206) 555-0177'))).toContain('After 20 seconds calls go to')
    expect(world.patches.at(-1)).toEqual({ unanswered: { to: { kind: 'number', number: '(206) 555-0177' } } })
    await press('unanswered', { seconds: '10', to: 'voicemail' }, 'm1')
    expect(world.me.settings.unanswered).toEqual({ afterSeconds: 10, to: { kind: 'voicemail' } })
    expect(jsonOf(await type('unanswered after 5 to marc'))).toContain('Who do you mean?')
    await press('unanswered', { seconds: '5', userId: 'u-marcus' }, 'm2')
    expect(world.me.settings.unanswered).toMatchObject({ afterSeconds: 5, to: { userId: 'u-marcus' } })
    expect(textOf(await type('unanswered to Nobody At All'))).toContain('I found nobody')
    expect(jsonOf(await type('unanswered'))).toContain('When nobody answers')
  })

  it('what a second caller meets, which number others see, and the two switches', async () => {
    const { type, press, world } = open()
    expect(jsonOf(await type('busy tone'))).toContain('A second caller hears the busy tone.')
    await press('busy', { where: 'unanswered' }, 'm1')
    expect(world.me.settings.busy).toBe('unanswered')
    expect(jsonOf(await type('caller id hidden'))).toContain('No number')
    expect(world.me.settings.callerId).toEqual({ native: 'hidden', teams: 'hidden' })
    await type('caller id teams mobile')
    expect(world.me.settings.callerId).toEqual({ native: 'hidden', teams: 'mobile' })
    await press('caller-id', { native: 'mobile', teams: 'hidden' }, 'm2')
    expect(world.me.settings.callerId).toEqual({ native: 'mobile', teams: 'hidden' })
    expect(textOf(await type('do not disturb on'))).toContain('your calls don’t ring')
    expect(textOf(await type('offer uplift off'))).toContain('no longer offer')
    expect(world.me.settings).toMatchObject({ respectDoNotDisturb: true, offerUplift: false })
  })

  it('what applies to them, however they ask', async () => {
    const { type, world } = open()
    world.me = { ...world.me, rules: [{ text: 'You can place 5 calls a minute.', by: 'Set by your organisation for Sales' }] }
    for (const asked of ['policy', 'my rules', 'What applies to me?']) expect(jsonOf(await type(asked))).toContain('You can place 5 calls a minute.')
  })

  it('where calls ring, unless their organisation decides', async () => {
    const { type, world } = open()
    expect(jsonOf(await type('ring teams'))).toContain("Your phone rings only when Teams can't be reached")
    expect(world.me.preference.ring).toBe('teams')
    expect(jsonOf(await type('ring my phone'))).toContain('Ring Teams only')
    world.me = { ...world.me, preference: { ring: 'teams', locked: true, lockedBy: 'Set by your organisation', policy: 'Teams' } }
    expect(textOf(await type('ring native'))).toBe('Your organisation decides where your calls ring.')
    const locked = jsonOf(await type('ring'))
    expect(locked).toContain("Set by your organisation, so it can't be changed here.")
    expect(locked).not.toContain('Action.Execute')
  })
  it('whether to be told', async () => {
    const { type, world } = open()
    expect(textOf(await type('notify off'))).toContain('Notices are off')
    expect(world.me.settings.notify).toBe(false)
    expect(textOf(await type('notify'))).toContain('Notices are off')
    expect(textOf(await type('notify on'))).toContain('Notices are on')
  })
})
