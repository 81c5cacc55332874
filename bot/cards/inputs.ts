import type { Element } from './card.ts'

/** Inputs of a card. What comes back in them is never trusted. */
export const choose = (id: string, label: string, choices: { title: string; value: string }[], value: string, several = false): Element => ({
  type: 'Input.ChoiceSet', id, label, choices, value, style: several || choices.length <= 4 ? 'expanded' : 'compact', ...(several ? { isMultiSelect: true } : {}),
})
export const timeInput = (id: string, label: string, value: string): Element => ({ type: 'Input.Time', id, label, value })
export const textInput = (id: string, label: string, placeholder: string): Element => ({ type: 'Input.Text', id, label, placeholder, maxLength: 100 })
