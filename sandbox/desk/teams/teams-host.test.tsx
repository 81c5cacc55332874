import { dana } from '../testing/fake-sandbox.ts'
import type { ThemeName } from '../types.ts'
import { readLink } from './deep-link.ts'
import { createTeamsHost } from './teams-host.ts'

const settle = () => new Promise((resolve) => { setTimeout(resolve) })

const createHost = (getToken = async () => 'a token') => {
  const frame = document.body.appendChild(document.createElement('iframe'))
  const seen = { answers: [] as unknown[], links: [] as string[], status: [] as string[], theme: 'light' as ThemeName }
  const tab = { postMessage: (message: unknown) => void seen.answers.push(message) }
  const host = createTeamsHost({
    page: window, tab: () => tab as Window, person: dana, theme: () => seen.theme, subPage: 'voicemail', getToken,
    openLink: (url) => void seen.links.push(url), onStatus: (status) => void seen.status.push(status),
  })
  const send = async (data: object, source: unknown = tab, origin = location.origin) => {
    const event = new MessageEvent('message', { data, origin })
    Object.defineProperty(event, 'source', { value: source })
    window.dispatchEvent(event)
    await settle()
  }
  return { host, seen, send, close: () => { host.stop(); frame.remove() } }
}

describe('the Teams client around the tab', () => {
  let host: ReturnType<typeof createHost>
  afterEach(() => host.close())

  it('greets teams-js and tells who and where', async () => {
    host = createHost()
    await host.send({ id: 0, uuidAsString: 'u-0', func: 'initialize', args: ['2.58.0', 4, []] })
    await host.send({ id: 1, uuidAsString: 'u-1', func: 'getContext', args: [] })
    expect(host.seen.answers).toEqual([
      { id: 0, uuidAsString: 'u-0', args: ['content', 'web', expect.stringContaining('"apiVersion":4'), '2.58.0'] },
      { id: 1, uuidAsString: 'u-1', args: [expect.objectContaining({ theme: 'default', locale: 'en-us', userObjectId: dana.userId, tid: dana.tenantId })] },
    ])
  })

  it('hands out a token, or the reason why not', async () => {
    host = createHost()
    await host.send({ id: 2, func: 'authentication.getAuthToken', args: [null, null, null] })
    expect(host.seen.answers).toEqual([{ id: 2, args: [true, 'a token'] }])
    host.close()
    host = createHost(() => Promise.reject(new Error('no consent')))
    await host.send({ id: 3, func: 'authentication.getAuthToken', args: [] })
    expect(host.seen.answers).toEqual([{ id: 3, args: [false, 'no consent'] }])
  })

  it('follows deep links and hears that the tab is there', async () => {
    host = createHost()
    await host.send({ id: 4, func: 'executeDeepLink', args: ['https://teams.microsoft.com/l/chat/0/0?users=28:x'] })
    await host.send({ id: 5, func: 'appInitialization.success', args: ['2.58.0'] })
    expect(host.seen).toMatchObject({ links: ['https://teams.microsoft.com/l/chat/0/0?users=28:x'], status: ['ready'], answers: [{ id: 4, args: [true] }] })
  })

  it('tells a change of theme only to a tab that asked for it', async () => {
    host = createHost()
    host.seen.theme = 'dark'
    host.host.tellTheme()
    await host.send({ id: 6, func: 'registerHandler', args: ['themeChange'] })
    host.host.tellTheme()
    host.seen.theme = 'contrast'
    host.host.tellTheme()
    expect(host.seen.answers).toEqual([{ func: 'themeChange', args: ['dark'] }, { func: 'themeChange', args: ['contrast'] }])
  })

  it('says politely that it does not know a request', async () => {
    host = createHost()
    await host.send({ id: 7, func: 'location.getLocation', args: [] })
    expect(host.seen.answers).toEqual([{ id: 7, args: [false, expect.objectContaining({ errorCode: 100 })] }])
  })

  it('answers nobody but the tab', async () => {
    host = createHost()
    await host.send({ id: 8, func: 'authentication.getAuthToken', args: [] }, window)
    await host.send({ id: 9, func: 'authentication.getAuthToken', args: [] }, undefined, 'https://elsewhere.example')
    expect(host.seen.answers).toEqual([])
  })
})

it.each([
  ['https://teams.microsoft.com/l/chat/0/0?users=28:abc', { kind: 'chat' }],
  ['https://teams.microsoft.com/l/entity/app/home', { kind: 'tab', page: null }],
  [`https://teams.microsoft.com/l/entity/app/home?context=${encodeURIComponent('{"subEntityId":"voicemail"}')}`, { kind: 'tab', page: 'voicemail' }],
  ['https://teams.microsoft.com/l/call/0/0?users=4:%2B12065550142', { kind: 'call', number: '+12065550142' }],
  ['tel:+12065550142', { kind: 'call', number: '+12065550142' }],
  ['https://example.com/', { kind: 'page', url: 'https://example.com/' }],
  ['javascript:alert(1)', { kind: 'none' }],
  ['nothing', { kind: 'none' }],
])('reads the link %s', (url, link) => expect(readLink(url)).toEqual(link))
