import { helpCard } from '../cards/help-card.ts'
import { add } from './add.ts'
import { busy } from './busy.ts'
import { callerId } from './caller-id.ts'
import { cancel } from './cancel.ts'
import type { Command } from './command.ts'
import { complete } from './complete.ts'
import { consult } from './consult.ts'
import { greeting } from './greeting.ts'
import { exportCalls } from './export.ts'
import { hangUp } from './hang-up.ts'
import { history } from './history.ts'
import { hold } from './hold.ts'
import { move } from './move.ts'
import { meet } from './meet.ts'
import { moveBack } from './move-back.ts'
import { note, tag } from './note.ts'
import { notify } from './notify.ts'
import { park, pickUp } from './park.ts'
import { policy } from './policy.ts'
import { queue } from './queue.ts'
import { quietHours } from './quiet-hours.ts'
import { remove } from './remove.ts'
import { resume } from './resume.ts'
import { readiness } from './readiness.ts'
import { ring } from './ring.ts'
import { status } from './status.ts'
import { swap } from './swap.ts'
import { doNotDisturb, offerUplift } from './switches.ts'
import { transfer } from './transfer.ts'
import { unanswered } from './unanswered.ts'
import { uplift } from './uplift.ts'
import { voicemail } from './voicemail.ts'
import { unwatch, watch } from './watch.ts'

const help: Command = {
  name: 'help',
  usage: 'help',
  menu: 'help',
  help: 'What I can do',
  words: [/help|hi|hello|hey|start|commands|what can you do|\?+|hilfe/],
  run: async () => ({ card: helpCard(commands), summary: 'What you can type' }),
}

/**
 * Everything the bot understands, in the order help shows it; the first whose words fit is meant. A new command is a file
 * here and a line in this list.
 */
export const commands: Command[] = [
  status, uplift, moveBack, move, hold, resume, swap, complete, meet, watch, unwatch, transfer, park, pickUp, hangUp, cancel, history, note, tag, consult, add, remove, exportCalls, voicemail, greeting, ring,
  queue, unanswered, busy, quietHours, doNotDisturb, callerId, offerUplift, notify, readiness, policy, help,
]
