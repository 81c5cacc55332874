import WebSocket from 'ws'
import { realClock } from '../clock.ts'
import { createPhones } from '../phones/phones.ts'
import * as world from '../world.ts'
import { createDialplan } from './dialplan.ts'
import { createEngine } from './engine.ts'
import { startAriServer } from './server.ts'
import type { AriEvent } from './wire.ts'

const setUp = async () => {
  const engine = createEngine({ clock: realClock, dialplan: createDialplan({ app: 'app', isOurs: (number) => world.people.some((person) => person.number === number) }) })
  const phones = createPhones({ engine, clock: realClock, world })
  const server = await startAriServer({ engine, port: 0, user: 'app', password: 'secret' })
  const events: AriEvent[] = []
  const open = (key = 'app:secret') => new Promise<WebSocket>((resolve, reject) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/events?app=app&subscribeAll=true&api_key=${key}`)
    socket.on('message', (data: Buffer) => events.push(JSON.parse(data.toString()) as AriEvent))
    socket.on('open', () => resolve(socket))
    socket.on('error', reject)
  })
  const command = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Basic ${Buffer.from('app:secret').toString('base64')}`, 'content-type': 'application/json' },
      ...body === undefined ? {} : { body: JSON.stringify(body) },
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, bytes, body: bytes.length > 0 && bytes[0] === 0x7b ? JSON.parse(bytes.toString()) as Record<string, unknown> : undefined }
  }
  const until = async <Found>(look: () => Found | undefined): Promise<Found> => {
    for (let tries = 0; tries < 300; tries++) {
      const found = look()
      if (found !== undefined) return found
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error('It did not happen within 3 s.')
  }
  return { phones, server, events, open, command, until }
}

describe('the ARI stand-in on the wire', () => {
  it('lets in only who knows the password', async () => {
    const { server, open } = await setUp()
    expect((await fetch(`${server.url}/channels`)).status).toBe(401)
    expect((await fetch(`${server.url}/channels?api_key=app:secret`)).status).toBe(200)
    await expect(open('app:wrong')).rejects.toThrow('401')
    await server.close()
  })

  it('carries a whole call: rung, answered, bridged, recorded and ended', async () => {
    const { phones, server, open, command, until, events } = await setUp()
    const socket = await open()
    phones.dial('outside-lena', '425 555 0101')
    const id = await until(() => events.find(({ type }) => type === 'StasisStart')?.channel?.id)
    expect((await command('POST', '/channels/n1?endpoint=PJSIP%2F%2B14255550101%40native', { app: 'app', appArgs: 'leg', callerId: '+12065550142', variables: { CALLREF: 'c1' } })).body).toMatchObject({
      id: 'n1', state: 'Down', channelvars: { CALLREF: 'c1', LEGROLE: '' },
    })
    await until(() => phones.get('dana-native').state === 'ringing' || undefined)
    phones.answer('dana-native')
    await until(() => events.find((event) => event.type === 'StasisStart' && event.channel?.id === 'n1'))
    await command('POST', `/channels/${id}/answer`)
    await command('POST', '/bridges/b1', { type: 'mixing,dtmf_events' })
    expect((await command('POST', '/bridges/b1/addChannel', { channel: `${id},n1` })).status).toBe(204)
    await command('POST', '/bridges/b1/record', { name: 'r1', format: 'wav' })
    await until(() => phones.get('outside-lena').state === 'talking' || undefined)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await command('GET', '/channels/n1/rtp_statistics')).body?.['rxcount']).toBeGreaterThan(0)
    await command('POST', '/recordings/live/r1/stop')
    const { bytes } = await command('GET', '/recordings/stored/r1/file')
    expect([bytes.toString('latin1', 0, 4), bytes.length > 3000]).toEqual(['RIFF', true])
    phones.hangup('outside-lena')
    await until(() => events.find((event) => event.type === 'ChannelDestroyed' && event.channel?.id === id))
    expect((await command('DELETE', '/channels/n1')).status).toBe(204)
    await until(() => phones.get('dana-native').state === 'idle' || undefined)
    socket.close()
    await server.close()
  })

  it('completes calls natively when the application was killed, and knows it again when it is back', async () => {
    const { phones, server, open, until, events } = await setUp()
    const socket = await open()
    socket.terminate()
    await new Promise((resolve) => setTimeout(resolve, 50))
    phones.dial('outside-lena', '+14255550101')
    await until(() => phones.get('dana-native').state === 'ringing' || undefined)
    await open()
    phones.dial('outside-harbor', '+14255550102')
    await until(() => events.find(({ type }) => type === 'StasisStart'))
    expect(phones.get('marco-native').state).toBe('idle')
    phones.hangup('outside-lena')
    phones.hangup('outside-harbor')
    await until(() => events.filter(({ type }) => type === 'ChannelDestroyed').length >= 3 || undefined)
    await server.close()
  })
})
