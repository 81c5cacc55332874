import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowResetRegular, CheckmarkFilled, DismissRegular } from '@fluentui/react-icons'
import { useDesk } from '../desk-context.tsx'
import { phoneWidth, useSurface } from '../surface.ts'
import { aside } from './guide.ts'
import { stepsFor } from './steps.ts'
import { useStepDeed } from './use-step-deed.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex', alignItems: 'stretch', gap: '8px', borderRadius: '14px', padding: '12px 10px 12px 18px', backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}`, boxShadow: tokens.shadow4,
    [phoneWidth]: { padding: '10px 6px 10px 12px' },
  },
  list: { listStyle: 'none', margin: 0, padding: 0, flexGrow: 1, minWidth: 0, display: 'flex', gap: '18px', alignItems: 'flex-start' },
  step: { display: 'flex', gap: '10px', minWidth: 0, flexShrink: 1, flexBasis: 'auto', alignItems: 'flex-start', '@media (max-width: 1199px)': { display: 'none' } },
  current: { flexGrow: 1, flexBasis: '320px', '@media (max-width: 1199px)': { display: 'flex' }, [phoneWidth]: { flexWrap: 'wrap', columnGap: '10px', rowGap: '8px' } },
  figure: { width: '24px', height: '24px', borderRadius: '50%', display: 'grid', placeItems: 'center', flexShrink: 0, fontSize: '12px', fontWeight: 600, border: `1px solid ${tokens.colorNeutralStroke1}`, boxSizing: 'border-box', color: tokens.colorNeutralForeground3 },
  figureNow: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand, border: '1px solid transparent' },
  figureDone: { backgroundColor: tokens.colorPaletteGreenBackground2, color: tokens.colorPaletteGreenForeground2, border: `1px solid ${tokens.colorTransparentStroke}` },
  words: { minWidth: 0, paddingTop: '2px', flexGrow: 1, [phoneWidth]: { flexBasis: 'calc(100% - 40px)' } },
  title: { fontSize: '14px', lineHeight: '20px', color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  titleNow: { fontWeight: 600, color: tokens.colorNeutralForeground1 },
  // Room for two lines, so that nothing below jumps from step to step.
  text: { margin: '2px 0 0', textWrap: 'pretty', minHeight: '36px', [phoneWidth]: { minHeight: 0 }, fontSize: '13px', lineHeight: '18px', color: tokens.colorNeutralForeground2 },
  deed: { alignSelf: 'center', flexShrink: 0, [phoneWidth]: { flexGrow: 1 } },
  done: { flexGrow: 1, minHeight: '60px', display: 'flex', alignItems: 'center', gap: '14px', flexWrap: 'wrap' },
  end: { display: 'flex', alignItems: 'flex-start' },
  count: { fontSize: '12px', '@media (min-width: 1200px)': { display: 'none' } },
})

/** The guided path: five steps that tick themselves off by what really happens. */
export const GuideBar = () => {
  const styles = useStyles()
  const surface = useSurface()
  const { person, progress, choose, restartGuide, world } = useDesk()
  const deed = useStepDeed()
  const outside = world.phones.find(({ kind }) => kind === 'outside')
  const steps = stepsFor(person, outside ? outside.label.split(' ')[0] ?? '' : '')
  const detour = aside(progress, { person, phones: world.phones, historyShown: false })
  const current = steps[progress]
  return (
    <section className={styles.bar} aria-label="Try it">
      {current
        ? (
            <ol className={styles.list}>
              {steps.map((step, index) => (
                <li key={step.title} className={mergeClasses(styles.step, index === progress && styles.current)} aria-current={index === progress ? 'step' : undefined} data-step={index + 1} data-done={index < progress}>
                  <span className={mergeClasses(styles.figure, index === progress && styles.figureNow, index < progress && styles.figureDone)}>
                    {index < progress ? <CheckmarkFilled fontSize={14} aria-label="Done" /> : index + 1}
                  </span>
                  <div className={styles.words}>
                    <div className={mergeClasses(styles.title, index === progress && styles.titleNow, index !== progress && surface.cut)}>
                      {step.title} {index === progress && <span className={mergeClasses(styles.count, surface.quiet)}>{index + 1} of {steps.length}</span>}
                    </div>
                    {index === progress && <p className={styles.text} role="status">{detour ?? deed.instead?.text ?? step.text}</p>}
                  </div>
                  {index === progress && <Button appearance="primary" className={styles.deed} disabled={!deed.possible} onClick={deed.run}>{deed.instead?.button ?? step.button}</Button>}
                </li>
              ))}
            </ol>
          )
        : (
            <div className={styles.done} role="status">
              <span className={mergeClasses(styles.figure, styles.figureDone)}><CheckmarkFilled fontSize={14} /></span>
              <span><strong>That was it.</strong> One number, one call, two places, one entry in the history.</span>
              <Button icon={<ArrowResetRegular />} onClick={restartGuide}>Once more</Button>
            </div>
          )}
      <div className={styles.end}><Button appearance="subtle" size="small" icon={<DismissRegular />} aria-label="Hide the guided path" onClick={() => choose({ guideHidden: true })} /></div>
    </section>
  )
}
