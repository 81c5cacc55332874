import type { Chat } from '../service/chat.ts'
import type { PersonId, Store } from '../store/port.ts'

/** Says one sentence to a person in the bot's chat, unless they want no notices. */
export const tellJob = ({ chat, store }: { chat: Pick<Chat, 'tell'>; store: Pick<Store, 'lineOf'> }) => async ({ person, text, always }: { person: PersonId; text: string; always?: true }): Promise<void> => {
  if (always || (await store.lineOf(person))?.notify) await chat.tell(person, text)
}
