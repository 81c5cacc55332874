import { mostBytes, mostRows, readNumberList } from './number-list.ts'
import { Problem } from './problem.ts'

/** A list as it comes over a wire: in pieces that know nothing of lines. */
async function* pieces(text: string, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = (text: string) => readNumberList(pieces(text), 'US')
const refusal = (text: string) => read(text).then(() => 'taken', (error: unknown) => (error instanceof Problem ? `${error.code}: ${error.message}` : String(error)))
const numberOf = (index: number) => `+1425${String(5_550_000 + index).padStart(7, '0')}`

describe('an operator’s list', () => {
  it('is read as spreadsheets write it: a mark at its beginning, semicolons, quotes, any order and spelling', async () => {
    const { total, good, errors } = await read('\uFEFFType;NUMBER;Site\r\nmobile;+1 425 555 0101;"Seattle; North"\r\nService;(425) 555-0190;\r\n\r\n;;\r\n')
    expect([total, errors]).toEqual([2, []])
    expect(good).toEqual([
      { row: 2, numbers: { number: '+14255550101', kind: 'mobile', operator: '', site: 'Seattle; North', iccid: null } },
      { row: 3, numbers: { number: '+14255550190', kind: 'service', operator: '', site: null, iccid: null } },
    ])
  })

  it('tells what is wrong row by row, as a spreadsheet counts them, and keeps the good ones', async () => {
    const { total, good, errors } = await read([
      'number,type,iccid', '+14255550101,mobile,8901260012345678901', '+14255550101,mobile,', 'abc,fax,1', '1.42556E+10,mobile,', '+14255550102,mobile,,extra', ',service,', '+14255550103,mobile,',
    ].join('\n'))
    expect([total, good.map(({ row }) => row)]).toEqual([7, [2, 8]])
    expect(errors).toEqual([
      { row: 3, column: 'number', expected: 'each number once; it stands in row 2 too' },
      { row: 4, column: 'number', expected: 'a phone number such as +14255550101' }, { row: 4, column: 'type', expected: 'mobile or service' }, { row: 4, column: 'iccid', expected: '18 to 20 digits, or nothing' },
      { row: 5, column: 'number', expected: 'a phone number such as +14255550101' }, { row: 6, column: 'column 4', expected: '3 columns, as in the first row' },
      { row: 7, column: 'number', expected: 'a phone number such as +14255550101' },
    ])
  })

  it.each([
    ['number;type;site;operator', '+14255550101;mobile;Berlin, Mitte;"Contoso; Mobile"', { site: 'Berlin, Mitte', operator: 'Contoso; Mobile' }],
    ['number,type,operator', '+14255550101,mobile,ACME; Inc', { site: null, operator: 'ACME; Inc' }],
    ['\uFEFF\r\n"number";"type";site', '+14255550101;mobile;1,5', { site: '1,5', operator: '' }],
  ])('is separated as its first row is: the other sign may stand in a cell (%#)', async (header, row, cells) => {
    const { good, errors } = await read(`${header}\r\n${row}\r\n`)
    expect([errors, good.map(({ numbers }) => numbers)]).toEqual([[], [{ number: '+14255550101', kind: 'mobile', iccid: null, ...cells }]])
  })

  it('that is not UTF-8 is refused, rather than kept with letters that are none', async () => {
    const text = 'number,type,site\n+14255550101,mobile,München\n'
    for (const size of [1, 7, 1_000]) expect((await readNumberList(pieces(text, size), 'US')).good[0]?.numbers.site).toBe('München')
    const windows = async function* () { yield Buffer.from(text, 'latin1') }
    const cut = async function* () { yield Buffer.from('number,type,site\n+14255550101,mobile,Mü').subarray(0, -1) }
    for (const odd of [windows, cut, async function* () { yield Buffer.from(`\uFEFF${text}`, 'utf16le') }]) {
      await expect(readNumberList(odd(), 'US')).rejects.toMatchObject({ code: 'bad-csv', message: expect.stringContaining('CSV UTF-8') as string })
    }
  })

  it.each([
    ['', 'bad-csv: The list is empty'], ['number,colour\n', 'bad-csv: “colour” is no column'], ['number,site\n', 'bad-csv: The column “type” is missing'],
    ['number,type,number\n', 'bad-csv: A column is named twice'], ['number,type\n"+14255550101,mobile\n', 'bad-csv: This is not a list we can read'],
  ])('that is none is refused with words (%#)', async (text, words) => {
    expect(await refusal(text)).toContain(words)
  })

  it(`holds at most ${mostRows} rows`, async () => {
    const rows = (count: number) => ['number,type,operator,site', ...Array.from({ length: count }, (_, index) => `${numberOf(index)},mobile,Contoso Mobile,Seattle`)].join('\n')
    const { total, good } = await readNumberList(pieces(rows(mostRows), 65_536), 'US')
    expect([total, good.length]).toEqual([mostRows, mostRows])
    expect(await refusal(rows(mostRows + 1))).toBe('too-large: A list holds at most 10,000 numbers. Send the rest as another one.')
    const endless = async function* () {
      for (;;) yield Buffer.alloc(100_000, 'x\n')
    }
    await expect(readNumberList(endless(), 'US')).rejects.toMatchObject({ status: expect.any(Number) as number })
    expect(mostBytes).toBe(5_000_000)
  })
})
