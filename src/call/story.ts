import type { Call, Endpoint, Outcome, Segment, Story } from './model.ts'
import type { Of } from './signal.ts'

/** The story: what people are told of the call, kept as it happens. It decides nothing. */
export type StoryEvent = 'user-arrived' | 'user-joined' | 'user-left' | 'moved' | 'transferred' | 'called-off' | 'offer-lost' | 'to-voicemail' | 'message-kept' | 'notice' | 'end'

export type StoryTeller = { [E in StoryEvent]: (story: Story, event: Of<E>, call: Readonly<Call>) => Story }

const closeAt = (journey: Segment[], at: number): Segment[] => journey.map((segment) => (segment.to === null ? { ...segment, to: at } : segment))
export const endpointOf = (call: Readonly<Call>, leg: string): Endpoint => {
  const side = call.legs[leg]?.side
  return side === 'teams' || side === 'desk' ? side : 'native'
}

export const tell: StoryTeller = {
  'user-arrived': (story) => ({ ...story, pickedUp: true }),
  'user-joined': (story, event, call) => ({
    ...story,
    answeredAt: story.answeredAt ?? event.at,
    outcome: 'answered',
    journey: [...closeAt(story.journey, event.at), { endpoint: endpointOf(call, event.leg), from: event.at, to: null }],
  }),
  'user-left': (story, event) => ({ ...story, journey: closeAt(story.journey, event.at) }),
  moved: (story, event) => ({ ...story, journey: [...closeAt(story.journey, event.at), { endpoint: event.to, from: event.at, to: null }] }),
  // for the person whose line it is, the call is over now
  transferred: (story, event) => ({
    ...story, endedAt: event.at, journey: closeAt(story.journey, event.at),
    ...(event.why === 'forward' ? { outcome: 'forwarded', forwardedTo: event.to } : { outcome: 'transferred', transferredTo: event.to }),
  }),
  'called-off': (story, event, call) => (typeof event.by === 'object' && event.by !== null && call.legs[call.outside.leg]?.lent ? { ...story, outcome: 'elsewhere', forwardedTo: event.by } : story),
  'offer-lost': (story, event) => ({ ...story, outcome: story.outcome ?? (event.why === 'declined' ? 'declined' : 'missed') }),
  'to-voicemail': (story, event) => ({ ...story, journey: [...closeAt(story.journey, event.at), { endpoint: 'voicemail', from: event.at, to: null }] }),
  'message-kept': (story, event) => ({ ...story, voicemailId: event.voicemailId, outcome: story.answeredAt === null ? 'voicemail' : story.outcome }),
  notice: (story, event) => ({ ...story, notice: { code: event.code, at: event.at } }),
  end: (story, event) => ({ ...story, outcome: story.outcome ?? event.outcome, endedBy: story.endedBy ?? event.by, journey: closeAt(story.journey, event.at) }),
}

/** What the outcome is when nothing else named one. */
export const finish = (story: Story, direction: Call['direction'], at: number): Story => {
  const silent: Outcome = direction === 'outgoing' ? 'cancelled' : story.pickedUp ? 'answered' : 'missed'
  return { ...story, endedAt: story.endedAt ?? at, outcome: story.outcome ?? silent, journey: closeAt(story.journey, at) }
}
