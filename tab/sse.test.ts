import { createEventReader, type ServerEvent } from './sse.ts'

const read = (...pieces: string[]) => {
  const events: ServerEvent[] = []
  const feed = createEventReader((event) => events.push(event))
  for (const piece of pieces) feed(piece)
  return events
}

describe('the event stream reader', () => {
  it('puts events together from any pieces', () => {
    expect(read('event: ca', 'lls\nda', 'ta: {"a":1}\n', '\n')).toEqual([{ event: 'calls', data: '{"a":1}' }])
  })
  it('takes all three line ends, a split CRLF included', () => {
    expect(read('event: me\r', '\ndata: 1\r\n\r\n', 'data: 2\r\r', 'data: 3\n\n')).toEqual([
      { event: 'me', data: '1' }, { event: 'message', data: '2' }, { event: 'message', data: '3' },
    ])
  })
  it('joins lines of data, and passes over comments, unknown fields and events without data', () => {
    expect(read(': still here\n\nevent: x\n\nid: 4\ndata:a\ndata: b\n\n')).toEqual([{ event: 'message', data: 'a\nb' }])
  })
})
