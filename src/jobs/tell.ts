import type { Chat } from '../service/chat.ts'
import type { PersonId } from '../store/port.ts'

/** Says one sentence to a person in the bot's chat. */
export const tellJob = (ports: { chat: Chat }) => async ({ person, text }: { person: PersonId; text: string }): Promise<void> => {
  await ports.chat.tell(person, text)
}
