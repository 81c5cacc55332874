/**
 * Loaded into the Playground's process before it starts (node --import): it would listen on every interface, and
 * whoever reaches it speaks as the person it pretends to be. Here it listens on 127.0.0.1.
 */
import { Server, type ListenOptions } from 'node:net'

const listen = Server.prototype.listen as (this: Server, ...options: unknown[]) => Server

Server.prototype.listen = function listenOnLoopback(this: Server, ...options: unknown[]): Server {
  const [first, ...rest] = options
  if (typeof first === 'object' && first !== null && !('path' in first)) {
    const asked: ListenOptions = first
    return listen.call(this, { ...asked, host: '127.0.0.1' }, ...rest)
  }
  if (typeof first !== 'number' && typeof first !== 'string') return listen.call(this, ...options)
  return listen.call(this, { port: Number(first), host: '127.0.0.1' }, ...rest.filter((option) => typeof option === 'function'))
}
