import { createSocket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import { eventually, stage } from '../stories/driver.ts'
import { asteriskNetwork } from './index.ts'

const network = asteriskNetwork()
const { dana, lena, ...scene } = stage({ network: network.start })

beforeAll(() => scene.open())
afterEach(() => scene.clear())
afterAll(() => scene.close())

/** One INVITE as it stands, from one address; gives the final status it is answered with. */
const invite = (from: string, to: string, body: string, type = 'application/sdp', headers: string[] = []): Promise<number> => {
  const { anchor } = network.running()
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    const late = setTimeout(() => finish(() => reject(new Error('no final answer'))), 5_000)
    const finish = (then: () => void) => {
      clearTimeout(late)
      socket.close()
      then()
    }
    socket.on('error', (error) => finish(() => reject(error)))
    socket.on('message', (answer) => {
      const status = Number(/^SIP\/2.0 (\d+)/.exec(answer.toString())?.[1])
      if (status >= 200) finish(() => resolve(status))
    })
    socket.bind(0, from, () => {
      const { port } = socket.address()
      const id = `${Date.now()}${Math.random()}`
      socket.send([
        `INVITE sip:${to}@${anchor.address}:${anchor.port} SIP/2.0`, `Via: SIP/2.0/UDP ${from}:${port};branch=z9hG4bK${id};rport`, `From: <sip:+12065550142@${from}>;tag=${id}`,
        `To: <sip:${to}@${anchor.address}>`, `Call-ID: ${id}`, 'CSeq: 1 INVITE', `Contact: <sip:x@${from}:${port}>`, 'Max-Forwards: 70', ...headers, `Content-Type: ${type}`,
        `Content-Length: ${Buffer.byteLength(body)}`, '', body,
      ].join('\r\n'), anchor.port, anchor.address)
    })
  })
}
const sdp = (codec = '0') => ['v=0', 'o=x 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', `m=audio 40000 RTP/AVP ${codec}`, ''].join('\r\n')
const operator = '127.0.0.13'

describe('what makes no sense is refused, and disturbs nobody', () => {
  it.each([
    ['a peer nobody knows', '127.0.0.66', '+14255550101', sdp(), 'application/sdp', 403],
    ['a number that is nobody’s', operator, '+14255550199', sdp(), 'application/sdp', 404],
    ['a name instead of a number', operator, 'dana', sdp(), 'application/sdp', 404],
    ['a description of audio that is none', operator, '+14255550101', 'v=0\r\nm=audio banana\r\n', 'application/sdp', 400],
    ['no codec we speak', operator, '+14255550101', sdp('18'), 'application/sdp', 488],
    ['a body of another kind', operator, '+14255550101', '{}', 'application/json', 415],
  ])('%s', async (_what, from, to, body, type, status) => {
    const { id } = await scene.talking(lena, dana, dana.phone('native'))
    expect(await invite(from, to, body, type)).toBe(status)
    await lena.hears(dana.phone('native'))
    expect((await dana.live()).map((call) => call.id)).toEqual([id])
  })

  it('an unknown peer is logged once, with its address', async () => {
    await invite('127.0.0.67', '+14255550101', sdp())
    const log = await readFile(network.running().asterisk.logFile, 'utf8')
    const security = await readFile(network.running().asterisk.logFile.replace('messages.log', 'security.log'), 'utf8').catch(() => '')
    expect(`${log}\n${security}`.split('\n').filter((line) => line.includes('127.0.0.67')).length).toBeGreaterThanOrEqual(1)
  })
})

describe('an emergency call', () => {
  const centre = () => scene.sandbox().phones.get('outside-emergency')
  it.each([['native', '911'], ['laptop', '112']] as const)('from %s goes straight to the emergency centre; the app is not asked', async (which, number) => {
    const before = await dana.history()
    const seen: string[] = []
    scene.ari().deliver((event) => {
      seen.push(event.type)
      return {}
    })
    await dana.phone(which).dial(number)
    await eventually(() => expect(centre().state).toBe('talking'))
    expect(centre().peer?.number).toBe(dana.number)
    await dana.phone(which).is('talking')
    expect(seen).not.toContain('StasisStart')
    expect(await dana.live()).toEqual([])
    await dana.phone(which).hangup()
    await eventually(() => expect(centre().state).toBe('idle'))
    expect(await dana.history()).toEqual(before)
  })
})
