import type { ColumnType } from 'kysely'
import type { EndedBy, OfferedBy, Outcome, Party, Segment } from '../call/model.ts'
import type { Recorded } from '../call/recording.ts'
import type { GreetingKind } from '../line/greeting.ts'
import type { PolicySettings } from '../line/policies.ts'
import type { PolicySource } from '../line/policy.ts'
import type { Check } from '../line/readiness.ts'
import type { RingChoice } from '../line/routing.ts'
import type { AuditEntry, DialerPolicy } from './port.ts'
import type { NumberKind, NumberRow, TeamsAssignment, UploadPreview, UploadResult } from './port/numbers.ts'

/** Instants are epoch milliseconds in `bigint` columns, written by the app's clock and never by the database's. */
type Instant = ColumnType<string, number, number>
type NullableInstant = ColumnType<string | null, number | null | undefined, number | null>
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
    forwarded_to: Json<Party | null>
    ended_by: EndedBy | null
    source: 'anchor' | 'teams'
    recorded: ColumnType<Recorded | null, Recorded | null | undefined, Recorded | null>
    via: ColumnType<Pick<OfferedBy, 'why' | 'name'> | null, string | null | undefined, string | null>
    note: string | null
    tags: string[]
    /** What a search looks through, and the tags as they are compared: see search.ts. */
    search: string
    tag_keys: string[]
  }
  live_notes: Owned & { call_id: string; note: string | null; tags: string[]; at: Instant }
  teams_records: { tenant_id: string; record_id: string; version: Instant; at: Instant }
  teams_record_reads: { tenant_id: string; at: Instant }
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
    deleted_at: NullableInstant
    kept: ColumnType<boolean, boolean | undefined, boolean>
    compressed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
    mailed_at: NullableInstant
  }
  policies: {
    tenant_id: string
    id: string
    scope: PolicySource['scope']
    subject: string
    name: string
    priority: number
    settings: Json<PolicySettings>
    updated_at: Instant
    updated_by: string
  }
  group_memberships: Owned & { groups: string[]; read_at: Instant }
  voicemail_settings: Owned & { email: boolean; days: number; longest_seconds: number }
  greetings: Owned & {
    kind: GreetingKind
    audio: Buffer
    duration_ms: number
    peaks: Json<number[]>
    from_at: NullableInstant
    until_at: NullableInstant
    updated_at: Instant
  }
  commands: Owned & { key: string; command_id: string; at: Instant }
  conversations: Owned & { reference: Json<unknown> }
  call_cards: Owned & { call_id: string; activity_id: string; shown: string }
  recordings: Owned & {
    id: string
    call_id: string
    part: number
    beside: boolean
    direction: 'incoming' | 'outgoing'
    remote_number: string | null
    remote_name: string | null
    started_at: Instant
    ended_at: Instant
    duration_ms: number
    bytes: Instant
    pieces: number
    wrapped_key: Buffer
    iv: Buffer
    key_id: string
    legal_hold: ColumnType<boolean, boolean | undefined, boolean>
    delete_after: Instant
  }
  recording_pieces: { tenant_id: string; recording_id: string; piece: number; data: Buffer }
  presence_marks: Owned & { set_at: Instant }
  watches: Owned & { colleague_id: string; name: string; asked_at: Instant }
  engines: { node: string; holder: string; epoch: ColumnType<string, number, number>; seen_at: Instant }
  audit: Owned & {
    seq: ColumnType<string, never, never>
    at: Instant
    actor: ColumnType<string | null, string | null | undefined, never>
    action: string
    subject: string
    detail: Json<AuditEntry['detail']>
    /** `detail.of` */
    whose: ColumnType<string | null, never, never>
  }
  numbers: {
    number: string
    tenant_id: string
    kind: NumberKind
    operator: string
    site: string | null
    iccid: string | null
    batch: string | null
    uploaded_at: Instant
    teams: TeamsAssignment | null
    teams_detail: string | null
  }
  number_uploads: Owned & { id: string; at: Instant; rows: Json<NumberRow[]>; preview: Json<UploadPreview>; result: ColumnType<UploadResult | null, string | null | undefined, string> }
  queues: { tenant_id: string; id: string; number: string; name: string; settings: Json<unknown>; updated_at: Instant; updated_by: string }
  queue_agents: Owned & { queue_id: string; position: number; on_duty: boolean; idle_since: NullableInstant; rung_at: NullableInstant }
  readiness: Owned & { at: Instant; checks: Json<Check[]>; voicemail_off: boolean }
}
