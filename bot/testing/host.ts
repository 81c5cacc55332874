import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bot } from '../index.ts'

/**
 * The bot behind a bare HTTP server. restify is left out on purpose: it changes node's own request and response for
 * the whole process, stand-ins of other services in the same test included.
 */
export const hostBot = async (bot: () => Pick<Bot, 'handle'>): Promise<{ url: string; close(): Promise<void> }> => {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const request = { body: JSON.parse(Buffer.concat(chunks).toString()) as unknown, header: (name: string) => incoming.headers[name] }
      const send = (status: number, body?: unknown) => void outgoing.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body))
      bot().handle(request as never, { send } as never).catch((error: unknown) => send(500, { message: String(error) }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
