import type { Direction, Party } from '../../call/model.ts'
import type { Recorded } from '../../call/recording.ts'

/** As PersonId and Cursor of the store's port, which takes this file in. */
interface Owner { tenantId: string; userId: string }
interface Position { at: number; id: string }

/** A part of a call's recording, without its sound. A call has several where its recording broke, or a consultation went on beside it. */
export interface RecordingRecord extends Owner {
  id: string
  callId: string
  /** Counts the parts of a call from 1. */
  part: number
  /** What was said in a consultation, beside the call. */
  beside: boolean
  direction: Direction
  remote: Party
  startedAt: number
  endedAt: number
  durationMs: number
  /** Of the sound as it is heard. */
  bytes: number
  /** Retention leaves it alone. */
  legalHold: boolean
  deleteAfter: number
}

/** What it takes to read the sound: the key, wrapped by the master key of this id, and the nonce its pieces count on from. */
export interface SoundKey {
  keyId: string
  wrapped: Buffer
  iv: Buffer
}

export interface RecordingFilter {
  userId?: string
  /** Began at this instant (epoch ms) or later. */
  from?: number
  /** Began before this instant. */
  to?: number
}

export interface RecordingStore {
  /** Keeps a part with its sound, in pieces as they are encrypted. A second time it changes nothing. */
  putRecording(recording: RecordingRecord, key: SoundKey, pieces: Buffer[]): Promise<void>
  hasRecording(tenantId: string, id: string): Promise<boolean>
  /** Which of these are kept, of any tenant. */
  keptRecordings(ids: string[]): Promise<string[]>
  /** Newest first. */
  recordings(tenantId: string, filter: RecordingFilter, before: Position | null, limit: number): Promise<RecordingRecord[]>
  recording(tenantId: string, id: string): Promise<(RecordingRecord & { key: SoundKey; pieces: number }) | null>
  /** One piece of the sound; null when it is gone. */
  recordingPiece(tenantId: string, id: string, piece: number): Promise<Buffer | null>
  /** Writes it into the audit log with the change, both or neither. Null when there is none. */
  setLegalHold(officer: Owner, id: string, on: boolean, at: number): Promise<RecordingRecord | null>
  /** Takes away for good some of what is past its time and not held, and writes each into the audit log. Gives how many; 0 once there is no more. */
  expireRecordings(at: number): Promise<number>
  /** Corrects what the history says of a call's recording. */
  setRecorded(person: Owner, callId: string, recorded: Recorded | null): Promise<void>
}
