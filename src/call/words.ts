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
}

export const refusalWords: Record<RefusalCode, string> = {
  'not-talking': 'You can do this once you are talking.',
  'already-there': 'The call is there already.',
  'move-open': 'The call is being moved. Wait a moment, or cancel the move.',
  'transfer-open': 'The call is being transferred. Wait a moment, or cancel the transfer.',
  'nothing-to-cancel': 'There is nothing to cancel.',
  'too-late': 'It’s too late to cancel: it is happening right now.',
  'call-over': 'The call is over.',
}

/** What became of a command that was taken and is no notice. */
export const resultWords = (code: string): string => {
  if (code in noticeWords) return noticeWords[code as NoticeCode].message
  return code === 'declined' ? 'The call was declined.' : code === 'hung-up' ? 'The call has ended.' : 'Done.'
}
