/**
 * The page around us, when it is plain http on loopback: teams-js trusts Microsoft's own https origins by itself, and
 * needs any other one by name (learn.microsoft.com/javascript/api/@microsoft/teams-js, `app.initialize(validMessageOrigins)`).
 * Nothing but loopback is ever added.
 */
export const loopbackParent = (page: { referrer: string, ancestors: readonly string[] }): string[] => {
  const candidates = [...page.ancestors, page.referrer]
  for (const candidate of candidates) {
    if (!URL.canParse(candidate)) continue
    const { protocol, hostname, origin } = new URL(candidate)
    if (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return [origin]
  }
  return []
}
