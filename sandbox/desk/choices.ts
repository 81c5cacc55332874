import type { Choices } from './desk-context.tsx'
import type { ThemeName } from './types.ts'

const key = 'single-number-desk'
const themes: ThemeName[] = ['light', 'dark', 'contrast']

const themeOfSystem = (matches: (query: string) => boolean): ThemeName =>
  matches('(forced-colors: active)') || matches('(prefers-contrast: more)') ? 'contrast' : matches('(prefers-color-scheme: dark)') ? 'dark' : 'light'

/** What the person chose the last time; a browser that keeps nothing gets the beginning again. */
export const loadChoices = (storage: () => Storage, matches: (query: string) => boolean): Choices => {
  const beginning: Choices = { theme: themeOfSystem(matches), userId: '', guideHidden: false }
  try {
    const saved = JSON.parse(storage().getItem(key) ?? '{}') as Partial<Record<keyof Choices, unknown>>
    return {
      theme: themes.find((theme) => theme === saved.theme) ?? beginning.theme,
      userId: typeof saved.userId === 'string' ? saved.userId : '',
      guideHidden: saved.guideHidden === true,
    }
  } catch {
    return beginning
  }
}

export const saveChoices = (storage: () => Storage, choices: Choices): void => {
  try {
    storage().setItem(key, JSON.stringify(choices))
  } catch {
    // A browser may refuse to keep anything; the desk works all the same.
  }
}
