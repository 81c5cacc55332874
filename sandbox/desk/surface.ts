import { makeStyles, tokens } from '@fluentui/react-components'

export const wideFrom = 1200
export const wide = `@media (min-width: ${wideFrom}px)`
export const phoneWidth = '@media (max-width: 719px)'

/** Small things used all over the desk. */
export const useSurface = makeStyles({
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
  figures: { fontVariantNumeric: 'tabular-nums' },
  quiet: { color: tokens.colorNeutralForeground3 },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  /** The control the guide points at. */
  hint: {
    outlineStyle: 'solid', outlineWidth: '3px', outlineColor: tokens.colorPaletteMarigoldBorderActive, outlineOffset: '3px',
    animationName: { '0%, 100%': { outlineOffset: '2px' }, '50%': { outlineOffset: '5px' } },
    animationDuration: '1.6s', animationIterationCount: 'infinite', animationTimingFunction: 'ease-in-out',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
  },
})
