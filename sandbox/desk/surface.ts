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
    position: 'relative',
    '::after': {
      content: '""', position: 'absolute', inset: '-5px', borderRadius: 'inherit', pointerEvents: 'none',
      border: `2px solid ${tokens.colorPaletteMarigoldBorderActive}`,
      animationName: { '0%': { opacity: 1, transform: 'scale(1)' }, '70%': { opacity: 0.15, transform: 'scale(1.06)' }, '100%': { opacity: 1, transform: 'scale(1)' } },
      animationDuration: '1.8s', animationIterationCount: 'infinite', animationTimingFunction: 'ease-in-out',
      '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
    },
  },
})
