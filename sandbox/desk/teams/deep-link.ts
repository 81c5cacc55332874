/** What a link asks of the Teams client (Microsoft, "Create deep links": chat, call and entity links). */
export type Link = { kind: 'chat' } | { kind: 'tab', page: string | null } | { kind: 'call', number: string } | { kind: 'page', url: string } | { kind: 'none' }

/** The `subEntityId` of a link's context, which the tab gets as `subPageId`. */
const pageOf = (context: string | null): string | null => {
  try {
    const parsed: unknown = JSON.parse(context ?? '{}')
    return typeof parsed === 'object' && parsed !== null && 'subEntityId' in parsed && typeof parsed.subEntityId === 'string' ? parsed.subEntityId : null
  } catch {
    return null
  }
}

export const readLink = (url: string): Link => {
  if (!URL.canParse(url)) return { kind: 'none' }
  const { protocol, hostname, pathname, searchParams } = new URL(url)
  if (protocol === 'tel:') return { kind: 'call', number: decodeURIComponent(pathname) }
  if (protocol !== 'https:' && protocol !== 'http:') return { kind: 'none' }
  if (hostname !== 'teams.microsoft.com') return { kind: 'page', url }
  if (pathname.startsWith('/l/chat/')) return { kind: 'chat' }
  if (pathname.startsWith('/l/entity/')) return { kind: 'tab', page: pageOf(searchParams.get('context')) }
  // A phone number among the users is written "4:+15551234567".
  const number = /^4:(\+\d+)$/.exec(searchParams.get('users') ?? '')?.[1]
  if (pathname.startsWith('/l/call/') && number) return { kind: 'call', number }
  return { kind: 'page', url }
}
