import { loopbackParent } from './loopback-parent.ts'

describe('the page around the tab', () => {
  it('is named to teams-js when it is plain http on this machine', () => {
    expect(loopbackParent({ referrer: 'http://127.0.0.1:3978/', ancestors: [] })).toEqual(['http://127.0.0.1:3978'])
    expect(loopbackParent({ referrer: '', ancestors: ['http://localhost:5000'] })).toEqual(['http://localhost:5000'])
  })
  it('is never named otherwise: Microsoft’s own origins are known to teams-js, and nobody else is trusted', () => {
    expect(loopbackParent({ referrer: 'https://teams.microsoft.com/', ancestors: [] })).toEqual([])
    expect(loopbackParent({ referrer: 'http://evil.example/', ancestors: ['http://127.0.0.1.evil.example'] })).toEqual([])
    expect(loopbackParent({ referrer: '', ancestors: ['null'] })).toEqual([])
  })
})
