import { carrierConfiguration } from './carrier.ts'
import { emergencyNumbers } from './emergency.ts'
import { isEmergency } from '../phones/numbers.ts'

const options = {
  programs: { kamailio: '/k/kamailio', kamailioModules: '/k/modules' },
  port: 25_060, rpcPort: 25_061, anchor: { address: '127.0.0.1', port: 25_062 },
  subscribers: ['+14255550101', '+14255550102'], outside: [],
}

describe('the carrier\'s configuration', () => {
  const text = carrierConfiguration(options)

  it('has every place filled in', () => {
    expect(text).not.toMatch(/@[A-Z_]+@/)
    expect(text).toContain('listen=udp:127.0.0.13:25060')
    expect(text).toContain('mpath="/k/modules"')
    expect(text).toContain('"@127.0.0.1:25062"')
  })

  it('knows the subscribers exactly, and that there is nobody outside', () => {
    expect(text).toContain('"^([+]14255550101|[+]14255550102)$"')
    expect(text).toContain('$var(known) = "^$";')
  })
})

it('knows the same emergency numbers as the phones', () => {
  expect(emergencyNumbers.every(isEmergency)).toBe(true)
})
