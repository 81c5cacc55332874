/**
 * How Teams draws an Adaptive Card, in the words of the renderer's host configuration. The colours are the custom
 * properties that the theme around the card sets, so a change of theme needs no new drawing.
 */
import { tokens } from '@fluentui/react-components'

const colour = (strong: string, subtle = strong) => ({ default: strong, subtle })

const foreground = {
  default: colour(tokens.colorNeutralForeground1, tokens.colorNeutralForeground3),
  dark: colour(tokens.colorNeutralForeground1, tokens.colorNeutralForeground3),
  light: colour(tokens.colorNeutralForeground3, tokens.colorNeutralForeground4),
  accent: colour(tokens.colorBrandForeground1),
  good: colour(tokens.colorPaletteGreenForeground1),
  warning: colour(tokens.colorPaletteDarkOrangeForeground1),
  attention: colour(tokens.colorPaletteRedForeground1),
}
const container = (backgroundColor: string, borderColor: string = tokens.colorNeutralStroke2) => ({ backgroundColor, borderColor, foregroundColors: foreground })

export const hostConfig = {
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: tokens.colorNeutralStroke2 },
  supportsInteractivity: true,
  containerStyles: {
    default: container(tokens.colorNeutralBackground1),
    emphasis: container(tokens.colorNeutralBackground3),
    good: container(tokens.colorPaletteGreenBackground1),
    attention: container(tokens.colorPaletteRedBackground1),
    warning: container(tokens.colorPaletteYellowBackground1),
    accent: container(tokens.colorBrandBackground2),
  },
  actions: {
    maxActions: 6, spacing: 'medium', buttonSpacing: 0, actionsOrientation: 'horizontal', actionAlignment: 'left', preExpandSingleShowCardAction: false,
    showCard: { actionMode: 'inline', inlineTopMargin: 8 }, iconPlacement: 'leftOfTitle', iconSize: 16,
  },
  factSet: {
    title: { color: 'default', size: 'default', weight: 'bolder', isSubtle: false, wrap: true, maxWidth: 140 },
    value: { color: 'default', size: 'default', weight: 'default', isSubtle: false, wrap: true },
    spacing: 12,
  },
  inputs: {
    label: { inputSpacing: 4, requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' }, optionalInputs: { weight: 'bolder' } },
    errorMessage: { color: 'attention', weight: 'default' },
  },
  imageSizes: { small: 40, medium: 64, large: 96 },
  media: { allowInlinePlayback: true },
}
