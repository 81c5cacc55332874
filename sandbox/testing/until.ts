import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for something that comes about by itself. It never fails: the story says next what it expects. */
export const until = async (isSo: () => boolean): Promise<void> => {
  for (const end = Date.now() + 30_000; Date.now() < end && !isSo(); await sleep(10));
}
