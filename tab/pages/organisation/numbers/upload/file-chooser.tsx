import { useRef, useState } from 'react'
import { Button, makeStyles, mergeClasses, MessageBar, MessageBarBody, Text, tokens } from '@fluentui/react-components'
import { DocumentArrowUpRegular } from '@fluentui/react-icons/svg/document-arrow-up'
import { useSurface } from '../../../../parts/surface.ts'

const useStyles = makeStyles({
  place: {
    display: 'grid', justifyItems: 'center', gap: '12px', padding: '24px 16px', textAlign: 'center', borderRadius: '8px', border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  over: { border: `1px dashed ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorBrandBackground2 },
  icon: { fontSize: '32px', lineHeight: 0, color: tokens.colorBrandForeground1 },
  sample: {
    margin: '0', overflowX: 'auto', padding: '10px 12px', borderRadius: '8px', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200,
    backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  help: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '6px' },
})

const sample = 'number,type,operator,site,iccid\n+14255550101,mobile,Contoso Mobile,Seattle,\n+14255550190,service,Contoso Mobile,Portland,'

/** Where the list comes from: a file picked or dropped. Says what such a list looks like. */
export const FileChooser = ({ problem, onChoose }: { problem: string | null, onChoose: (file: File) => void }) => {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const styles = useStyles()
  const surface = useSurface()
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) onChoose(file)
  }
  return (
    <>
      {problem !== null && <MessageBar intent="error" layout="multiline"><MessageBarBody>{problem}</MessageBarBody></MessageBar>}
      <div
        className={mergeClasses(styles.place, over && styles.over)}
        onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files) }}
      >
        <span aria-hidden className={styles.icon}><DocumentArrowUpRegular /></span>
        <Text>You see what the list would change before anything does.</Text>
        <Button appearance="primary" autoFocus onClick={() => input.current?.click()}>Choose a file</Button>
        <input ref={input} type="file" accept=".csv,text/csv" hidden aria-label="The operator’s list" onChange={(event) => { take(event.target.files); event.target.value = '' }} />
      </div>
      <div className={styles.help}>
        <Text size={200} className={surface.quiet}>A CSV file with up to 10,000 numbers. Its first row names the columns; “number” and “type” (mobile or service) are needed.</Text>
        <pre className={styles.sample} tabIndex={0} aria-label="How such a list begins">{sample}</pre>
      </div>
    </>
  )
}
