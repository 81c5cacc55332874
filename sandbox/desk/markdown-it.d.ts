/** The little of markdown-it that the chat uses; the package brings no types. */
declare module 'markdown-it' {
  interface Renderer { renderToken(tokens: Token[], index: number, options: object): string }
  interface Token { attrSet(name: string, value: string): void }
  type Rule = (tokens: Token[], index: number, options: object, environment: object, self: Renderer) => string
  export default class MarkdownIt {
    constructor(options?: { html?: boolean, linkify?: boolean, breaks?: boolean })
    renderer: { rules: Record<string, Rule | undefined> }
    disable(rules: string[]): this
    render(text: string): string
  }
}
