import type { Call, Leg } from '../call/model.ts'
import type { SurveyedLeg } from '../telephony/port.ts'
import type { TimelessEvent } from './call-owner.ts'

/** What a call has to be told of a leg after a time without news. */
export const newsOfLeg = (leg: Leg, found: SurveyedLeg | undefined): TimelessEvent | null => {
  if (leg.status === 'gone') return null
  if (found === undefined) return { type: 'leg-gone', leg: leg.id, cause: 'lost' }
  if (found.state === 'up') return leg.status === 'up' ? null : { type: 'leg-answered', leg: leg.id }
  if (found.state === 'ringing' && leg.status === 'starting') return { type: 'leg-ringing', leg: leg.id }
  return null
}

/** Everything a call missed of the legs that were `asked` for, in an order that tells of farewells first. */
export const newsOfCall = (call: Call, survey: Map<string, SurveyedLeg>, asked: ReadonlySet<string>): TimelessEvent[] => {
  const news = Object.values(call.legs).filter((leg) => asked.has(leg.id)).map((leg) => newsOfLeg(leg, survey.get(leg.id))).filter((event) => event !== null)
  return [...news.filter((event) => event.type === 'leg-gone'), ...news.filter((event) => event.type !== 'leg-gone'), { type: 'recovered' }]
}
