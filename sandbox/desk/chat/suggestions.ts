import type { Phone } from '../types.ts'

type State = Pick<Phone, 'state'> | undefined

const isUp = (phone: State) => phone?.state === 'talking' || phone?.state === 'held'

/** What is worth saying to the bot just now, by where the person's call is. */
export const suggestionsFor = ({ native, teamsMobile, teamsLaptop }: { native: State, teamsMobile: State, teamsLaptop: State }): string[] => {
  if (isUp(native)) return ['uplift', 'status', 'help']
  if (isUp(teamsMobile) || isUp(teamsLaptop)) return ['move back', 'status', 'help']
  return ['status', 'history', 'help']
}
