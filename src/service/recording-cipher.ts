import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { SoundKey } from '../store/port/recordings.ts'

/**
 * Sound at rest: AES-256-GCM under a random key of the recording's own, which is wrapped by the master key the same way.
 * Nothing of a recording is readable without the master key, and a new master key needs nothing rewritten: `keyId` says
 * which one is meant. Pieces are sealed one by one, so that any can be read alone; place and number of pieces are sealed
 * with them, so none can be moved, exchanged or left out unnoticed.
 */
export interface RecordingCipher {
  seal(recordingId: string, sound: Buffer): { key: SoundKey; pieces: Buffer[] }
  /** Reads pieces of one recording. Throws when its master key is not among ours. */
  opener(recordingId: string, key: SoundKey, pieces: number): (piece: Buffer, index: number) => Buffer
}

/** 65 s of telephone sound. */
export const pieceBytes = 1 << 20

const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

const encrypt = (key: Buffer, iv: Buffer, about: string, plain: Buffer): Buffer => {
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(about))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}
const decrypt = (key: Buffer, iv: Buffer, about: string, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
}

/** A key is used for one recording, and counting on from its nonce never meets the same one twice (NIST SP 800-38D, 8.2.1). */
const nonceOf = (iv: Buffer, index: number): Buffer => {
  const nonce = Buffer.from(iv)
  nonce.writeUInt32BE((nonce.readUInt32BE(ivBytes - 4) + index) >>> 0, ivBytes - 4)
  return nonce
}

/** Names a key without telling anything of it. */
export const keyIdOf = (key: Buffer): string => createHash('sha256').update('recording key').update(key).digest('hex').slice(0, 16)

/** `keys`: 32 bytes each, the one in use first. Null without any. */
export const recordingCipher = (keys: Buffer[]): RecordingCipher | null => {
  const [current] = keys
  if (current === undefined) return null
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]))
  const aboutPiece = (id: string, index: number, pieces: number) => `${id} ${index + 1} of ${pieces}`

  return {
    seal(id, sound) {
      const [key, iv, wrapIv] = [randomBytes(32), randomBytes(ivBytes), randomBytes(ivBytes)]
      const count = Math.max(1, Math.ceil(sound.length / pieceBytes))
      const pieces = Array.from({ length: count }, (_unused, index) =>
        encrypt(key, nonceOf(iv, index), aboutPiece(id, index, count), sound.subarray(index * pieceBytes, (index + 1) * pieceBytes)))
      return { key: { keyId: keyIdOf(current), iv, wrapped: Buffer.concat([wrapIv, encrypt(current, wrapIv, `key of ${id}`, key)]) }, pieces }
    },
    opener(id, { keyId, wrapped, iv }, pieces) {
      const master = byId.get(keyId)
      if (master === undefined) throw new Error(`recording ${id} was sealed under the key ${keyId}, which is not among RECORDING_KEY and RECORDING_OLD_KEYS`)
      const key = decrypt(master, wrapped.subarray(0, ivBytes), `key of ${id}`, wrapped.subarray(ivBytes))
      return (piece, index) => decrypt(key, nonceOf(iv, index), aboutPiece(id, index, pieces), piece)
    },
  }
}
