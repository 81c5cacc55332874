/** Netstrings (https://cr.yp.to/proto/netstrings.txt) as baresip's ctrl_tcp frames its JSON: `<length>:<bytes>,`. */

export const encodeNetstring = (text: string): string => `${Buffer.byteLength(text)}:${text},`

/** Takes what arrives in pieces of any size; calls `take` for each whole string. @throws Error when it is not a netstring. */
export const createNetstringReader = (take: (text: string) => void) => {
  let pending: Buffer = Buffer.alloc(0)
  return (chunk: Buffer): void => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    for (;;) {
      const colon = pending.indexOf(':')
      if (colon === -1) return
      const length = Number(pending.toString('latin1', 0, colon))
      if (!Number.isInteger(length)) throw new Error(`Not a netstring: "${pending.toString('latin1', 0, 20)}".`)
      if (pending.length < colon + length + 2) return
      const text = pending.toString('utf8', colon + 1, colon + 1 + length)
      pending = pending.subarray(colon + length + 2)
      take(text)
    }
  }
}
