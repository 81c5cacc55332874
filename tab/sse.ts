export interface ServerEvent {
  event: string
  data: string
}

/**
 * Reads `text/event-stream` as WHATWG HTML 9.2.6 says: feed it pieces of text as they come, it calls back for each
 * whole event. Comments, `id` and `retry` are passed over: every event carries the whole of what it names.
 */
export const createEventReader = (onEvent: (event: ServerEvent) => void) => {
  let rest = ''
  let event = ''
  let data: string[] = []

  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) onEvent({ event: event || 'message', data: data.join('\n') })
      event = ''
      data = []
      return
    }
    const colon = text.indexOf(':')
    const field = colon === -1 ? text : text.slice(0, colon)
    const value = colon === -1 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') event = value
    else if (field === 'data') data.push(value)
  }

  return (piece: string) => {
    rest += piece
    // A lone CR at the very end may be the first half of CRLF: keep it for the next piece.
    const end = rest.endsWith('\r') ? rest.length - 1 : rest.length
    const lines = rest.slice(0, end).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + rest.slice(end)
    for (const each of lines) line(each)
  }
}
