import { AdaptiveCard, ExecuteAction, HostConfig, OpenUrlAction, SubmitAction, type Action } from 'adaptivecards'
import { hostConfig } from './host-config.ts'

/** What a button of a card asks for. `data` holds the card's inputs as well. */
export type CardPress =
  | { kind: 'press', title: string, verb: string, data: object }
  | { kind: 'say', text: string }
  | { kind: 'open', url: string }

export type DrawCard = (content: unknown, onPress: (press: CardPress) => void) => HTMLElement

const textOf = (data: object, name: string): string | undefined => {
  const value = name in data ? (data as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}

const pressOf = (action: Action): CardPress | null => {
  const title = action.title ?? ''
  if (action instanceof OpenUrlAction) return action.url ? { kind: 'open', url: action.url } : null
  if (action instanceof ExecuteAction) return { kind: 'press', title, verb: action.verb, data: action.data ?? {} }
  if (!(action instanceof SubmitAction)) return null
  // Teams' own meanings of a submit, in its `msteams` object: Microsoft, "Card actions", Action.Submit.
  const data = action.data ?? {}
  const own: unknown = 'msteams' in data ? data.msteams : undefined
  if (typeof own === 'object' && own !== null) {
    const text = textOf(own, 'value') ?? textOf(own, 'text')
    if (['imBack', 'messageBack'].includes(textOf(own, 'type') ?? '') && text !== undefined) return { kind: 'say', text }
  }
  return { kind: 'press', title, verb: textOf(data, 'verb') ?? 'submit', data }
}

/** Draws Adaptive Cards with Microsoft's own renderer. A card it can't read becomes a plain sentence. */
export const createDrawCard = (markdown: (text: string) => string): DrawCard => {
  // The renderer takes it for all cards at once.
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text)
    result.didProcess = true
  }
  return (content, onPress) => {
    const card = new AdaptiveCard()
    card.hostConfig = new HostConfig(hostConfig)
    card.onExecuteAction = (action) => {
      const press = pressOf(action)
      if (press) onPress(press)
    }
    try {
      card.parse(content)
      const drawn = card.render()
      if (drawn) return drawn
    } catch {
      // Falls through to the sentence below.
    }
    const sorry = document.createElement('p')
    sorry.textContent = 'This card can’t be shown here.'
    return sorry
  }
}
