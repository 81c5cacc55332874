import { makeStyles, tokens } from '@fluentui/react-components'

/** Cards and hidden text, the same on every page. The transparent stroke becomes a line in the contrast theme. */
export const useSurface = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: '12px',
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow4,
  },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  heading: { margin: '0', fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  figures: { fontVariantNumeric: 'tabular-nums' },
})
