import { createHash } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { eventually, stage } from '../stories/driver.ts'
import { asteriskNetwork } from './index.ts'

/** A PBX that knows one extension and its password: it asks for a digest (RFC 3261, 22.4) and keeps where the extension is. */
const pbx = { address: '127.0.0.15', port: 15_060, realm: 'pbx.test', nonce: 'b7c9036dbf357f7683f054aea940e9703dc8', password: 'secret-of-2001' }
const network = asteriskNetwork({
  settings: { PBX_ADDRESSES: `127.0.0.14,${pbx.address}`, PBX_CONTACT: `sip:${pbx.address}:${pbx.port}`, PBX_EXTENSIONS: `2001:${pbx.password}:+14255550101` },
})
const { dana, ...scene } = stage({ network: network.start })

interface Request { method: string; headers: Record<string, string> }
const read = (text: string): Request => {
  const [first = '', ...lines] = text.split('\r\n')
  const headers = Object.fromEntries(lines.slice(0, lines.indexOf('')).map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  return { method: first.split(' ')[0] ?? '', headers }
}
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const part = (header: string, name: string): string => new RegExp(`[ ,]${name}="?([^",]*)`).exec(` ${header}`)?.[1] ?? ''
const isRight = (authorization: string): boolean => {
  const [ha1, ha2] = [md5(`2001:${pbx.realm}:${pbx.password}`), md5(`REGISTER:${part(authorization, 'uri')}`)]
  const [nc, cnonce, qop] = ['nc', 'cnonce', 'qop'].map((name) => part(authorization, name))
  return part(authorization, 'username') === '2001' && part(authorization, 'response') === md5([ha1, pbx.nonce, ...(qop ? [nc, cnonce, qop] : []), ha2].join(':'))
}

let socket: Socket
let contact = ''
const statuses: number[] = []
const answer = ({ headers }: Request, status: number, more: string[], { address, port }: { address: string; port: number }) => {
  statuses.push(status)
  socket.send([`SIP/2.0 ${status} x`, `Via: ${headers['via']}`, `From: ${headers['from']}`, `To: ${headers['to']};tag=pbx`, `Call-ID: ${headers['call-id']}`, `CSeq: ${headers['cseq']}`, ...more, 'Content-Length: 0', '', ''].join('\r\n'), port, address)
}

beforeAll(async () => {
  socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(pbx.port, pbx.address, resolve))
  socket.on('message', (message, from) => {
    const request = read(message.toString())
    if (request.method !== 'REGISTER') return
    const { authorization = '' } = request.headers
    if (!isRight(authorization)) return answer(request, 401, [`WWW-Authenticate: Digest realm="${pbx.realm}", nonce="${pbx.nonce}", algorithm=MD5, qop="auth"`], from)
    contact = /<([^>]+)>/.exec(request.headers['contact'] ?? '')?.[1] ?? ''
    answer(request, 200, [`Contact: <${contact}>;expires=300`], from)
  })
  await scene.open()
})
afterEach(() => scene.clear())
afterAll(async () => {
  await scene.close()
  socket.close()
})

describe('an extension of the company’s PBX', () => {
  it('registers with its password, and a call for it rings the person as one of the PBX', async () => {
    await eventually(() => expect(contact).toMatch(/^sip:\+14255550101@127\.0\.0\.1/))
    expect(statuses.slice(0, 2)).toEqual([401, 200])
    // the PBX calls where its extension said it is
    const id = `${Date.now()}`
    const sdp = ['v=0', `o=x 1 1 IN IP4 ${pbx.address}`, 's=-', `c=IN IP4 ${pbx.address}`, 't=0 0', 'm=audio 40000 RTP/AVP 0', ''].join('\r\n')
    const { anchor } = network.running()
    const invite = [`INVITE ${contact} SIP/2.0`, `Via: SIP/2.0/UDP ${pbx.address}:${pbx.port};branch=z9hG4bK${id}`, `From: "Reception" <sip:+14255550160@${pbx.realm}>;tag=${id}`, `To: <${contact}>`, `Call-ID: ${id}`, 'CSeq: 1 INVITE',
      `Contact: <sip:x@${pbx.address}:${pbx.port}>`, 'Max-Forwards: 70', 'Content-Type: application/sdp', `Content-Length: ${sdp.length}`, '', sdp]
    socket.send(invite.join('\r\n'), anchor.port, anchor.address)
    await dana.phone('native').is('ringing')
    await dana.sees({ state: 'ringing', remote: { number: '+14255550160', name: 'Reception' }, via: { why: 'pbx', name: 'PBX' } })
    await dana.phone('native').answer()
    await dana.sees({ state: 'talking', endpoint: 'native' })
    await dana.phone('native').hangup()
  })
})
