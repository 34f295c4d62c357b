import type { KillPoint } from "@statewright/store/kill-point"
import type { workflows } from "../generated/index.ts"

/** What a worker process is told to do. */
export interface WorkerOrders {
  readonly database: string
  readonly told: string
  readonly leads: string
  /** The runs to start, or to find started; it ends when they all have. */
  readonly runs: readonly RunOrder[]
  /** The events to send meanwhile. */
  readonly events: readonly EventOrder[]
  /** How long to wait between two starts, or two events, in ms. */
  readonly pace: number
  /** Whether it goes on when its runs have ended, until it is killed. */
  readonly stays: boolean
  /** Where it sends itself a signal. */
  readonly dies?: Death
  /** Whose signs of life stand still for so long is taken for frozen, in ms; as in production if absent. */
  readonly takeOverAfter?: number
  /** What it stores comes again, by chance of this seed; it does not if absent. */
  readonly echoes?: number
  /** Mends now and then what has failed, by chance of this seed; it does not if absent. */
  readonly mends?: number
  /** How long ended runs are kept, in ms; for ever if absent. */
  readonly retention?: number
}

/** A run to start. */
export interface RunOrder {
  readonly id: string
  readonly workflow: keyof typeof workflows
  readonly input: unknown
  readonly tenant?: string
  /** Its caller cancels it after so many ms. */
  readonly cancel?: { readonly after: number; readonly force: boolean }
}

/** An event to send: what is said on a line, to one run or to all that listen. */
export interface EventOrder {
  readonly id: string
  readonly payload: { readonly line: number; readonly weight: number }
  readonly to?: string
}

/** The named place, and how often it is passed, at which a process kills itself, or freezes. */
export interface Death {
  readonly at: KillPoint
  readonly hits: number
  readonly signal?: "SIGKILL" | "SIGSTOP"
}
