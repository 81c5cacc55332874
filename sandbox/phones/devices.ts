import type { Clock } from '../clock.ts'
import type { OutsideParty, Person } from '../world.ts'
import { PhoneError } from './error.ts'

export type PhoneKind = 'native' | 'teams' | 'desk' | 'outside' | 'pbx'
export type CallState = 'ringing' | 'calling' | 'talking' | 'held'

export interface Peer {
  number: string
  /** From the phone's contacts; empty when the number is in none. */
  name: string
}

export interface PhoneFaults {
  /** The leg is answered by a voicemail after 2 s. */
  answersByVoicemail: boolean
  /** Busy at once, without ringing. */
  doNotDisturb: boolean
  /** Answers, but sends no audio. */
  noAudio: boolean
}

/** A phone's side of one connection. */
export interface Line {
  /** The engine's channel, null for a call that never passes the engine. */
  channelId: string | null
  answer(): void
  decline(): void
  hangUp(): void
  hold(): void
  resume(): void
  dtmf(digits: string): void
  /** Asks for the call to go on to this number. */
  refer(number: string): void
  /** Out of reach, or back. */
  vanish(gone: boolean): void
  /** Sends audio with this voice, or none. */
  speak(voice: string | null): void
}

export interface PhoneCall {
  id: string
  peer: Peer
  state: CallState
  direction: 'incoming' | 'outgoing'
  /** When the state began to be what it is: milliseconds since the epoch. */
  since: number
  heldBy: 'phone' | 'network' | null
  line: Line
}

export interface Device {
  id: string
  kind: PhoneKind
  label: string
  number: string
  /** userId, null for an outside party. */
  person: string | null
  /** The name under which a desk phone is registered at the anchor. */
  registeredAs: string | null
  /** Devices with the same value are one piece of hardware: the native dialer and Teams on the SIM phone. */
  handset: string
  faults: PhoneFaults
  calls: PhoneCall[]
  /** Why the last call ended, for the display: a Q.850 cause. */
  lastEnded: { peer: Peer, cause: number, at: number } | null
}

export interface World {
  people: Person[]
  outsideParties: OutsideParty[]
  /** Numbers that are nobody's phone, and are brought to us all the same. */
  /** Phones of the company's PBX. */
  pbxPhones?: OutsideParty[]
  companyNumbers?: { number: string, name: string }[]
  /** `desk` is left out where nobody has a desk phone. */
  phoneIds: (key: string) => { native: string, teamsMobile: string, teamsLaptop: string, desk?: string }
  deskName: (key: string) => string
  outsidePhoneId: (key: string) => string
}

const noFaults = (): PhoneFaults => ({ answersByVoicemail: false, doNotDisturb: false, noAudio: false })

const createDevice = (fields: Pick<Device, 'id' | 'kind' | 'label' | 'number' | 'person' | 'handset'> & Partial<Pick<Device, 'registeredAs'>>): Device =>
  ({ registeredAs: null, ...fields, faults: noFaults(), calls: [], lastEnded: null })

const devicesOf = (world: World): Device[] => [
  ...world.people.flatMap((person) => {
    const ids = world.phoneIds(person.key)
    const first = person.name.split(' ')[0] ?? person.name
    const common = { number: person.number, person: person.userId }
    return [
      createDevice({ ...common, id: ids.native, kind: 'native', label: `${first}'s phone`, handset: ids.native }),
      createDevice({ ...common, id: ids.teamsMobile, kind: 'teams', label: `Teams on ${first}'s phone`, handset: ids.native }),
      createDevice({ ...common, id: ids.teamsLaptop, kind: 'teams', label: `Teams on ${first}'s laptop`, handset: ids.teamsLaptop }),
      ...ids.desk === undefined ? [] : [createDevice({ ...common, id: ids.desk, kind: 'desk', label: `${first}'s desk phone`, registeredAs: world.deskName(person.key), handset: ids.desk })],
    ]
  }),
  ...world.outsideParties.map((party) => {
    const id = world.outsidePhoneId(party.key)
    return createDevice({ id, kind: 'outside', label: party.name, number: party.number, person: null, handset: id })
  }),
  ...(world.pbxPhones ?? []).map(({ key, name, number }) => createDevice({ id: `pbx-${key}`, kind: 'pbx', label: name, number, person: null, handset: `pbx-${key}` })),
]

/** Which of several calls the screen shows. */
const frontOrder: CallState[] = ['talking', 'calling', 'ringing', 'held']

export const frontCall = (device: Device): PhoneCall | undefined =>
  frontOrder.map((state) => device.calls.find((call) => call.state === state)).find((call) => call !== undefined)

/** All phones and what is on their screens. `changed` is called after each change. */
export const createDevices = (options: { world: World, clock: Clock, changed: () => void }) => {
  const { world, clock, changed } = options
  const devices = devicesOf(world)
  const names = new Map([...world.people, ...world.outsideParties, ...world.companyNumbers ?? []].map(({ number, name }) => [number, name]))
  let calls = 0

  const setState = (call: PhoneCall, state: CallState, heldBy: PhoneCall['heldBy'] = null) => {
    call.state = state
    call.heldBy = heldBy
    call.since = clock.now()
    changed()
  }
  const hold = (call: PhoneCall) => {
    setState(call, 'held', 'phone')
    call.line.speak(null)
    call.line.hold()
  }
  const talk = (device: Device, call: PhoneCall) => {
    // One earpiece: taking a call puts the other calls of the same handset on hold, as Android (Telecom's
    // self-managed calls) and iOS (CallKit) do.
    for (const other of devices.filter(({ handset }) => handset === device.handset).flatMap((sibling) => sibling.calls)) {
      if (other !== call && other.state === 'talking') hold(other)
    }
    setState(call, 'talking')
    call.line.speak(device.faults.noAudio ? null : device.id)
  }
  return {
    all: devices,
    find(id: string): Device {
      const device = devices.find((candidate) => candidate.id === id)
      if (device) return device
      throw new PhoneError('unknown-phone', `There is no phone "${id}". Expected one of: ${devices.map((known) => known.id).join(', ')}.`)
    },
    /** Phones that ring for a number on a trunk. */
    ringing: (number: string, kind: PhoneKind) => devices.filter((device) => device.number === number && device.kind === kind),
    /** The desk phone registered at the anchor under this name. */
    registered: (name: string) => devices.find((device) => device.registeredAs !== null && device.registeredAs === name),
    isOurs: (number: string) => [...world.people, ...world.companyNumbers ?? []].some((ours) => ours.number === number),
    peerOf: (number: string): Peer => ({ number, name: names.get(number) ?? '' }),
    add(device: Device, fields: Pick<PhoneCall, 'peer' | 'direction' | 'line'>): PhoneCall {
      const call: PhoneCall = {
        ...fields, id: `call-${++calls}`, state: fields.direction === 'incoming' ? 'ringing' : 'calling', since: clock.now(), heldBy: null,
      }
      device.calls.push(call)
      device.lastEnded = null
      changed()
      return call
    },
    remove(device: Device, call: PhoneCall, cause: number): void {
      if (!device.calls.includes(call)) return
      device.calls = device.calls.filter((other) => other !== call)
      device.lastEnded = { peer: call.peer, cause, at: clock.now() }
      changed()
    },
    /** Every call on a channel, with the phone it is on. */
    onChannel: (channelId: string): Array<[Device, PhoneCall]> =>
      devices.flatMap((device) => device.calls.filter((call) => call.line.channelId === channelId).map((call): [Device, PhoneCall] => [device, call])),
    setState,
    hold,
    talk,
  }
}

export type Devices = ReturnType<typeof createDevices>
