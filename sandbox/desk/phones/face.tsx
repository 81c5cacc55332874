import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { PersonRegular } from '@fluentui/react-icons'
import { initialsOf } from '../world/words.ts'

const colours = ['#7a3e9d', '#0f6c74', '#9b4a12', '#2b5797', '#8a2f5e', '#3f6b22']

const colourOf = (number: string): string => colours[[...number].reduce((sum, digit) => sum + digit.charCodeAt(0), 0) % colours.length] ?? '#2b5797'

const useStyles = makeStyles({
  face: { borderRadius: '50%', display: 'grid', placeItems: 'center', color: '#fff', fontWeight: 600, flexShrink: 0, letterSpacing: '.02em' },
  pulsing: {
    animationName: { '0%': { boxShadow: '0 0 0 0 rgba(255,255,255,.45)' }, '100%': { boxShadow: '0 0 0 22px rgba(255,255,255,0)' } },
    animationDuration: '1.5s', animationIterationCount: 'infinite', animationTimingFunction: 'ease-out',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none', boxShadow: '0 0 0 4px rgba(255,255,255,.4)' },
  },
  // Beside words: not over them.
  pulsingSmall: { animationName: { '0%': { boxShadow: '0 0 0 0 rgba(255,255,255,.45)' }, '100%': { boxShadow: '0 0 0 10px rgba(255,255,255,0)' } } },
})

/** A round picture of someone: their initials on their own colour. */
export const Face = ({ peer, size, pulsing = false }: { peer: { name: string, number: string }, size: number, pulsing?: boolean }) => {
  const styles = useStyles()
  return (
    <span aria-hidden className={mergeClasses(styles.face, pulsing && styles.pulsing, pulsing && size < 50 && styles.pulsingSmall)} style={{ width: size, height: size, fontSize: size * 0.38, backgroundColor: colourOf(peer.number) }}>
      {initialsOf(peer) || <PersonRegular fontSize={size * 0.55} />}
    </span>
  )
}
