/** What the tab needs of the Teams client around it. `teams.ts` is the real one; tests hand in their own. */
export type ThemeName = 'light' | 'dark' | 'contrast'

export interface Teams {
  /**
   * Says hello to the Teams client and tells the theme, the person's language (BCP 47), and the page a link asked for.
   * Rejects with `NotInTeams` when the page was opened anywhere else.
   */
  start(): Promise<{ theme: ThemeName, locale: string, page: string | null }>
  /** Calls back whenever the person changes the theme of Teams. */
  onTheme(change: (theme: ThemeName) => void): void
  /** An access token for our own API. `fresh` asks for one that is not from a cache. Rejects when sign-in fails. */
  getToken(options: { fresh: boolean }): Promise<string>
  /** Takes Teams' own loading screen away. */
  ready(): void
  /** Tells Teams that the tab could not start. */
  failed(message: string): void
  /** Opens the chat with our bot. */
  openBotChat(): Promise<void>
  /** Opens what a link of Teams leads to, such as a meeting. */
  openLink(url: string): Promise<void>
}

export class NotInTeams extends Error {
  override name = 'NotInTeams'
}
