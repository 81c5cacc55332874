import MarkdownIt from 'markdown-it'

/**
 * Markdown as Teams shows it in messages and cards: no HTML passes, and no pictures (Microsoft, "Format your bot
 * messages"). Links open a page of their own.
 */
export const createMarkdown = (): ((text: string) => string) => {
  const markdown = new MarkdownIt({ html: false, breaks: true }).disable(['image'])
  markdown.renderer.rules['link_open'] = (tokens, index, options, _environment, self) => {
    tokens[index]?.attrSet('target', '_blank')
    tokens[index]?.attrSet('rel', 'noopener noreferrer')
    return self.renderToken(tokens, index, options)
  }
  return (text) => markdown.render(text)
}
