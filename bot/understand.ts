import { argumentsSchema, type Arguments, type Command } from './commands/command.ts'

/** Words of courtesy around a command, which change nothing. */
const before = /^(please|pls|hey|hi|ok(ay)?|could you|can you|would you|will you|i('d| would) like to|i want to|let's|now)[,!.]?\s+/i
const after = /[,.!]?\s+(please|pls|now|thanks|thank you|for me|right now)$/i

/** What a person wrote, without mentions, courtesy, or punctuation at the end. Letter case is kept: names have some. */
export const plainWords = (text: string): string => {
  let words = text.normalize('NFC').replace(/<at[^>]*>.*?<\/at>/gi, ' ').replace(/&nbsp;|\s/g, ' ').replace(/[’‘]/g, "'").replace(/ +/g, ' ').trim()
  for (let shorter = words; ; words = shorter) {
    shorter = words.replace(/(?<=[^\s.!,;:?])[\s.!,;:?]+$/, '').replace(before, '').replace(after, '').trim()
    if (shorter === words) return words
  }
}

/** No command is this long; what is, is not looked at closely. */
const longest = 300

/** The command a person means, or null. The first in the list whose words fit the whole text. */
export const understand = (text: string, commands: Command[]): { command: Command; args: Arguments } | null => {
  if (text.length > longest) return null
  const words = plainWords(text)
  for (const command of commands) {
    for (const pattern of command.words) {
      const match = new RegExp(`^(?:${pattern.source})$`, 'i').exec(words)
      if (match !== null) return { command, args: argumentsSchema.parse({ ...match.groups }) }
    }
  }
  return null
}

/** The command of a button. Its data is read as untrusted input. */
export const understandPress = (verb: string, data: unknown, commands: Command[]): { command: Command; args: Arguments } | null => {
  const command = commands.find(({ name }) => name === verb)
  const args = argumentsSchema.safeParse(data)
  return command === undefined ? null : { command, args: args.success ? args.data : {} }
}
