import type { ThemeName } from '../types.ts'

/**
 * The Teams client's side of teams-js (library 2.58): the messages between a tab in an iframe and the page around it.
 * A request is `{id, uuidAsString, func, args}`, its answer `{id, uuidAsString, args}`, an event `{func, args}`.
 * The names and shapes are those of `@microsoft/teams-js` src/internal/communication.ts and src/public/app/app.ts.
 */
export interface TeamsHostInput {
  /** The page's own window: messages arrive here. */
  page: Pick<Window, 'addEventListener' | 'removeEventListener' | 'location'>
  /** The tab's window; null while the iframe is empty. */
  tab: () => Pick<Window, 'postMessage'> | null
  person: { userId: string, tenantId: string, upn: string }
  theme: () => ThemeName
  /** The page a link asked for; the tab hears it as `subPageId`. */
  subPage: string | null
  getToken: () => Promise<string>
  /** Follows a Teams deep link or an address of the web. */
  openLink: (url: string) => void
  /** The tab says that it can be shown (`ready`), or that it can't start. */
  onStatus: (status: 'ready' | 'failed') => void
}

export interface TeamsHost {
  tellTheme(): void
  stop(): void
}

interface Request { id: number, uuidAsString?: string, func: string, args: unknown[] }

const readRequest = (data: unknown): Request | null => {
  if (typeof data !== 'object' || data === null || !('func' in data) || !('id' in data)) return null
  if (typeof data.func !== 'string' || typeof data.id !== 'number') return null
  const args: unknown[] = 'args' in data && Array.isArray(data.args) ? data.args : []
  return { id: data.id, func: data.func, args, ...'uuidAsString' in data && typeof data.uuidAsString === 'string' ? { uuidAsString: data.uuidAsString } : {} }
}

/** Teams still says "default" for its light theme. */
const themeWord = (theme: ThemeName) => theme === 'light' ? 'default' : theme

/** What this host can do. No nested app auth: the tab then asks for its token by `authentication.getAuthToken`. */
const runtime = JSON.stringify({ apiVersion: 4, isNAAChannelRecommended: false, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: {} } })

/** These are told, not asked: teams-js waits for no answer. */
const announcements = new Set(['appInitialization.appLoaded', 'appInitialization.success', 'appInitialization.failure', 'appInitialization.expectedFailure', 'registerHandler', 'unregisterHandler', 'readyToUnload'])

export const createTeamsHost = ({ page, tab, person, theme, subPage, getToken, openLink, onStatus }: TeamsHostInput): TeamsHost => {
  const handlers = new Set<string>()
  const send = (message: object) => tab()?.postMessage(message, page.location.origin)

  const answer = async ({ func, args }: Request): Promise<unknown[]> => {
    switch (func) {
      case 'initialize':
        handlers.clear()
        return ['content', 'web', runtime, '2.58.0']
      case 'getContext':
        return [{
          entityId: 'home', ...(subPage === null ? {} : { subEntityId: subPage }), theme: themeWord(theme()), locale: 'en-us', userObjectId: person.userId, tid: person.tenantId,
          userPrincipalName: person.upn, loginHint: person.upn, hostName: 'Teams', hostClientType: 'web', frameContext: 'content', sessionId: 'desk',
        }]
      case 'authentication.getAuthToken':
        return getToken().then((token) => [true, token], (error: unknown) => [false, error instanceof Error ? error.message : 'The sign-in failed.'])
      case 'executeDeepLink':
        openLink(String(args[0]))
        return [true]
      default:
        // errorCode 100 is teams-js' NOT_SUPPORTED_ON_PLATFORM.
        return [false, { errorCode: 100, message: `The desk does not know "${func}".` }]
    }
  }
  const hear = ({ func, args }: Request) => {
    if (func === 'registerHandler') handlers.add(String(args[0]))
    if (func === 'unregisterHandler') handlers.delete(String(args[0]))
    if (func === 'appInitialization.success') onStatus('ready')
    if (func === 'appInitialization.failure') onStatus('failed')
  }
  const onMessage = (event: MessageEvent<unknown>) => {
    if (event.source === null || event.source !== tab() || event.origin !== page.location.origin) return
    const request = readRequest(event.data)
    if (!request) return
    if (announcements.has(request.func)) return hear(request)
    const { id, uuidAsString } = request
    void answer(request).then((args) => send({ id, ...uuidAsString === undefined ? {} : { uuidAsString }, args }))
  }
  page.addEventListener('message', onMessage)

  return {
    tellTheme: () => {
      if (handlers.has('themeChange')) send({ func: 'themeChange', args: [themeWord(theme())] })
    },
    stop: () => page.removeEventListener('message', onMessage),
  }
}
