import { companyNumbers } from '../../world.ts'
import { useDesk } from '../desk-context.tsx'
import type { Phone } from '../types.ts'

/** Whom a phone's owner may want to call: the outside parties, the company's own numbers and the next colleague, never themselves. */
export const useContacts = (phone: Phone): { name: string, number: string }[] => {
  const { world } = useDesk()
  const outside = world.phones.filter(({ kind }) => kind === 'outside').map(({ label, number }) => ({ name: label, number }))
  const index = world.people.findIndex(({ userId }) => userId === phone.person)
  const colleague = world.people[(index + 1) % world.people.length]
  return [...outside, ...companyNumbers, ...colleague ? [{ name: colleague.name, number: colleague.number }] : []].filter(({ number }) => number !== phone.number)
}
