/** Signed addresses are good for a minute. One that was forgotten, or asked for at another process, is one entry more. */
const mostAddresses = 1_000

/**
 * Notes that somebody listens: once for each signed address, range by range as a player asks for it, and each time where
 * there is none. Resolves when it is written; what could not be written is written with the next range.
 */
export const notingOnce = () => {
  const noted = new Map<string, Promise<void>>()
  return (address: string | null, note: () => Promise<void>): Promise<void> => {
    if (address === null) return note()
    const before = noted.get(address)
    if (before !== undefined) return before
    const writing = note()
    noted.set(address, writing)
    writing.catch(() => noted.delete(address))
    const [oldest] = noted.keys()
    if (noted.size > mostAddresses && oldest !== undefined) noted.delete(oldest)
    return writing
  }
}
