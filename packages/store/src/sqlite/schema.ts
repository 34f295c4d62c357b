import type { RunStatus, StepStatus, StrandStatus } from "@statewright/model"
import type { Generated } from "kysely"
import type { BreakerState } from "../port/breaker-row.ts"
import type { InboxKind } from "../port/inbox-row.ts"
import type { LetterStatus } from "../port/letter-row.ts"
import type { LinkKind } from "../port/link-row.ts"
import type { EndedBy } from "../port/step-row.ts"
import type { TimerKind } from "../port/timer-row.ts"
import type { MovedBy } from "../port/transition-row.ts"

/** What stands in a payload column: text, or bytes when the payload codec makes such. */
export type Payload = string | Uint8Array

/** The tables as the last migration leaves them. */
export interface Tables {
  readonly runs: {
    readonly id: string
    readonly workflow: string
    readonly version: string
    readonly status: RunStatus
    readonly created_at: number
    readonly ended_at: number | null
    readonly parked_reason: string | null
    /** How many of its steps have not ended. */
    readonly calls: number
    /** 1 where it has any, else 0. */
    readonly at_work: number
    /** Empty where it is nobody's in particular. */
    readonly tenant: Generated<string>
    /** How often its steps were tried again; counted only where a budget stands. */
    readonly retries: Generated<number>
    /** The dead letter that it replays. */
    readonly replays: Generated<number | null>
  }
  readonly run_payloads: {
    readonly run_id: string
    readonly kind: "input" | "contracts" | "output" | "error"
    readonly payload: Payload
  }
  readonly run_tags: {
    readonly run_id: string
    readonly name: string
    readonly value: string
    readonly created_at: number
  }
  readonly transitions: {
    readonly run_id: string
    readonly rev: number
    readonly at: number
    readonly kind: MovedBy["kind"] | null
    readonly wait_id: string | null
    /** Where its body rests after it. */
    readonly state: string | null
    /** The transition whose snapshot is all of the frame; null once there is none. */
    readonly base_rev: number | null
    readonly seed: Payload | null
    readonly branches: Payload | null
    readonly snapshot: Payload | null
  }
  readonly inbox: {
    readonly seq: Generated<number>
    readonly run_id: string
    readonly id: string
    readonly kind: InboxKind
    readonly name: string | null
    readonly payload: Payload | null
    readonly accepted_at: number
    readonly processed_rev: number | null
    readonly processed_at: number | null
    readonly options: Payload | null
    readonly reached: number | null
    readonly refusal: Payload | null
  }
  readonly waits: {
    readonly run_id: string
    readonly frame: string
    readonly wait_id: string
    readonly number: number
    readonly name: string
    readonly site: string
    readonly match_key: string | null
    readonly given: Payload | null
    readonly on_timeout: Payload | null
    readonly due_at: number | null
    readonly opened_at: number
    readonly trouble: Payload | null
    readonly after_seq: number | null
  }
  readonly received: {
    readonly run_id: string
    readonly seq: number
    readonly frame: string
    readonly wait_id: string
    readonly event_id: string
    readonly name: string
    readonly payload: Payload | null
    readonly accepted_at: number
    readonly received_at: number
  }
  readonly steps: {
    readonly run_id: string
    readonly frame: string
    readonly wait_id: string
    readonly name: string
    readonly status: StepStatus
    readonly attempt: number
    readonly token: string | null
    readonly input: Payload
    readonly output: Payload | null
    readonly error: Payload | null
    readonly started_at: number
    readonly attempt_at: number
    readonly ended_at: number | null
    readonly crashes: Generated<number>
    readonly within: string | null
    /** How often a breaker turned an attempt away that was not counted. */
    readonly refused: Generated<number>
    /** How many attempts there were when it was called once more after it had ended. */
    readonly forgiven: Generated<number>
    /** When the cached answer was stored that it ended with; null where it ran. */
    readonly cached: Generated<number | null>
    readonly ended_by: Generated<EndedBy | null>
    readonly warnings: Generated<Payload | null>
  }
  readonly attempts: {
    readonly run_id: string
    readonly frame: string
    readonly wait_id: string
    readonly attempt: number
    readonly started_at: number
    readonly ended_at: number
    readonly error: Payload
  }
  readonly timers: {
    readonly run_id: string
    readonly frame: string
    readonly wait_id: string
    readonly kind: TimerKind
    readonly due_at: number
  }
  readonly links: {
    readonly run_id: string
    readonly kind: LinkKind
    readonly parent_id: string
    readonly parent_at: number | null
    readonly parent_wait: string | null
    readonly root_id: string
    readonly root_at: number | null
    readonly depth: number
    readonly entry: string | null
    readonly refusal: Payload | null
    readonly at: number
    readonly ended: Generated<number>
  }
  readonly strands: {
    readonly run_id: string
    readonly frame: string
    readonly group_id: string
    readonly item: number
    readonly name: string | null
    readonly wait_id: string
    readonly within: string | null
    readonly status: StrandStatus
    readonly started_at: number
    readonly ended_at: number | null
    readonly payload: Payload | null
  }
  readonly mutexes: {
    readonly seq: Generated<number>
    readonly key: string
    readonly run_id: string
    readonly frame: string
    readonly wait_id: string
    readonly granted: Generated<number>
  }
  readonly line: {
    readonly place: number
    readonly run_id: string
    readonly frame: string
    readonly wait_id: string
    readonly priority: number
    readonly lane: string
  }
  readonly admissions: { readonly run_id: string; readonly priority: number; readonly lane: string | null }
  readonly rate_permits: {
    readonly rate: string
    readonly at: number
    readonly expires_at: number
    readonly permits: number
  }
  readonly breakers: {
    readonly key: string
    readonly state: BreakerState
    readonly generation: number
    readonly retry_at: number | null
    readonly openings: number
    readonly streak: number
    readonly buckets: string
    readonly forced: string | null
    readonly settings: string
    readonly updated_at: number
  }
  readonly dead_letters: {
    readonly id: Generated<number>
    readonly run_id: string
    readonly run_at: number
    readonly frame: string
    readonly wait_id: string
    readonly workflow: string
    readonly version: string
    readonly tenant: string
    readonly step: string
    readonly tag: string
    readonly fingerprint: string
    readonly run_input: Payload
    readonly input: Payload
    readonly error: Payload
    readonly attempts: Payload
    readonly first_failed_at: number
    readonly last_failed_at: number
    readonly times: number
    /** 1 where the workflow went on after the failure, else 0. */
    readonly handled: number
    readonly status: LetterStatus
    readonly replay_at: number | null
    readonly replay_input: Payload | null
    readonly replay_run: string | null
    readonly kit: Payload | null
    /** What asked for its replay. */
    readonly request: string | null
    /** 1 where its run is a part of another one, else 0. */
    readonly part: Generated<number>
  }
  readonly cache_entries: {
    readonly key: string
    readonly tenant: string
    readonly scope: string
    readonly step: string
    readonly label: string
    /** 1 for an answer, 0 for an error. */
    readonly ok: number
    readonly value: Payload
    readonly stored_at: number
    readonly expires_at: number | null
    readonly stale_until: number | null
    readonly run_id: string | null
  }
  readonly cache_tags: { readonly tag: string; readonly key: string }
  readonly cache_counts: {
    readonly step: string
    readonly hits: number
    readonly misses: number
    readonly stale: number
    readonly joined: number
  }
  readonly flights: {
    readonly key: string
    readonly run_id: string
    readonly frame: string
    readonly wait_id: string
  }
  readonly notices: {
    readonly seq: Generated<number>
    readonly at: number
    readonly kind: string
    readonly subject: string
    readonly run_id: string | null
    readonly facts: Payload
    readonly deliver_at: number | null
    readonly tries: Generated<number>
  }
  readonly payload_keys: { readonly id: string; readonly proof: Uint8Array; readonly since: number }
  readonly leader: {
    readonly id: 1
    readonly epoch: number
    readonly pid: number
    readonly since: number
    readonly beat: number
    readonly beat_at: number
    /** 1 when the leader holds the lock file, 0 when it took over from a frozen one that still does. */
    readonly locked: number
  }
}
