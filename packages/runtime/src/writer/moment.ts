import type { NewInboxRow } from "@statewright/store"
import type { Reader } from "../boundary/reader.ts"
import type { Asking } from "../limit/begin-calls.ts"
import type { Descended, Origin } from "../link/origin.ts"
import type { Locks } from "../lock/locks.ts"
import type { Program } from "../machine/program.ts"
import type { Policies } from "../policy/order.ts"
import type { LiveRun } from "./live-runs.ts"

/** What one transition is computed from beside its run and what moves it, and its source of fences. */
export interface Moment {
  /** The one clock reading, in ms since 1970. */
  readonly now: number
  readonly seed: string
  readonly token: () => string
  /** The number of the last event that was accepted. */
  readonly lastAccepted: () => Promise<number>
  /** Asks the schemas of the author. Rejects with `NotYet`. */
  readonly read: Reader
  /** Whom a run asks for permits; its priority where it is known. */
  readonly asking: (run: Pick<LiveRun, "id" | "program">, priority?: number) => Asking
  /** Whether a wait of a run asks for a lock that all runs share, or has one. */
  readonly locks: Pick<Locks, "has" | "asksOf">
  readonly policies: Policies
  /** How a run came to be. */
  readonly originOf: (run: Descended) => Promise<Origin | null>
  /** Why a run may not begin as a sub-workflow where it was started. */
  readonly nesting: (start: {
    readonly runId: string
    readonly program: Program
    readonly origin: Origin | undefined
  }) => Promise<Error | undefined>
  /** Whether the run that a row would start is there already. Rejects with `RunExists` if its id stands for another. */
  readonly isThere: (start: NewInboxRow, tenant: string) => Promise<boolean>
}
