import type { NoticeCode } from './model.ts'
import type { RefusalCode } from './table.ts'

/** The words people read about a call, in one place, so the tab and the bot say the same. */
export interface Words {
  message: string
  tone: 'info' | 'good' | 'bad'
}

const say = (tone: Words['tone'], message: string): Words => ({ message, tone })

export const noticeWords: Record<NoticeCode, Words> = {
  'moved-to-teams': say('good', 'The call is in Teams now.'),
  'moved-to-native': say('good', 'The call is on your phone now.'),
  'moved-to-desk': say('good', 'The call is on your desk phone now.'),
  'move-cancelled': say('info', 'The move was cancelled. The call stays where it is.'),
  'move-declined': say('bad', 'The move was declined. The call stays where it is.'),
  'move-busy': say('bad', 'The other side was busy, so the call stays where it is.'),
  'move-no-answer': say('bad', 'Nobody answered, so the call stays where it is.'),
  'move-unreachable': say('bad', 'That can’t be reached right now, so the call stays where it is.'),
  'move-no-audio': say('bad', 'It was answered, but no sound came through. The call stays where it is.'),
  'move-failed': say('bad', 'The move didn’t work. The call stays where it is.'),
  'move-call-ended': say('info', 'The call ended before it was moved.'),
  'old-phone-left': say('info', 'Your other phone hung up. They hear music until you answer here.'),
  transferring: say('info', 'Ringing them now. The other party hears music.'),
  transferred: say('good', 'The call was transferred.'),
  'transfer-cancelled': say('info', 'The transfer was cancelled.'),
  'transfer-declined': say('bad', 'They didn’t take the call.'),
  'transfer-no-answer': say('bad', 'They didn’t answer.'),
  'transfer-unreachable': say('bad', 'That number can’t be reached.'),
  'transfer-failed': say('bad', 'The transfer didn’t work.'),
  'transfer-call-ended': say('info', 'The call ended before it was transferred.'),
  forwarding: say('info', 'Nobody answered. The caller goes on to the next number.'),
  forwarded: say('good', 'The call was forwarded.'),
  'audio-lost': say('bad', 'The sound of your phone was lost. Answer elsewhere: they hear music until you are back.'),
  consulting: say('info', 'Ringing them. The other party hears music.'),
  'consult-talking': say('good', 'You are talking with your colleague. The other party hears music.'),
  'consult-swapped': say('info', 'You are back with the other party. Your colleague waits.'),
  'consult-cancelled': say('info', 'You are back with the other party.'),
  'consult-declined': say('bad', 'They didn’t take the call. You are back with the other party.'),
  'consult-no-answer': say('bad', 'They didn’t answer. You are back with the other party.'),
  'consult-unreachable': say('bad', 'That number can’t be reached. You are back with the other party.'),
  'consult-failed': say('bad', 'That didn’t work. You are back with the other party.'),
  'consult-left': say('info', 'Your colleague hung up. You are back with the other party.'),
  'consult-caller-left': say('info', 'The other party hung up. You are still talking with your colleague.'),
  'on-hold': say('info', 'They are on hold and hear music.'),
  parked: say('info', 'The call is parked. They hear music until a colleague picks it up.'),
  'park-cancelled': say('info', 'Ringing you back.'),
  'park-over': say('info', 'Nobody picked the parked call up, so it rings you again.'),
  resumed: say('good', 'You are talking again.'),
  'not-recorded': say('bad', 'This call can’t be recorded right now. It goes on, and that is noted.'),
  'must-record': say('bad', 'This call has to be recorded and can’t be, so it ends now.'),
  adding: say('info', 'Ringing them. They join when they answer.'),
  added: say('good', 'They have joined the call.'),
  'add-declined': say('bad', 'They didn’t take the call.'),
  'add-no-answer': say('bad', 'They didn’t answer.'),
  'add-unreachable': say('bad', 'That number can’t be reached.'),
  'add-failed': say('bad', 'They couldn’t be added.'),
  'add-call-ended': say('info', 'The call ended before they could join.'),
  'guest-left': say('info', 'Somebody you added has left.'),
  'guest-removed': say('info', 'They are no longer in the call.'),
  'caller-left': say('info', 'The other party hung up. The rest of you talk on.'),
}

export const refusalWords: Record<RefusalCode, string> = {
  'not-talking': 'You can do this once you are talking.',
  'already-there': 'The call is there already.',
  'move-open': 'The call is being moved. Wait a moment, or cancel the move.',
  'transfer-open': 'The call is being transferred. Wait a moment, or cancel the transfer.',
  'nothing-to-cancel': 'There is nothing to cancel.',
  'too-late': 'It’s too late to cancel: it is happening right now.',
  'call-over': 'The call is over.',
  'no-desk': 'You have no desk phone.',
  'on-hold': 'The call is on hold. Resume it first.',
  'not-on-hold': 'The call is not on hold.',
  'phone-holds': 'Your phone itself holds the call. Resume it there.',
  'consult-open': 'You are asking a colleague. Finish or cancel that first.',
  'no-consult': 'You are not asking anybody.',
  'with-guests': 'This can’t be done with other people in the call. Remove them first.',
  'too-many': 'There are five more people in the call already.',
  'no-guest': 'They are not in the call.',
}

/** What became of a command that was taken and is no notice. */
export const resultWords = (code: string): string => {
  if (code in noticeWords) return noticeWords[code as NoticeCode].message
  return code === 'declined' ? 'The call was declined.' : code === 'hung-up' ? 'The call has ended.' : 'Done.'
}
