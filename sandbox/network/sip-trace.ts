/** A SIP message as baresip prints it with -s. */
export interface TracedMessage {
  received: boolean
  /** Of a request. */
  method: string | null
  /** Of an answer. */
  status: number | null
  callId: string
  /** Of the CSeq header: for an answer, what it answers. */
  answers: string
  /** The Reason header (RFC 3326), e.g. `Q.850;cause=16`. */
  reasons: string[]
}

const begin = '\u001B[36;1m#\n'
const end = '\u001B[;m'

const header = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`^${name}[ \\t]*:[ \\t]*(.*?)\\r?$`, 'gim'))].map((match) => match[1] ?? '')

const parse = (block: string, own: string): TracedMessage | undefined => {
  const route = /^\S+ (\S+) -> (\S+)\r?\n/.exec(block)
  if (!route) return undefined
  const head = block.slice(route[0].length).split(/\r?\n\r?\n/, 1)[0] ?? ''
  const status = /^SIP\/2\.0 (\d{3})/.exec(head)
  return {
    received: route[2] === own,
    method: status ? null : head.split(' ', 1)[0] ?? null,
    status: status ? Number(status[1]) : null,
    callId: header(head, 'Call-ID')[0] ?? '',
    answers: header(head, 'CSeq')[0]?.split(/\s+/)[1] ?? '',
    reasons: header(head, 'Reason'),
  }
}

/** Takes baresip's output in pieces; `own` is the phone's address as the trace writes it, `127.0.0.1:port`. */
export const createTraceReader = (own: string, take: (message: TracedMessage) => void) => {
  let pending = ''
  return (chunk: string): void => {
    pending += chunk
    for (;;) {
      const from = pending.indexOf(begin)
      if (from === -1) {
        // The mark itself may be cut in two.
        pending = pending.slice(-begin.length)
        return
      }
      const to = pending.indexOf(end, from + begin.length)
      if (to === -1) {
        pending = pending.slice(from)
        return
      }
      const message = parse(pending.slice(from + begin.length, to), own)
      pending = pending.slice(to + end.length)
      if (message) take(message)
    }
  }
}
