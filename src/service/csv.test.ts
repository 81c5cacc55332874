import type { HistoryRecord } from '../store/port.ts'
import { csvHead, csvRows, isTimeZone, timesIn } from './csv.ts'

const at = Date.UTC(2026, 10, 3, 20, 5)
const entry = (changes: Partial<HistoryRecord> = {}): HistoryRecord => ({
  tenantId: 't', userId: 'u', id: 'c', direction: 'incoming', remote: { number: '+12065550142', name: 'Lena Fischer' }, outcome: 'answered', startedAt: at, endedAt: at + 604_000, talkMs: 600_000,
  journey: [{ endpoint: 'native', from: at, to: at + 192_000 }, { endpoint: 'teams', from: at + 192_000, to: null }], voicemailId: null, transferredTo: null, forwardedTo: null,
  endedBy: null, source: 'anchor', note: null, tags: [], ...changes,
})
const zone = 'America/Los_Angeles'

describe('the history as a file for a spreadsheet', () => {
  it('says in plain words what is what, and lets it know that this is UTF-8', () => {
    expect(csvHead).toBe('\ufeffBegan,Ended,Direction,Name,Number,Outcome,Talked (seconds),Journey,Who hung up,Transferred to,Forwarded to,Answered by,Note,Tags,Call of\r\n')
  })
  it('has one line for a call, with its times where the person is', () => {
    expect(csvRows(zone)(entry({ endedBy: 'them', tags: ['VIP', 'Invoice'], note: 'Said "yes",\nthen left' }))).toBe(
      '2026-11-03T12:05:00-08:00,2026-11-03T12:15:04-08:00,Incoming,Lena Fischer,+1 206 555 0142,Answered,600,Native dialer 192 s → Teams 412 s,They,,,,"Said ""yes"",\nthen left","VIP, Invoice",Your number\r\n')
  })
  it('says of a call a colleague took who answered it, and of one that was sent on where to', () => {
    const to = { number: '+14255550102', name: 'Marco Reyes' }
    const cells = (outcome: HistoryRecord['outcome']) => csvRows(zone)(entry({ outcome, forwardedTo: to })).split(',').slice(10, 12)
    expect([cells('elsewhere'), cells('forwarded')]).toEqual([['', 'Marco Reyes'], ['Marco Reyes', '']])
  })
  it.each(['=HYPERLINK("http://evil.example")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1'])('a name like %j is text and no formula', (name) => {
    const row = csvRows(zone)(entry({ remote: { number: null, name }, note: name, tags: [name], transferredTo: { number: null, name } }))
    const cells = row.match(/(?<=^|,)("(?:[^"]|"")*"|[^,]*)/g) ?? []
    for (const index of [3, 9, 12, 13]) expect(cells[index]?.replace(/^"/, '')).toMatch(/^'/)
  })
  it('knows summer from winter, and Greenwich', () => {
    expect(timesIn('Europe/Berlin')(Date.UTC(2026, 6, 1, 0, 0))).toBe('2026-07-01T02:00:00+02:00')
    expect(timesIn('Europe/Berlin')(at)).toBe('2026-11-03T21:05:00+01:00')
    expect(timesIn('UTC')(at)).toBe('2026-11-03T20:05:00+00:00')
    expect(timesIn('Asia/Kathmandu')(at)).toBe('2026-11-04T01:50:00+05:45')
  })
  it.each([['Europe/Berlin', true], ['UTC', true], ['+05:00', false], ['Mars/Olympus', false], ['', false]])('“%s” as a time zone: %s', (name, known) => expect(isTimeZone(name)).toBe(known))
})
