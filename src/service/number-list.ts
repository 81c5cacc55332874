import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { readNumber } from '../line/number.ts'
import type { NumberRow, RowError } from '../store/port/numbers.ts'
import { Problem } from './problem.ts'

/** Microsoft takes as many in one file: https://learn.microsoft.com/microsoftteams/operator-connect-mobile-configure */
export const mostRows = 10_000
/** The most columns with room to spare. */
export const mostBytes = 5_000_000

/** `number` and `type` are needed; a header names them, in any order. */
export const columns = ['number', 'type', 'operator', 'site', 'iccid'] as const
type Column = (typeof columns)[number]

const isColumn = (name: string): name is Column => columns.some((column) => column === name)

const headerOf = (cells: string[]): Column[] => {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const odd = names.find((name) => !isColumn(name))
  if (odd !== undefined) throw new Problem('bad-csv', `“${odd.slice(0, 40)}” is no column of this list. Its first row names ${columns.join(', ')}; number and type are needed.`, { field: 'header' })
  for (const needed of ['number', 'type'] as const) if (!names.includes(needed)) throw new Problem('bad-csv', `The column “${needed}” is missing. The first row names the columns.`, { field: 'header' })
  if (new Set(names).size < names.length) throw new Problem('bad-csv', 'A column is named twice in the first row.', { field: 'header' })
  return names.filter(isColumn)
}

const words = { number: 'a phone number such as +14255550101', type: 'mobile or service', operator: 'at most 80 characters', site: 'at most 80 characters', iccid: '18 to 20 digits, or nothing' }

/** One row, or what is wrong with it: the first thing in each column. */
const readRow = (cells: Partial<Record<Column, string>>, country: string): NumberRow | { column: Column; expected: string }[] => {
  const { number: written = '', type = '', operator = '', site = '', iccid = '' } = cells
  const number = readNumber(written, country)
  const kind = type.toLowerCase()
  const wrong: Column[] = []
  // a spreadsheet makes 1.42556E+10 of it, which reads as another number
  if (number === null || /[a-z]/i.test(written)) wrong.push('number')
  if (kind !== 'mobile' && kind !== 'service') wrong.push('type')
  if (operator.length > 80) wrong.push('operator')
  if (site.length > 80) wrong.push('site')
  if (iccid !== '' && !/^\d{18,20}$/.test(iccid)) wrong.push('iccid')
  if (wrong.length > 0 || number === null || (kind !== 'mobile' && kind !== 'service')) return wrong.map((column) => ({ column, expected: words[column] }))
  return { number, kind, operator, site: site || null, iccid: iccid || null }
}

export interface NumberList {
  total: number
  /** With the row each stands in. */
  good: { row: number; numbers: NumberRow }[]
  errors: RowError[]
}

/** Enough for any row. */
const longestRow = 20_000

/** Which of the two separates the cells, as the first row shows: the other one may stand in a site or an operator's name. */
const delimiterOf = (begin: string): ',' | ';' => {
  const [first = ''] = begin.trimStart().split(/[\r\n]/)
  return /[,;]/.exec(first.replace(/"[^"]*"/g, ''))?.[0] === ';' ? ';' : ','
}

/**
 * Reads an operator's list as it comes in: CSV (RFC 4180) with commas or semicolons. Throws Problem for what is no such list;
 * what is wrong with single rows is told row by row.
 */
export const readNumberList = async (source: AsyncIterable<Buffer | string>, country: string): Promise<NumberList> => {
  const list: NumberList = { total: 0, good: [], errors: [] }
  const seen = new Map<string, number>()
  let header: Column[] | null = null
  const text = inUtf8(limited(source))
  const begin = await firstRowOf(text)
  const reader = parse({ bom: true, delimiter: delimiterOf(begin), trim: true, relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: longestRow })
  const input = Readable.from(joined(begin, text), { objectMode: false })
  input.on('error', (error) => reader.destroy(error))
  try {
    for await (const { record, info } of input.pipe(reader) as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const row = info.lines
      if (header === null) {
        header = headerOf(record)
        continue
      }
      if (record.every((cell) => cell === '')) continue
      if (++list.total > mostRows) throw new Problem('too-large', `A list holds at most ${mostRows.toLocaleString('en')} numbers. Send the rest as another one.`)
      if (record.length > header.length) list.errors.push({ row, column: `column ${header.length + 1}`, expected: `${header.length} columns, as in the first row` })
      else {
        const read = readRow(Object.fromEntries(header.map((column, index) => [column, record[index] ?? ''])), country)
        const earlier = Array.isArray(read) ? undefined : seen.get(read.number)
        if (Array.isArray(read)) list.errors.push(...read.map((wrong) => ({ row, ...wrong })))
        else if (earlier !== undefined) list.errors.push({ row, column: 'number', expected: `each number once; it stands in row ${earlier} too` })
        else {
          seen.set(read.number, row)
          list.good.push({ row, numbers: read })
        }
      }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Problem('bad-csv', `This is not a list we can read: ${error.message.slice(0, 200)}.`)
    throw error
  }
  if (header === null) throw new Problem('bad-csv', 'The list is empty. Its first row names the columns.')
  return list
}

/** What comes until the first row has ended, or is too long for one. */
const firstRowOf = async (text: AsyncGenerator<string>): Promise<string> => {
  let begin = ''
  while (begin.length <= longestRow && !/\S.*[\r\n]/.test(begin)) {
    const next = await text.next()
    if (next.done) break
    begin += next.value
  }
  return begin
}

async function* joined(begin: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (begin !== '') yield begin
  yield* rest
}

async function* limited(source: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | string> {
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > mostBytes) throw new Problem('too-large', 'This file is too large: 5 MB at most.')
    yield piece
  }
}

/** A spreadsheet's plain CSV is in the letters of its country, and München would become M�nchen for good. */
async function* inUtf8(source: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const read = (piece?: Buffer): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true })
    } catch {
      throw new Problem('bad-csv', 'The letters of this list can’t be read. Save it as “CSV UTF-8” and upload it again.')
    }
  }
  for await (const piece of source) {
    const text = typeof piece === 'string' ? piece : read(piece)
    if (text !== '') yield text
  }
  const rest = read()
  if (rest !== '') yield rest
}
