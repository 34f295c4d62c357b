import { isStatewrightError } from "@statewright/model"
import type { RunBecomes, RunSummary, Transition } from "@statewright/store"

/** A run that cannot go on, through no fault of its own, rests with the reason; the others go on. */
export const park = (run: Pick<RunSummary, "id" | "rev" | "state">, error: unknown, at: number): Transition => ({
  runId: run.id,
  at,
  movedBy: { kind: "park" },
  run: {
    kind: "update",
    expectedRev: run.rev,
    state: run.state,
    becomes: parked(error),
  },
})

/** The status of a run that an error outside its code holds up. */
export const parked = (error: unknown): RunBecomes => ({ status: "parked", reason: parkedReason(error) })

/** A parked run goes on where it rested. */
export const unpark = (run: Pick<RunSummary, "id" | "rev" | "state">, at: number): Transition => ({
  runId: run.id,
  at,
  movedBy: { kind: "wake" },
  run: { kind: "update", expectedRev: run.rev, state: run.state, becomes: { status: "running" } },
})

/** What is stored of the error that parks a run: its code, what failed, and what to do. */
export const parkedReason = (error: unknown): string =>
  isStatewrightError(error) ? `${error.code} ${error.message} ${error.hint}` : String(error)
