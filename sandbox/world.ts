/**
 * The people and phones of the sandbox. Everything a stand-in knows about the world comes from here.
 * Numbers are from ranges reserved for fiction: +1 xxx 555 01xx (NANPA).
 */
export const tenantId = '8f6d1c5e-52a4-4d0b-9a53-2f7f0e1b7c11'
export const tenantName = 'Northwind Traders'

/** The app's registration in Entra ID and its bot: one id for both, as Microsoft's tools make them. */
export const clientId = '3c1b0e0a-7d35-4a47-8a0e-6f0c9f3a5d21'
export const botId = clientId

export interface Person {
  tenantId: string
  userId: string
  name: string
  upn: string
  /** E.164: the SIM's number, which is also the Teams number. */
  number: string
  jobTitle: string
  /** Short name used in phone ids, e.g. `dana-native`. */
  key: string
  /** App roles, as an administrator of Entra ID gives them. */
  roles?: ('Admin' | 'Compliance')[]
}

export const people: Person[] = [
  { tenantId, userId: '1d2f7a54-0d0c-4a3e-8d3f-3b6a5c1e9a01', name: 'Dana Whitfield', upn: 'dana@northwind.example', number: '+14255550101', jobTitle: 'Account manager', key: 'dana' },
  { tenantId, userId: '2e3a8b65-1e1d-4b4f-9e40-4c7b6d2f0b02', name: 'Marco Reyes', upn: 'marco@northwind.example', number: '+14255550102', jobTitle: 'Field engineer', key: 'marco', roles: ['Compliance'] },
  { tenantId, userId: '3f4b9c76-2f2e-4c50-8f51-5d8c7e301c03', name: 'Priya Nair', upn: 'priya@northwind.example', number: '+14255550103', jobTitle: 'Head of support', key: 'priya', roles: ['Admin'] },
]

/** Groups of the directory; `inside` names groups that are members of others. */
export const groups: { id: string; name: string; members: string[]; inside?: string }[] = [
  { id: '6b1e7a10-4a55-4f0c-9a01-0c5d7e2f1a01', name: 'Sales', members: ['dana'], inside: 'Customer teams' },
  { id: '6b1e7a10-4a55-4f0c-9a01-0c5d7e2f1a02', name: 'Support', members: ['priya'], inside: 'Customer teams' },
  { id: '6b1e7a10-4a55-4f0c-9a01-0c5d7e2f1a03', name: 'Customer teams', members: [] },
]

export interface OutsideParty {
  key: string
  name: string
  number: string
}

export const outsideParties: OutsideParty[] = [
  { key: 'lena', name: 'Lena Fischer', number: '+12065550142' },
  { key: 'harbor', name: 'Harbor Coffee', number: '+12065550177' },
]

/** Numbers of the company that are nobody's: a queue has one. */
export const companyNumbers = [{ number: '+14255550150', name: 'Northwind Support' }]
/** The network brings calls to these numbers to us. */
export const isOurs = (number: string): boolean => [...people, ...companyNumbers].some((ours) => ours.number === number)

/** Phones of the company's PBX, whose queue calls people as its agents. */
export const pbxPhones = [{ key: 'switchboard', name: 'PBX switchboard', number: '+14255550160' }]

/** Where meetings are dialled into. Nobody's phone: it answers by itself. */
export const meetingDialIn = { number: '+14255550190', name: 'Teams meeting' }

/** Every person has a native dialer, two Teams clients (the trunk rings both and can't pick one), and a desk phone. */
export const phoneIds = (key: string) => ({
  native: `${key}-native`,
  teamsMobile: `${key}-teams-mobile`,
  teamsLaptop: `${key}-teams-laptop`,
  desk: `${key}-desk`,
})

/** The name under which a person's desk phone is registered at the anchor. */
export const deskName = (key: string) => `desk-${key}`
export const outsidePhoneId = (key: string) => `outside-${key}`
