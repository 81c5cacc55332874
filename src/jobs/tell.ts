import type { Chat } from '../service/chat.ts'
import type { Job, Store } from '../store/port.ts'

/** Says one sentence to a person in the bot's chat; unasked only to whoever wants notices. */
export const tellJob = ({ chat, store }: { chat: Pick<Chat, 'tell'>; store: Pick<Store, 'lineOf'> }) => async ({ person, text, asked, link }: Omit<Extract<Job, { task: 'tell' }>, 'task' | 'id'>): Promise<void> => {
  if (asked || (await store.lineOf(person))?.notify) await chat.tell(person, text, link)
}
