import { type Socket, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createNetstringReader, encodeNetstring } from './netstring.ts'

/** What baresip tells (its module ctrl_tcp); only what is used here. */
export interface BaresipEvent {
  type: string
  /** The SIP Call-ID. */
  id: string
  peerUri: string
  peerName: string
  param: string
  /** Which way the far end's last SDP lets audio pass, seen from here. */
  remoteAudio: string
}

export interface BaresipControl {
  /** Sends a command and gives its output. @throws Error when baresip refuses it or is gone. */
  command(name: string, params?: string): Promise<string>
  close(): void
}

const answeredWithinMs = 3_000

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const open = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      socket.setNoDelay(true)
      resolve(socket)
    })
  })

const openSoon = async (port: number, ended: () => boolean, deadline: number): Promise<Socket> => {
  for (;;) {
    const socket = await open(port).catch(() => undefined)
    if (socket) return socket
    if (ended()) throw new Error('baresip ended before it could be controlled.')
    if (Date.now() > deadline) throw new Error(`baresip does not listen on port ${port}.`)
    await sleep(10)
  }
}

/** Connects to a baresip that is about to listen on `port`. */
export const connectBaresip = async (options: { port: number, ended: () => boolean, deadline: number, onEvent: (event: BaresipEvent) => void }): Promise<BaresipControl> => {
  const socket = await openSoon(options.port, options.ended, options.deadline)
  const waiting = new Map<string, { resolve: (data: string) => void, reject: (error: Error) => void }>()
  let closed = false
  let tokens = 0

  const take = (line: string) => {
    const message: unknown = JSON.parse(line)
    if (typeof message !== 'object' || message === null) return
    const field = new Map<string, unknown>(Object.entries(message))
    if (field.get('event') === true) {
      options.onEvent({
        type: text(field.get('type')),
        id: text(field.get('id')),
        peerUri: text(field.get('peeruri')),
        peerName: text(field.get('peerdisplayname')),
        param: text(field.get('param')),
        remoteAudio: text(field.get('remoteaudiodir')),
      })
      return
    }
    const token = text(field.get('token'))
    const caller = waiting.get(token)
    waiting.delete(token)
    const data = text(field.get('data')).trim()
    if (field.get('ok') === true) caller?.resolve(data)
    else caller?.reject(new Error(data))
  }
  socket.on('data', createNetstringReader(take))
  socket.on('error', () => undefined)
  socket.once('close', () => {
    closed = true
    for (const { reject } of waiting.values()) reject(new Error('baresip ended.'))
    waiting.clear()
  })

  return {
    command: (name, params) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('baresip ended.'))
        const token = String(++tokens)
        const late = setTimeout(() => {
          waiting.delete(token)
          reject(new Error(`baresip did not answer "${name}" within ${answeredWithinMs / 1000} s.`))
        }, answeredWithinMs)
        waiting.set(token, {
          resolve: (data) => {
            clearTimeout(late)
            resolve(data)
          },
          reject: (error) => {
            clearTimeout(late)
            reject(new Error(`baresip refused "${name}${params === undefined ? '' : ` ${params}`}": ${error.message}`))
          },
        })
        socket.write(encodeNetstring(JSON.stringify({ command: name, ...params === undefined ? {} : { params }, token })))
      }),
    close: () => socket.destroy(),
  }
}
