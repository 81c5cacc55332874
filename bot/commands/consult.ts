import type { Command } from './command.ts'
import { otherParty } from './on-a-call.ts'
import { toSomebody } from './to-somebody.ts'

export const consult: Command = {
  name: 'consult',
  usage: 'ask … first',
  menu: null,
  help: 'Calls a colleague or a number beside your call; the other party hears music, and you can hand over afterwards',
  words: [
    /(ask|consult|call|ring|(talk|speak) (to|with)|check with) (with )?(?<to>.+) first/,
    /first (ask|consult|call|check with) (?<to>.+)/,
    /(consult( with)?|ask|check with) (?<to>.+)/,
    /consult|ask( first| somebody( first)?| a colleague( first)?)?/,
  ],
  run: (args, context) => toSomebody(args, context, {
    name: 'consult', whoTo: 'Who shall I ring? Type ask and a name or a number, such as: ask Marco first.',
    question: 'From which call do you want to ask?', button: 'From this call', choose: 'Ask', doing: 'ring them',
    say: (call, target) => `Ringing ${target}. ${otherParty(call, context)} hears music meanwhile.`,
  }),
}
