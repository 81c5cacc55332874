import { card, heading, line, press, type Card } from './card.ts'

/** `commands` is bot/commands' own list, so help never names what isn't there. */
export const helpCard = (commands: { usage: string; help: string }[]): Card =>
  card([
    heading('What you can type'),
    { type: 'FactSet', facts: commands.map(({ usage, help }) => ({ title: usage, value: help })) },
  ], [press('Status', 'status'), press('History', 'history'), press('Voicemail', 'voicemail')])

export const welcomeCard = (): Card =>
  card([
    heading('One number, on your phone and in Teams'),
    line('While you are on a call, I show it here. Move it from your phone to Teams and back, transfer it, or hang up, and the other party stays on the line.'),
    line('Type help at any time to see everything I can do.', { subtle: true }),
  ], [press('Status', 'status'), press('History', 'history'), press('Help', 'help')])
