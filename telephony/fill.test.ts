import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fill } from './fill.ts'
import { writeConfiguration } from './render.ts'
import { readSettings } from './settings.ts'

/** The least an engineer has to say, with Teams behind a session border controller of their own. */
const least = {
  ARI_PASSWORD: 'correct-horse', OPERATOR_CONTACT: 'sip:192.0.2.10', OPERATOR_ADDRESSES: '192.0.2.10', NATIVE_CONTACT: 'sip:192.0.2.20',
  NATIVE_ADDRESSES: '192.0.2.20', TEAMS_TRANSPORT: 'udp', TEAMS_CONTACT: 'sip:192.0.2.30:5060', TEAMS_ADDRESSES: '192.0.2.30', EMERGENCY_NUMBERS: '112,911',
}
const complaints = (env: Record<string, string | undefined>): string => {
  try {
    readSettings(env)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('a template is filled', () => {
  it('within a line, and by whole lines', () => {
    expect(fill('x.conf', '[@USER@]\na = ${EXTEN}@native\n@MATCH@\n; end', { USER: 'app', MATCH: ['match = 1', 'match = 2'] }))
      .toBe('[app]\na = ${EXTEN}@native\nmatch = 1\nmatch = 2\n; end')
  })
  it('by no line where a list is empty', () => {
    expect(fill('x.conf', 'a\n@NONE@\nb', { NONE: [] })).toBe('a\nb')
  })
  it('with the one semicolon that a SIP address may have, escaped', () => {
    expect(fill('x.conf', 'contact = @C@', { C: 'sip:a:5061;transport=tls' })).toBe('contact = sip:a:5061\\;transport=tls')
  })
  it('or the file and the placeholder without a value are named', () => {
    expect(() => fill('pjsip.conf', 'a = @TEAMS@', {})).toThrow('pjsip.conf: @TEAMS@ has no value')
    expect(() => fill('pjsip.conf', 'a = @CONSTRUCTOR@ @toString@', { CONSTRUCTOR: '' })).toThrow('pjsip.conf: @CONSTRUCTOR@ is empty')
  })
  it.each(['a\nb', 'a\r', 'a;b', '[section', 'x]', 'sip:a;transport=tls;x'])('but no value breaks out of its line: %j', (value) => {
    expect(() => fill('ari.conf', 'password = @P@', { P: value })).toThrow('ari.conf: @P@ holds')
  })
  it.each(['a\n[b]', '#exec rm', 'a ; b'])('nor does a line become two, a comment or a command: %j', (line) => {
    expect(() => fill('ari.conf', '@P@', { P: [line] })).toThrow('ari.conf: @P@ holds')
  })
  it('but for the one semicolon of a SIP address', () => {
    expect(fill('x.conf', '@P@', { P: ['server_uri = sip:a:5061;transport=tls'] })).toBe('server_uri = sip:a:5061\\;transport=tls')
  })
  it('and lines are not squeezed into a line', () => {
    expect(() => fill('ari.conf', 'a = @P@', { P: ['b'] })).toThrow('must stand alone')
  })
})

describe('settings', () => {
  it('have defaults fit for Direct Routing', () => {
    const { TEAMS_TRANSPORT: _, TEAMS_CONTACT: __, TEAMS_ADDRESSES: ___, ...rest } = least
    expect(readSettings({ ...rest, SBC_FQDN: 'sbc.example.com', TLS_CERT: '/etc/tls/a.pem', TLS_KEY: '/etc/tls/a.key' })).toMatchObject({
      TEAMS_TRANSPORT: 'tls', TEAMS_CONTACT: 'sip:sip.pstnhub.microsoft.com:5061;transport=tls', ARI_BIND: '127.0.0.1', ARI_PORT: 8088, SIP_PORT: 5060,
    })
  })
  it('that are missing are all named at once', () => {
    const told = complaints({})
    for (const name of ['ARI_PASSWORD', 'OPERATOR_CONTACT', 'OPERATOR_ADDRESSES', 'NATIVE_CONTACT', 'NATIVE_ADDRESSES', 'EMERGENCY_NUMBERS', 'SBC_FQDN', 'TLS_CERT', 'TLS_KEY']) expect(told).toContain(`${name}: is missing`)
  })
  it.each([
    ['ARI_PORT', '70000'], ['ARI_USER', 'a]b'], ['ARI_PASSWORD', 'a;bcdefgh'], ['ARI_PASSWORD', '>arrowarrow'], ['ARI_PASSWORD', 'short'], ['ARI_APP', 'a,b'],
    ['SIP_BIND', 'eth0'], ['OPERATOR_CONTACT', 'sip:+1425@192.0.2.10'], ['OPERATOR_CONTACT', 'sip:a\nb'], ['OPERATOR_ADDRESSES', '192.0.2.0/24/8'], ['OPERATOR_ADDRESSES', '0.0.0.0/0'], ['OPERATOR_ADDRESSES', 'sbc.example.com'],
    ['NATIVE_MATCH', 'both'], ['EMERGENCY_NUMBERS', '112;911'], ['EMERGENCY_NUMBERS', ' , '], ['TEAMS_CODECS', 'silk'], ['ASTERISK_LOG_FOLDER', 'log'], ['ASTERISK_LOG_FOLDER', '/log;x'], ['RTP_END', '10001'],
    ['PBX_EXTENSIONS', '2001:secretsecret'], ['PBX_EXTENSIONS', '2001:secretsecret:4255550101'], ['PBX_EXTENSIONS', '2001:short:+14255550101'], ['PBX_CONTACT', 'pbx.example.com'],
    ['DESK_PHONES', 'desk-a:secretsecret'], ['DESK_PHONES', 'operator:secretsecret:+14255550101'],
  ])('%s=%j is refused by name', (name, value) => {
    expect(complaints({ ...least, DESK_ADDRESSES: '10.0.0.0/8', [name]: value })).toMatch(new RegExp(`^  ${name}: `, 'm'))
  })
  it('never show a secret', () => {
    expect(complaints({ ...least, ARI_PASSWORD: 'hush;hush-hush', DESK_PHONES: 'desk-a:hush hush hush:1', PBX_EXTENSIONS: '2001:hush hush hush:1' })).not.toContain('hush')
  })
  it('may not give two sides one address, unless the header tells them apart', () => {
    const shared = { ...least, NATIVE_ADDRESSES: '192.0.2.10' }
    expect(complaints(shared)).toContain('NATIVE_ADDRESSES: 192.0.2.10 is in OPERATOR_ADDRESSES too')
    expect(complaints({ ...shared, NATIVE_MATCH: 'header' })).toBe('')
  })
  it('keep ARI on loopback unless it has TLS', () => {
    expect(complaints({ ...least, ARI_BIND: '192.0.2.1' })).toContain('ARI_BIND: ')
    expect(complaints({ ...least, ARI_BIND: '192.0.2.1', ARI_TLS_CERT: '/a.pem', ARI_TLS_KEY: '/a.key' })).toBe('')
  })
  it('say where desk phones may register from', () => {
    expect(complaints({ ...least, DESK_PHONES: 'desk-a:secretsecret:+14255550101' })).toContain('DESK_ADDRESSES: is missing')
  })
})

describe('the configuration', () => {
  let folder: string
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'single-number-')) })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const written = async (more: Record<string, string> = {}) => {
    const names = await writeConfiguration(join(folder, 'etc'), readSettings({ ...least, ...more }))
    return { names, text: (name: string) => readFile(join(folder, 'etc', name), 'utf8') }
  }

  it('has every file, no placeholder left, and is not for everybody to read', async () => {
    const { names, text } = await written()
    expect(names).toEqual(expect.arrayContaining(['ari.conf', 'asterisk.conf', 'extensions.conf', 'http.conf', 'modules.conf', 'pjsip.conf', 'rtp.conf', 'stasis.conf']))
    for (const name of names) expect(await text(name)).not.toMatch(/@[A-Z_]+@/)
    expect((await stat(join(folder, 'etc/ari.conf'))).mode & 0o007).toBe(0)
  })
  it('sends each emergency number its own way before anything else', async () => {
    const { text } = await written()
    const dialplan = await text('extensions.conf')
    expect(dialplan).toContain('exten => 112,1,Goto(emergency-call,112,1)\nexten => +112,1,Goto(emergency-call,112,1)')
    for (const side of ['outside', 'native', 'teams', 'desk']) expect(dialplan).toContain(`[${side}]\ninclude => emergency\ninclude => calls\n`)
  })
  it('encrypts the Teams trunk unless it is told not to', async () => {
    const plain = await (await written()).text('pjsip.conf')
    expect(plain).not.toContain('media_encryption')
    const tls = await (await written({ TEAMS_TRANSPORT: 'tls', SBC_FQDN: 'sbc.example.com', TLS_CERT: '/a.pem', TLS_KEY: '/a.key' })).text('pjsip.conf')
    expect(tls).toContain('media_encryption = sdes\nfrom_domain = sbc.example.com')
  })
  it('believes the P-Served-User header from the listed addresses only', async () => {
    const pjsip = await (await written({ NATIVE_MATCH: 'header' })).text('pjsip.conf')
    expect(pjsip).toContain('identify_by = header\ndeny = 0.0.0.0/0\npermit = 192.0.2.20')
    expect(pjsip).toContain('match_header = P-Served-User: ')
  })
  it('knows the desk phones by name, password and number', async () => {
    const pjsip = await (await written({ DESK_PHONES: 'desk-a:secretsecret:+14255550101,desk-b:secretsecret:+14255550102', DESK_ADDRESSES: '10.0.0.0/8' })).text('pjsip.conf')
    expect(pjsip).toContain('[desk-b](desk-phone)\naors = desk-b\nauth = desk-b\ncallerid = <+14255550102>')
    expect(pjsip).toContain('permit = 10.0.0.0/8')
  })
  it('takes the PBX’s calls, and registers there as its extensions', async () => {
    expect(await (await written()).text('pjsip.conf')).not.toContain('endpoint = pbx')
    const { text } = await written({ PBX_ADDRESSES: '192.0.2.40', PBX_CONTACT: 'sip:pbx.example.com:5060;transport=tcp', PBX_EXTENSIONS: '2001:secretsecret:+14255550101' })
    const pjsip = await text('pjsip.conf')
    expect(pjsip).toContain('[pbx]\ntype = identify\nendpoint = pbx\nmatch = 192.0.2.40')
    expect(pjsip).toContain('[pbx-2001](pbx-auth)\nusername = 2001\npassword = secretsecret')
    expect(pjsip).toContain('[pbx-2001](pbx-registration)\noutbound_auth = pbx-2001\nserver_uri = sip:pbx.example.com:5060\\;transport=tcp\nclient_uri = sip:2001@pbx.example.com:5060\\;transport=tcp\ncontact_user = +14255550101')
    expect(pjsip).toContain('permit = 192.0.2.40')
    // a PBX has its own way for emergency calls
    expect(await text('extensions.conf')).toContain('[pbx]\ninclude => calls\n')
  })
  it('needs to know where an extension registers', () => {
    expect(complaints({ ...least, PBX_EXTENSIONS: '2001:secretsecret:+14255550101' })).toMatch(/PBX_CONTACT: is missing[^]*PBX_ADDRESSES: is missing/)
    expect(complaints({ ...least, PBX_ADDRESSES: '192.0.2.10' })).toContain('is in PBX_ADDRESSES too')
  })
  it('writes nothing when one file cannot be filled', async () => {
    const settings = { ...readSettings(least), ARI_PASSWORD: 'a\n[b]' }
    await expect(writeConfiguration(join(folder, 'etc'), settings)).rejects.toThrow('ari.conf: @ARI_PASSWORD@')
    await expect(stat(join(folder, 'etc'))).rejects.toThrow('ENOENT')
  })
})
