import type { z } from 'zod/v4'
import { streamEvents, type StreamEventName } from '../../src/api/stream.ts'

/** The live stream as the tab reads it. Every event is checked against its schema. */
export const openStream = async (address: string, token: string) => {
  const stop = new AbortController()
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, signal: stop.signal })
  if (response.status !== 200 || response.body === null) throw new Error(`the live stream answered ${response.status}`)
  const events: { name: StreamEventName; data: unknown }[] = []
  let ended = false

  const read = async (body: ReadableStream<Uint8Array>) => {
    let rest = ''
    for await (const text of body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)) {
      const parts = (rest + text).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? []
        if (name === undefined || data === undefined) continue
        events.push({ name: name as StreamEventName, data: streamEvents[name as StreamEventName].parse(JSON.parse(data)) })
      }
    }
  }
  // closing it is an abort, which ends the reading with an error of no interest
  const reading = read(response.body).catch(() => undefined).finally(() => { ended = true })

  return {
    all: <N extends StreamEventName>(name: N) => events.filter((event) => event.name === name).map((event) => event.data as z.infer<(typeof streamEvents)[N]>),
    get ended() { return ended },
    close() {
      stop.abort()
      void reading
    },
  }
}
