import type { CommandEvent } from '../call/event.ts'
import type { Call } from '../call/model.ts'

/**
 * A person talks with one party at a time: which of their other calls go on hold before this is done. One that their
 * phone holds already is silent, and one in which they are asking a colleague can't be held: that refuses it.
 */
export const holdsFirst = (event: CommandEvent, others: Call[]): Call[] => (event.type === 'resume' ? others.filter(isHeardIn) : [])

const isHeardIn = ({ user, legs }: Call): boolean => user.status === 'consulting' || (user.status === 'talking' && !user.onHold && !legs[user.leg]?.held)
