import { outsideParties, outsidePhoneId, phoneIds, type Person } from '../world.ts'
import type { PastWorld } from './past-world.ts'

/** A thing that happened on somebody's line. `hoursAgo` is before the day's start of the seed. */
export interface PastStory {
  hoursAgo: number
  happen(world: PastWorld, person: Person, colleague: Person): Promise<void>
}

const second = 1_000
const minute = 60 * second
const [lena, harbor] = outsideParties.map((party) => outsidePhoneId(party.key)) as [string, string]

const answered = (from: string, on: 'native' | 'teamsLaptop' | 'teamsMobile', talkMs: number) => async ({ phones, pass }: PastWorld, person: Person) => {
  phones.dial(from, person.number)
  await pass(5 * second)
  phones.answer(phoneIds(person.key)[on])
  await pass(talkMs)
  phones.hangup(from)
}

const movedToTeams = (from: string, beforeMs: number, afterMs: number) => async ({ phones, calls, pass }: PastWorld, person: Person) => {
  const { native, teamsLaptop } = phoneIds(person.key)
  phones.dial(from, person.number)
  await pass(4 * second)
  phones.answer(native)
  await pass(beforeMs)
  const [call] = calls.live(person)
  if (!call) throw new Error('the past went wrong: no live call to move')
  await calls.command(person, call.id, 'move', { to: 'teams' })
  await pass(3 * second)
  phones.answer(teamsLaptop)
  await pass(afterMs)
  phones.hangup(teamsLaptop)
}

const message = (from: string, speaksMs: number) => async ({ phones, pass }: PastWorld, person: Person) => {
  phones.dial(from, person.number)
  await pass(31 * second)
  await pass(6 * second)
  await pass(speaksMs)
  phones.hangup(from)
  await pass(second)
}

const missed = (from: string) => async ({ phones, pass }: PastWorld, person: Person) => {
  phones.dial(from, person.number)
  await pass(11 * second)
  phones.hangup(from)
}

const calledOut = (on: 'native' | 'teamsLaptop', to: string, talkMs: number | null) => async ({ phones, pass }: PastWorld, person: Person) => {
  const number = phones.get(to).number
  phones.dial(phoneIds(person.key)[on], number)
  await pass(6 * second)
  if (talkMs === null) phones.decline(to)
  else {
    phones.answer(to)
    await pass(talkMs)
    phones.hangup(phoneIds(person.key)[on])
  }
}

const transferred = (from: string) => async ({ phones, calls, pass }: PastWorld, person: Person, colleague: Person) => {
  phones.dial(from, person.number)
  await pass(3 * second)
  phones.answer(phoneIds(person.key).native)
  await pass(75 * second)
  const [call] = calls.live(person)
  if (!call) throw new Error('the past went wrong: no live call to transfer')
  await calls.command(person, call.id, 'transfer', { to: { number: colleague.number, name: colleague.name } })
  await pass(4 * second)
  phones.answer(phoneIds(colleague.key).native)
  await pass(3 * minute)
  phones.hangup(from)
}

/** The last days on everybody's line, newest first. */
export const past: PastStory[] = [
  { hoursAgo: 2, happen: movedToTeams(lena, 192 * second, 412 * second) },
  { hoursAgo: 4, happen: message(harbor, 14 * second) },
  { hoursAgo: 6, happen: calledOut('native', lena, 245 * second) },
  { hoursAgo: 21, happen: missed(lena) },
  { hoursAgo: 23, happen: transferred(harbor) },
  { hoursAgo: 27, happen: answered(lena, 'teamsLaptop', 31 * minute) },
  { hoursAgo: 46, happen: calledOut('teamsLaptop', harbor, 96 * second) },
  { hoursAgo: 50, happen: message(lena, 9 * second) },
  { hoursAgo: 73, happen: movedToTeams(harbor, 47 * second, 18 * minute) },
  { hoursAgo: 98, happen: calledOut('native', harbor, null) },
  { hoursAgo: 122, happen: answered(harbor, 'native', 128 * second) },
]
