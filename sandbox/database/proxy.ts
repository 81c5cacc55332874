import { type Socket, connect, createServer } from 'node:net'
import { type Fault, createFault } from '../faults.ts'

export interface DatabaseProxy {
  /** The database's address through the proxy: what the app is given. */
  url: string
  fault: Fault
  close(): Promise<void>
}

/** What one round trip costs under the slow fault. */
const slowMs = 500

/**
 * A TCP proxy between the app and PostgreSQL, so that the database can be away (`down`: connections are cut and
 * refused) or slow (every piece that goes to it waits; a database has no throttling of its own, so that is slow too).
 */
export const startDatabaseProxy = async (databaseUrl: string, port: number): Promise<DatabaseProxy> => {
  const target = new URL(databaseUrl)
  const open = new Set<Socket>()
  const fault = createFault()
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
  }
  const cutAll = () => {
    for (const socket of open) socket.destroy()
  }

  const server = createServer((client) => {
    if (fault.mode() === 'down') return void client.destroy()
    const database = connect({ host: target.hostname, port: Number(target.port) })
    keep(client)
    keep(database)
    client.on('close', () => database.end())
    database.on('close', () => client.end())
    database.pipe(client)
    client.on('data', (piece) => {
      if (fault.mode() !== 'slow' && fault.mode() !== 'throttled') return void database.write(piece)
      // Paused, so that pieces stay in order when the fault ends meanwhile.
      client.pause()
      setTimeout(() => {
        if (!database.destroyed) database.write(piece)
        client.resume()
      }, slowMs).unref()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const url = new URL(databaseUrl)
  if (typeof address === 'object' && address !== null) url.port = String(address.port)

  return {
    url: url.href,
    fault: {
      ...fault,
      set: (mode) => {
        fault.set(mode)
        if (mode === 'down') cutAll()
      },
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      cutAll()
    }),
  }
}
