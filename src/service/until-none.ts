/** Does it some at a time until nothing is left, so that what was left for days never becomes too much for one go. Gives how many in all. */
export const untilNone = async (some: () => Promise<number>): Promise<number> => {
  let all = 0
  for (let done = await some(); done > 0; done = await some()) all += done
  return all
}
