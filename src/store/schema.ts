import type { ColumnType } from 'kysely'
import type { Outcome, Party, Segment } from '../call/model.ts'
import type { RingChoice } from '../line/routing.ts'
import type { DialerPolicy } from './port.ts'

/** Instants are epoch milliseconds in `bigint` columns, written by the app's clock and never by the database's. */
type Instant = ColumnType<string, number, number>
type Json<T> = ColumnType<T, string, string>

interface Owned {
  tenant_id: string
  user_id: string
}

export interface Database {
  lines: Owned & { number: string; name: string; ring: RingChoice; notify: boolean; policy: DialerPolicy; unanswered_after_seconds: number; settings: Json<unknown>; line_policy: Json<unknown>; desk: string | null }
  live_calls: Owned & { id: string; state: Json<unknown>; updated_at: Instant }
  calls: Owned & {
    id: string
    direction: 'incoming' | 'outgoing'
    remote_number: string | null
    remote_name: string | null
    outcome: Outcome
    started_at: Instant
    ended_at: Instant
    talk_ms: Instant
    journey: Json<Segment[]>
    voicemail_id: string | null
    transferred_to: Json<Party | null>
  }
  voicemails: Owned & {
    id: string
    call_id: string
    from_number: string | null
    from_name: string | null
    received_at: Instant
    duration_ms: number
    read: boolean
    peaks: Json<number[]>
    audio: Buffer
  }
  commands: Owned & { key: string; command_id: string; at: Instant }
  conversations: Owned & { reference: Json<unknown> }
  call_cards: Owned & { call_id: string; activity_id: string; shown: string }
  presence_marks: Owned & { set_at: Instant }
  audit: Owned & { at: Instant; action: string; subject: string; detail: Json<Record<string, unknown>> }
}
