import { makeStyles, tokens } from '@fluentui/react-components'

/**
 * The colours of a phone's screen during a call, light on dark in every theme, and of its two big buttons. In the
 * contrast theme everything is plain on black.
 */
export const usePalette = makeStyles({
  native: { backgroundImage: 'linear-gradient(165deg, #16425b 0%, #0e2637 55%, #0a1722 100%)', backgroundColor: '#0e2637', color: '#fff' },
  teams: { backgroundImage: 'linear-gradient(165deg, #4b4f9c 0%, #30336b 50%, #1e2044 100%)', backgroundColor: '#30336b', color: '#fff' },
  contrast: { backgroundImage: 'none', backgroundColor: '#000', color: '#fff' },
  contrastBox: { border: '2px solid #fff' },
  go: { backgroundColor: '#107c41', color: '#fff', ':hover': { backgroundColor: '#0c6534', color: '#fff' }, ':hover:active': { backgroundColor: '#0a5229', color: '#fff' } },
  end: { backgroundColor: '#c4314b', color: '#fff', ':hover': { backgroundColor: '#a4262c', color: '#fff' }, ':hover:active': { backgroundColor: '#8a1f25', color: '#fff' } },
  tool: { backgroundColor: 'rgba(255, 255, 255, .16)', color: '#fff', ':hover': { backgroundColor: 'rgba(255, 255, 255, .28)', color: '#fff' } },
  toolOn: { backgroundColor: '#fff', color: '#16202a', ':hover': { backgroundColor: '#e6e9ee', color: '#16202a' } },
  goContrast: { backgroundColor: '#3ff23f', color: '#000', border: '2px solid #fff' },
  endContrast: { backgroundColor: '#ff8a8a', color: '#000', border: '2px solid #fff' },
  toolContrast: { backgroundColor: '#000', color: '#fff', border: '2px solid #fff' },
  toolOnContrast: { backgroundColor: tokens.colorBrandBackground, color: '#000', border: '2px solid #fff' },
})
