import { useEffect, useRef } from 'react'
import { makeStaticStyles, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { CardPress, DrawCard } from './draw-card.ts'

const focusRing = { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' }

/** The menu behind a card's "…" opens above the whole page, where the theme's own colours don't reach. */
const useMenuStyles = makeStaticStyles({
  '.ac-ctrl-overlay': { position: 'absolute', top: '0', left: '0', zIndex: '1000', overflow: 'hidden', outlineStyle: 'none' },
  '.ac-ctrl-popup-container': {
    position: 'absolute', outlineStyle: 'none', padding: '4px', borderRadius: '8px', border: '1px solid GrayText', boxShadow: '0 8px 16px rgba(0, 0, 0, .24)', backgroundColor: 'Canvas', color: 'CanvasText',
    fontFamily: '"Segoe UI", system-ui, sans-serif', fontSize: '14px', lineHeight: '20px',
  },
  '.ac-ctrl-dropdown-item': { padding: '6px 12px', borderRadius: '4px', cursor: 'pointer', whiteSpace: 'nowrap', outlineStyle: 'none' },
  '.ac-ctrl-dropdown-item:hover, .ac-ctrl-dropdown-item:focus': { backgroundColor: 'Highlight', color: 'HighlightText' },
})

/** The parts of a card by the class names of the `adaptivecards` package. */
const useStyles = makeStyles({
  card: {
    borderRadius: '8px', overflow: 'hidden', border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, boxShadow: tokens.shadow4,
    '& .ac-adaptiveCard': { outline: 'none' },
    '& .ac-textBlock p': { margin: 0 },
    '& .ac-textBlock a, & .ac-textRun a': { color: tokens.colorBrandForegroundLink },
    '& .ac-pushButton': {
      fontFamily: 'inherit', fontSize: '14px', lineHeight: '20px', fontWeight: 600, padding: '5px 14px', minHeight: '32px', borderRadius: '6px', cursor: 'pointer',
      border: `1px solid ${tokens.colorNeutralStroke1}`, backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1,
    },
    '& .ac-pushButton:hover': { backgroundColor: tokens.colorNeutralBackground1Hover, color: tokens.colorNeutralForeground1Hover },
    '& .ac-pushButton.style-positive': { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand, border: '1px solid transparent' },
    '& .ac-pushButton.style-positive:hover': { backgroundColor: tokens.colorBrandBackgroundHover, color: tokens.colorNeutralForegroundOnBrand },
    '& .ac-pushButton.style-destructive': { color: tokens.colorPaletteRedForeground1, border: `1px solid ${tokens.colorPaletteRedBorder2}` },
    '& .ac-pushButton:focus-visible': focusRing,
    '& .ac-selectable:focus-visible': focusRing,
    '& .ac-selectable': { cursor: 'pointer' },
    '& .ac-pushButton[disabled]': { opacity: 0.55, cursor: 'default' },
    '& .ac-actionSet': { flexWrap: 'wrap', gap: '8px' },
    '& .ac-input.ac-textInput, & .ac-input.ac-multichoiceInput, & .ac-input.ac-numberInput, & .ac-input.ac-timeInput': {
      fontFamily: 'inherit', fontSize: '14px', padding: '6px 8px', borderRadius: '4px', width: '100%', boxSizing: 'border-box', minHeight: '32px',
      border: `1px solid ${tokens.colorNeutralStroke1}`, borderBottom: `1px solid ${tokens.colorNeutralStrokeAccessible}`, backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1,
    },
    '& .ac-input:focus-visible': focusRing,
  },
  busy: { opacity: 0.75 },
})

const buttonTitle = (element: Element | null) => element?.textContent?.trim() ?? ''

export interface CardProps {
  content: unknown
  draw: DrawCard
  /** A press is under way: no second one until it has been answered. */
  busy: boolean
  className?: string | undefined
  onPress: (press: CardPress) => void
}

export const Card = ({ content, draw, busy, className, onPress }: CardProps) => {
  const styles = useStyles()
  useMenuStyles()
  const place = useRef<HTMLDivElement>(null)
  const press = useRef(onPress)
  useEffect(() => { press.current = onPress }, [onPress])
  // The same card comes again with each event of the chat; only a changed one is drawn anew.
  const json = JSON.stringify(content)

  useEffect(() => {
    const host = place.current
    if (!host) return
    const focused = host.contains(document.activeElement) ? buttonTitle(document.activeElement) : null
    host.replaceChildren(draw(JSON.parse(json), (pressed) => press.current(pressed)))
    if (focused === null) return
    // The person was on a button of the card before: to the same one again, or to the first.
    const buttons = [...host.querySelectorAll<HTMLElement>('button')]
    const again = buttons.find((button) => buttonTitle(button) === focused) ?? buttons[0]
    again?.focus()
  }, [json, draw])

  return <div ref={place} className={mergeClasses(styles.card, busy && styles.busy, className)} inert={busy} aria-busy={busy} data-card />
}
