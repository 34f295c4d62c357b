import type { Admission, LineWrite } from "@statewright/store"
import type { Asking } from "./begin-calls.ts"
import { laneText, readLane } from "./lane.ts"
import type { Permit } from "./permit.ts"
import { theRun } from "./the-run.ts"

/** What a run has that is to be at work again. */
export type Slot =
  | { readonly kind: "free"; readonly permit?: Permit }
  | { readonly kind: "taken"; readonly line: LineWrite; readonly undo: () => void }

/** What a limited run must have to be at work again; that it begins was counted when it began. */
export const slotFor = ({ gate, runId, program }: Asking, admission: Admission | undefined, now: number): Slot => {
  if (admission === undefined || admission.lane === null) return { kind: "free" }
  const { rate: _, ...lane } = readLane(admission.lane)
  const limited = program.workflow.definition
  const permit = gate.enter(lane, limited, now)
  if (permit !== undefined) return { kind: "free", permit }
  const entry = { ...theRun, place: gate.place(), priority: admission.priority, lane: laneText(lane) }
  const undo = gate.join({ ...entry, runId }, { lane, limited }, now)
  return { kind: "taken", line: { kind: "join", ...entry }, undo }
}
