/**
 * The few Adaptive Card parts the bot uses. Schema 1.5 is what Teams renders in a bot's cards:
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
export interface Element {
  type: string
  [property: string]: unknown
}
export type Action = Element

export interface Card {
  type: 'AdaptiveCard'
  $schema: string
  version: '1.5'
  body: Element[]
  actions?: Action[]
}

export type Tone = 'info' | 'good' | 'bad'

/** What a card needs to know of whoever reads it. */
export interface Show {
  /** ISO 3166-1 alpha-2: how numbers and times are written. */
  country: string
  /** IANA name; null when the client has not said, then times are UTC and say so. */
  timeZone: string | null
  /** Epoch milliseconds. */
  now: number
  /** The app's id in Teams, for links to its tab. */
  appId: string
}

export const card = (body: Element[], actions: Action[] = []): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body,
  ...(actions.length > 0 ? { actions } : {}),
})

/** A heading in our own, fixed words. */
export const heading = (text: string): Element => ({ type: 'TextBlock', text, weight: 'Bolder', size: 'Medium', wrap: true, style: 'heading' })

/**
 * A line that may hold words of others (a caller's name, a search): a TextRun is never read as Markdown, so nobody
 * can put a link or a picture into our card by choosing a name.
 */
export const line = (text: string, look: { strong?: boolean; subtle?: boolean; large?: boolean; spacing?: 'None' | 'Small' | 'Medium' } = {}): Element => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...(look.strong ? { weight: 'Bolder' } : {}), ...(look.subtle ? { isSubtle: true } : {}), ...(look.large ? { size: 'Large' } : {}) }],
  spacing: look.spacing ?? 'Small',
})

const styles: Record<Tone, string> = { info: 'accent', good: 'good', bad: 'warning' }

/** A coloured box. The words say the same as the colour. */
export const panel = (tone: Tone, items: Element[]): Element => ({ type: 'Container', style: styles[tone], items, spacing: 'Medium' })

/** A row of a list: what it is on the left, something to press on the right. */
export const row = (items: Element[], beside: Element[] = []): Element => ({
  type: 'ColumnSet',
  spacing: 'Medium',
  separator: true,
  columns: [
    { type: 'Column', width: 'stretch', items, verticalContentAlignment: 'Center' },
    ...(beside.length > 0 ? [{ type: 'Column', width: 'auto', items: beside, verticalContentAlignment: 'Center' }] : []),
  ],
})

export const buttons = (actions: Action[]): Element => ({ type: 'ActionSet', actions })

/** A button that comes back to the bot. What is in `data` is never trusted when it does. */
export const press = (title: string, verb: string, data: Record<string, string> = {}, style?: 'positive' | 'destructive'): Action => ({
  type: 'Action.Execute', title, verb, data, ...(style ? { style } : {}),
})

/**
 * Moves what does not fit into the menu behind "…": Teams shows six buttons.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards
 */
export const inMenu = (action: Action): Action => ({ ...action, mode: 'secondary' })

export const link = (title: string, url: string): Action => ({ type: 'Action.OpenUrl', title, url })
