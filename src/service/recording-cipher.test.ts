import { randomBytes } from 'node:crypto'
import { pieceBytes, recordingCipher } from './recording-cipher.ts'

const [key, older] = [randomBytes(32), randomBytes(32)]
const cipher = recordingCipher([key, older])!
const sound = randomBytes(2 * pieceBytes + 5)

describe('a recording at rest', () => {
  const sealed = cipher.seal('rec-1', sound)
  const open = cipher.opener('rec-1', sealed.key, sealed.pieces.length)

  it('is the same sound again once it is opened', () => {
    expect(sealed.pieces).toHaveLength(3)
    expect(Buffer.concat(sealed.pieces.map(open)).equals(sound)).toBe(true)
    // any piece alone
    expect(open(sealed.pieces[2]!, 2).equals(sound.subarray(2 * pieceBytes))).toBe(true)
  })

  it('has a key and a nonce of its own each time', () => {
    const again = cipher.seal('rec-1', sound)
    expect(again.pieces[0]!.equals(sealed.pieces[0]!)).toBe(false)
    expect(again.key.wrapped.equals(sealed.key.wrapped)).toBe(false)
    expect(sealed.pieces.some((piece) => piece.includes(sound.subarray(100, 116)))).toBe(false)
  })

  it('is not opened once a byte was changed, a piece moved, taken from another recording or left out', () => {
    const changed = Buffer.from(sealed.pieces[0]!)
    changed[77] = changed[77]! ^ 1
    expect(() => open(changed, 0)).toThrow()
    expect(() => open(sealed.pieces[1]!, 0)).toThrow()
    expect(() => cipher.opener('rec-2', sealed.key, 3)).toThrow()
    expect(() => cipher.opener('rec-1', sealed.key, 2)(sealed.pieces[0]!, 0)).toThrow()
  })

  it('is opened with a key of before, and by nobody without it', () => {
    const before = recordingCipher([older])!.seal('rec-3', sound)
    expect(cipher.opener('rec-3', before.key, 3)(before.pieces[0]!, 0).equals(sound.subarray(0, pieceBytes))).toBe(true)
    expect(() => recordingCipher([key])!.opener('rec-3', before.key, 3)).toThrow('not among RECORDING_KEY and RECORDING_OLD_KEYS')
    expect(recordingCipher([])).toBeNull()
  })
})
