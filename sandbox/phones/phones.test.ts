import { createDialplan } from '../asterisk/dialplan.ts'
import { createEngine } from '../asterisk/engine.ts'
import type { AriEvent } from '../asterisk/wire.ts'
import { virtualClock } from '../clock.ts'
import * as world from '../world.ts'
import { createPhones } from './phones.ts'

const dana = '+14255550101'
const marco = '+14255550102'
const lena = '+12065550142'

/** A world with an application that only listens; the story sends its commands. */
const setUp = ({ app = true } = {}) => {
  const clock = virtualClock()
  const engine = createEngine({
    clock, dialplan: createDialplan({ app: 'single-number', isOurs: (number) => world.people.some((person) => person.number === number) }),
  })
  const phones = createPhones({ engine, clock, world })
  const events: AriEvent[] = []
  const close = app ? engine.subscribe('single-number', true, (event) => events.push(event)) : () => {}
  const command = (method: string, path: string, query: Record<string, string | number> = {}, body?: unknown) => {
    const response = engine.request({ method, path, query, body })
    clock.advance(5)
    return response
  }
  return {
    clock, engine, phones, events, close, command,
    state: (id: string) => phones.get(id).state,
    originate: (id: string, endpoint: string, callerId = lena, timeout = 30) =>
      command('POST', `/channels/${id}`, { endpoint: `PJSIP/${endpoint}`, app: 'single-number', appArgs: 'leg', callerId, timeout }),
    wait: (ms = 5) => clock.advance(ms),
    started: () => events.filter(({ type }) => type === 'StasisStart').map((event) => ({
      id: event.channel?.id ?? '', args: event['args'] as string[], caller: event.channel?.caller.number,
    })),
    dials: (id: string) => events.filter((event) => event.type === 'Dial' && event.peer?.id === id).map((event) => event['dialstatus']),
    destroyed: (id: string) => events.find((event) => event.type === 'ChannelDestroyed' && event.channel?.id === id)?.['cause'],
    received: (id: string) => (command('GET', `/channels/${id}/rtp_statistics`).body as { rxcount: number }).rxcount,
  }
}

/** Lena calls Dana; Dana answers on the native dialer; the application bridges them. */
const inCall = () => {
  const story = setUp()
  story.phones.dial('outside-lena', '425 555 0101')
  story.wait()
  const outside = story.started()[0]?.id ?? ''
  story.originate('n1', `${dana}@native`)
  story.phones.answer('dana-native')
  story.wait()
  story.command('POST', `/channels/${outside}/answer`)
  story.command('POST', '/bridges/b1', { type: 'mixing,dtmf_events' })
  story.command('POST', '/bridges/b1/addChannel', { channel: `${outside},n1` })
  return { ...story, outside }
}

describe('a call from outside', () => {
  it('reaches the application with the side, the number dialled and who calls', () => {
    const { phones, started, wait, state } = setUp()
    phones.dial('outside-lena', '(425) 555-0101')
    wait()
    expect(started()).toMatchObject([{ args: ['outside', dana], caller: lena }])
    expect(state('outside-lena')).toBe('calling')
    expect(phones.get('outside-lena').peer).toEqual({ number: dana, name: 'Dana Whitfield' })
  })

  it('rings every Teams client of the person; the first to answer has it and the other stops', () => {
    const { phones, originate, state, wait, dials, started } = setUp()
    expect(originate('t1', `${dana}@teams`).status).toBe(200)
    expect([state('dana-teams-mobile'), state('dana-teams-laptop'), state('dana-native')]).toEqual(['ringing', 'ringing', 'idle'])
    expect(phones.get('dana-teams-laptop').peer).toEqual({ number: lena, name: 'Lena Fischer' })
    phones.answer('dana-teams-laptop')
    wait()
    expect([state('dana-teams-mobile'), state('dana-teams-laptop')]).toEqual(['idle', 'talking'])
    expect(dials('t1')).toEqual(['', 'RINGING', 'ANSWER'])
    expect(started()).toHaveLength(1)
  })

  it('is talked, and ends on both phones when one hangs up and the application follows', () => {
    const { phones, state, wait, command, events, outside, destroyed } = inCall()
    expect([state('outside-lena'), state('dana-native')]).toEqual(['talking', 'talking'])
    phones.hangup('outside-lena')
    wait()
    expect(destroyed(outside)).toBe(16)
    expect(state('dana-native')).toBe('talking')
    command('DELETE', '/channels/n1')
    expect(state('dana-native')).toBe('idle')
    expect(events.filter(({ type }) => type === 'StasisEnd')).toHaveLength(2)
  })

  it('stops ringing when the application takes the leg back, or the ring time is over', () => {
    const { originate, command, state, wait, destroyed, dials } = setUp()
    originate('n1', `${dana}@native`)
    command('DELETE', '/channels/n1', { reason_code: 26 })
    expect([state('dana-native'), destroyed('n1')]).toEqual(['idle', 26])
    originate('n2', `${dana}@native`, lena, 10)
    wait(10_010)
    expect([state('dana-native'), destroyed('n2'), dials('n2')]).toEqual(['idle', 19, ['', 'RINGING']])
  })

  it('ends when the caller gives up', () => {
    const { phones, started, wait, destroyed } = setUp()
    phones.dial('outside-lena', dana)
    wait()
    phones.hangup('outside-lena')
    wait()
    expect(destroyed(started()[0]?.id ?? '')).toBe(127)
  })
})

describe('refusals', () => {
  it('a decline on one Teams client declines the leg', () => {
    const { phones, originate, wait, dials, destroyed, state } = setUp()
    originate('t1', `${dana}@teams`)
    phones.decline('dana-teams-laptop')
    wait()
    expect([dials('t1'), destroyed('t1'), state('dana-teams-mobile')]).toEqual([['', 'RINGING', 'BUSY'], 17, 'idle'])
  })

  it('a phone that wants no calls is busy at once', () => {
    const { phones, originate, dials, destroyed } = setUp()
    phones.setFaults('dana-native', { doNotDisturb: true })
    originate('n1', `${dana}@native`)
    expect([dials('n1'), destroyed('n1')]).toEqual([['', 'BUSY'], 17])
  })

  it('a trunk that is down, throttled or slow', () => {
    const { phones, originate, dials, destroyed, state, wait } = setUp()
    phones.setTrunk('teams', 'down')
    expect(originate('t1', `${dana}@teams`)).toEqual({ status: 500, body: { error: 'Allocation failed' } })
    phones.setTrunk('teams', 'throttled')
    originate('t2', `${dana}@teams`)
    expect([dials('t2'), destroyed('t2')]).toEqual([['', 'CONGESTION'], 34])
    phones.setTrunk('teams', 'slow')
    originate('t3', `${dana}@teams`)
    expect(state('dana-teams-laptop')).toBe('idle')
    wait(3000)
    expect(state('dana-teams-laptop')).toBe('ringing')
  })

  it('a number nobody has', () => {
    const { originate, dials, destroyed } = setUp()
    originate('o1', '+12065550199@operator', dana)
    expect([dials('o1'), destroyed('o1')]).toEqual([['', 'CHANUNAVAIL'], 1])
  })
})

describe('audio', () => {
  it('arrives 80 ms after the answer at fifty packets a second, and never from a phone without any', () => {
    const { phones, originate, received, wait, command } = setUp()
    originate('n1', `${dana}@native`)
    expect(command('GET', '/channels/n1/rtp_statistics')).toEqual({ status: 404, body: { message: 'RTP info not found' } })
    phones.answer('dana-native')
    wait(60)
    expect(received('n1')).toBe(0)
    wait(1020)
    expect(received('n1')).toBe(50)
    phones.setFaults('marco-native', { noAudio: true })
    originate('n2', `${marco}@native`)
    phones.answer('marco-native')
    wait(2000)
    expect(received('n2')).toBe(0)
  })

  it('comes from a voicemail that answers by itself after two seconds', () => {
    const { phones, originate, state, wait, received, dials } = setUp()
    phones.setFaults('dana-teams-laptop', { answersByVoicemail: true })
    originate('t1', `${dana}@teams`)
    wait(1900)
    expect(state('dana-teams-mobile')).toBe('ringing')
    wait(500)
    expect([state('dana-teams-mobile'), state('dana-teams-laptop')]).toEqual(['idle', 'idle'])
    expect(dials('t1').at(-1)).toBe('ANSWER')
    expect(received('t1')).toBeGreaterThan(0)
  })
})

describe('one handset', () => {
  it('puts the native call on hold when the Teams call is taken on the same phone, not on the laptop', () => {
    const { phones, originate, state, wait, events } = inCall()
    originate('t1', `${dana}@teams`)
    phones.answer('dana-teams-mobile')
    wait()
    expect([state('dana-native'), state('dana-teams-mobile')]).toEqual(['held', 'talking'])
    expect(events.find(({ type }) => type === 'ChannelHold')?.channel?.id).toBe('n1')
  })

  it('leaves the native call alone when the laptop takes it', () => {
    const { phones, originate, state, wait } = inCall()
    originate('t1', `${dana}@teams`)
    phones.answer('dana-teams-laptop')
    wait()
    expect([state('dana-native'), state('dana-teams-laptop')]).toEqual(['talking', 'talking'])
  })

  it('holds, resumes and sends tones', () => {
    const { phones, wait, events, state } = inCall()
    phones.hold('dana-native')
    expect(phones.get('dana-native').calls[0]).toMatchObject({ state: 'held', heldBy: 'phone' })
    phones.resume('dana-native')
    phones.dtmf('dana-native', '1#')
    wait()
    expect(state('dana-native')).toBe('talking')
    expect(events.filter(({ type }) => type === 'ChannelUnhold')).toHaveLength(1)
    expect(events.filter(({ type }) => type === 'ChannelDtmfReceived').map((event) => event['digit'])).toEqual(['1', '#'])
  })

  it('takes a second call and puts the first on hold, and is busy for a third', () => {
    const { phones, originate, state, wait, dials } = inCall()
    originate('n2', `${dana}@native`, '+12065550177')
    expect(phones.get('dana-native').calls.map((call) => call.state)).toEqual(['talking', 'ringing'])
    phones.answer('dana-native')
    wait()
    expect(phones.get('dana-native').calls.map((call) => call.state)).toEqual(['held', 'talking'])
    originate('n3', `${dana}@native`)
    expect(dials('n3')).toEqual(['', 'BUSY'])
    expect(state('dana-native')).toBe('talking')
  })
})

describe('our people dial', () => {
  it('on the native dialer and in Teams, each on its side', () => {
    const { phones, started, wait } = setUp()
    phones.dial('dana-native', lena)
    phones.dial('marco-teams-laptop', '206 555 0177')
    wait()
    expect(started()).toMatchObject([{ args: ['native', lena], caller: dana }, { args: ['teams', '+12065550177'], caller: marco }])
  })

  it('a colleague: the operator brings the call back, and the two ends live and die together', () => {
    const { phones, originate, started, command, wait, dials, destroyed, state } = setUp()
    phones.dial('dana-native', marco)
    wait()
    originate('o1', `${marco}@operator`, dana)
    const back = started().at(-1)
    expect(back).toMatchObject({ args: ['outside', marco], caller: dana })
    command('POST', `/channels/${back?.id}/ring`)
    expect(dials('o1')).toEqual(['', 'RINGING'])
    command('POST', `/channels/${back?.id}/answer`)
    expect(dials('o1').at(-1)).toBe('ANSWER')
    command('DELETE', '/channels/o1')
    wait()
    expect(destroyed(back?.id ?? '')).toBe(0)
    expect(state('dana-native')).toBe('calling')
  })

  it('a colleague, with the mark the application put on the leg', () => {
    const { command, started } = setUp()
    command('POST', '/channels/o1', { endpoint: `PJSIP/${marco}@operator`, app: 'single-number', callerId: dana }, { variables: { 'PJSIP_HEADER(add,X-Single-Number)': 'mark' } })
    const read = (header: string) => command('GET', `/channels/${started().at(-1)?.id}/variable`, { variable: `PJSIP_HEADER(read,${header})` })
    expect(read('X-Single-Number')).toEqual({ status: 200, body: { value: 'mark' } })
    expect(read('X-Other')).toEqual({ status: 500, body: { message: 'Unable to read provided function' } })
  })

  it('a number that is for the network alone: the phone sees none, a colleague neither', () => {
    const { command, phones, started, wait } = setUp()
    const hidden = { variables: { 'CONNECTEDLINE(num-pres,i)': 'prohib' } }
    command('POST', '/channels/o1', { endpoint: `PJSIP/${lena}@operator`, app: 'single-number', callerId: dana }, hidden)
    command('POST', '/channels/o2', { endpoint: `PJSIP/${marco}@operator`, app: 'single-number', callerId: dana }, hidden)
    wait()
    expect(phones.get('outside-lena')).toMatchObject({ state: 'ringing', peer: { number: '', name: '' } })
    expect(started().at(-1)).toMatchObject({ args: ['outside', marco], caller: '' })
  })

  it('a number with a code before it: the code goes on to the application', () => {
    const { phones, started, wait } = setUp()
    phones.dial('dana-native', '#31#(206) 555-0142')
    wait()
    expect(started().at(-1)).toMatchObject({ args: ['native', `#31#${lena}`] })
    expect(phones.get('dana-native').peer?.number).toBe(lena)
  })

  it('an emergency number: never seen by the application', () => {
    const { phones, events, wait, state } = setUp()
    phones.dial('dana-native', '911')
    wait(1500)
    expect(state('dana-native')).toBe('talking')
    expect(phones.get('dana-native').peer?.name).toBe('Emergency services')
    expect(events).toEqual([])
    phones.hangup('dana-native')
    expect(state('dana-native')).toBe('idle')
  })
})

describe('without the application', () => {
  it('a call to one of our numbers rings the native dialer, is answered and ends', () => {
    const { phones, wait, state } = setUp({ app: false })
    phones.dial('outside-lena', dana)
    wait()
    expect([state('dana-native'), state('dana-teams-laptop')]).toEqual(['ringing', 'idle'])
    phones.answer('dana-native')
    wait()
    expect([state('outside-lena'), state('dana-native')]).toEqual(['talking', 'talking'])
    phones.hangup('dana-native')
    wait(10)
    expect([state('outside-lena'), state('dana-native')]).toEqual(['idle', 'idle'])
  })

  it('our people dial out, and reach each other', () => {
    const { phones, wait, state } = setUp({ app: false })
    phones.dial('dana-native', marco)
    wait()
    expect(state('marco-native')).toBe('ringing')
    expect(phones.get('marco-native').peer?.name).toBe('Dana Whitfield')
    phones.answer('marco-native')
    wait()
    expect([state('dana-native'), state('marco-native')]).toEqual(['talking', 'talking'])
    phones.hangup('dana-native')
    wait(20)
    expect([state('dana-native'), state('marco-native')]).toEqual(['idle', 'idle'])
  })

  it('the application hands a call back, and the native dialer rings', () => {
    const { phones, wait, state, started, command, events } = setUp()
    phones.dial('outside-lena', dana)
    wait()
    command('POST', `/channels/${started()[0]?.id}/continue`, { context: 'native-fallback', extension: dana, priority: 1 })
    expect(state('dana-native')).toBe('ringing')
    expect(events.some(({ type }) => type === 'StasisEnd')).toBe(true)
    phones.decline('dana-native')
    wait(10)
    expect(state('outside-lena')).toBe('idle')
    expect(phones.get('outside-lena').lastEnded?.cause).toBe(17)
  })

  it('calls go on while it is away', () => {
    const { close, state, wait, phones, outside, command } = inCall()
    close()
    wait(60_000)
    expect([state('outside-lena'), state('dana-native')]).toEqual(['talking', 'talking'])
    expect(command('GET', '/bridges/b1').body).toMatchObject({ channels: [outside, 'n1'] })
    phones.hangup('outside-lena')
    wait()
    expect(state('dana-native')).toBe('talking')
  })
})

describe('outside phones', () => {
  it('ring each other directly', () => {
    const { phones, state, wait, events } = setUp()
    phones.dial('outside-lena', '+1 206 555 0177')
    expect(state('outside-harbor')).toBe('ringing')
    phones.answer('outside-harbor')
    wait()
    expect([state('outside-lena'), state('outside-harbor')]).toEqual(['talking', 'talking'])
    phones.hangup('outside-harbor')
    expect([state('outside-lena'), state('outside-harbor'), events.length]).toEqual(['idle', 'idle', 0])
  })

  it('are told when something can\'t be', () => {
    const { phones } = setUp()
    const refused = (act: () => unknown) => {
      try {
        act()
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    expect(refused(() => phones.answer('nobody'))).toBe('unknown-phone')
    expect(refused(() => phones.answer('outside-lena'))).toBe('wrong-state')
    expect(refused(() => phones.dial('outside-lena', 'hello'))).toBe('bad-number')
    expect(refused(() => phones.dial('outside-lena', '*4'))).toBe('bad-number')
    expect(refused(() => phones.dtmf('outside-lena', 'x'))).toBe('bad-number')
  })

  it('tell of changes once a turn', () => {
    const { phones, wait } = setUp()
    let changes = 0
    const stop = phones.onChange(() => changes++)
    phones.dial('outside-lena', dana)
    phones.hangup('outside-lena')
    expect(changes).toBe(0)
    wait(0)
    expect(changes).toBe(1)
    stop()
  })
})
