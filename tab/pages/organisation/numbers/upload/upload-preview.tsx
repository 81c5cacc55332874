import { makeStyles, mergeClasses, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow, Text, tokens } from '@fluentui/react-components'
import type { Upload } from '../../../../../src/api/admin.ts'
import { useSurface } from '../../../../parts/surface.ts'
import { useServices } from '../../../../services.tsx'
import { counted } from '../../../../words.ts'

const useStyles = makeStyles({
  counts: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(104px, 1fr))', gap: '8px', margin: '0' },
  count: { display: 'grid', padding: '10px 12px', borderRadius: '8px', backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorTransparentStroke}` },
  value: { margin: '0', order: -1, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontWeight: tokens.fontWeightSemibold },
  bad: { color: tokens.colorPaletteRedForeground1 },
  errors: { maxHeight: '240px', overflowY: 'auto', borderRadius: '8px', border: `1px solid ${tokens.colorNeutralStroke2}` },
  row: { width: '64px' },
  column: { width: '84px' },
  cell: { overflowWrap: 'anywhere' },
})

/** What the list would do: how many numbers are new or change, and every row that can't be taken, with what was expected there. */
export const UploadPreview = ({ name, upload }: { name: string, upload: Upload }) => {
  const { locale } = useServices()
  const styles = useStyles()
  const surface = useSurface()
  const { total, added, changed, same, errorCount, errors } = upload
  const format = new Intl.NumberFormat(locale).format
  const counts: [words: string, count: number][] = [['New', added], ['Changed', changed], ['As they are', same], ...(errorCount > 0 ? [['With errors', errorCount] as [string, number]] : [])]
  const told = new Set(errors.map(({ row }) => row)).size
  return (
    <>
      <Text role="status">
        {name} has {counted(total, 'row', 'rows', locale)}. {added + changed === 0 ? 'There is nothing to apply.' : 'Nothing is applied until you say so. Numbers that are not in it stay as they are.'}
      </Text>
      <dl className={styles.counts}>
        {counts.map(([words, count]) => (
          <div key={words} className={styles.count}>
            <dt><Text size={200} className={surface.quiet}>{words}</Text></dt>
            <dd className={mergeClasses(styles.value, surface.figures, words === 'With errors' && styles.bad)}>{format(count)}</dd>
          </div>
        ))}
      </dl>
      {errorCount > 0 && (
        <>
          <Text>
            {counted(errorCount, 'row', 'rows', locale)} can’t be taken. Put them right and upload the list again, or leave them out.
            {told < errorCount && ` The first ${format(told)} are shown.`}
          </Text>
          <div className={styles.errors} role="region" aria-label="Rows with errors" tabIndex={0}>
            <Table size="small" aria-label="Rows with errors">
              <TableHeader>
                <TableRow><TableHeaderCell className={styles.row}>Row</TableHeaderCell><TableHeaderCell className={styles.column}>Column</TableHeaderCell><TableHeaderCell>Expected</TableHeaderCell></TableRow>
              </TableHeader>
              <TableBody>
                {errors.map(({ row, column, expected }) => (
                  <TableRow key={`${row} ${column}`}>
                    <TableCell className={mergeClasses(styles.row, surface.figures)}>{format(row)}</TableCell>
                    <TableCell className={mergeClasses(styles.column, styles.cell)}>{column}</TableCell>
                    <TableCell className={styles.cell}>{expected}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
        </>
      )}
    </>
  )
}
