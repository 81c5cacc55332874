import type { ReactNode } from 'react'
import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { useDesk } from '../desk-context.tsx'
import { useSurface } from '../surface.ts'
import { usePalette } from './palette.ts'

const useStyles = makeStyles({
  whole: { display: 'inline-flex', flexDirection: 'column', alignItems: 'center', gap: '6px', fontSize: '12px', lineHeight: '16px' },
  captioned: { minWidth: '56px' },
  button: {
    border: '2px solid transparent', borderRadius: '50%', display: 'grid', placeItems: 'center', cursor: 'pointer', padding: 0, fontSize: '24px',
    transitionProperty: 'background-color', transitionDuration: '.12s',
    ':focus-visible': { outline: '3px solid currentColor', outlineOffset: '2px' },
  },
  large: { width: '60px', height: '60px' },
  medium: { width: '52px', height: '52px', fontSize: '22px' },
  small: { width: '38px', height: '38px', fontSize: '18px' },
})

export interface RoundButtonProps {
  /** The whole name: says on which phone. The caption, when there is one, is part of it. */
  name: string
  caption?: string
  icon: ReactNode
  tone: 'go' | 'end' | 'tool'
  size?: 'large' | 'medium' | 'small'
  pressed?: boolean
  hinted?: boolean
  onPress: () => void
}

export const RoundButton = ({ name, caption, icon, tone, size = 'large', pressed, hinted = false, onPress }: RoundButtonProps) => {
  const styles = useStyles()
  const palette = usePalette()
  const surface = useSurface()
  const isContrast = useDesk().choices.theme === 'contrast'
  const colour = tone === 'tool' && pressed
    ? (isContrast ? palette.toolOnContrast : palette.toolOn)
    : palette[isContrast ? `${tone}Contrast` as const : tone]
  return (
    <span className={mergeClasses(styles.whole, caption !== undefined && styles.captioned)}>
      <button
        type="button" aria-label={name} aria-pressed={pressed} title={caption === undefined ? name : undefined} onClick={onPress}
        className={mergeClasses(styles.button, styles[size], colour, hinted && surface.hint)}
      >
        {icon}
      </button>
      {caption !== undefined && <span aria-hidden>{caption}</span>}
    </span>
  )
}
