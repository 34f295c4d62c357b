import type { NotNull } from "kysely"
import type { FrameRow } from "../port/frame-row.ts"
import type { MovedBy, TransitionRow } from "../port/transition-row.ts"
import type { PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"

/** Reads what is kept of transitions. */
export const transitionReader = ({ prepare, payloads }: PlannerParts) => {
  const ofRun = prepare("read-transitions/ofRun", (q, v: { runId: string }) =>
    q
      .selectFrom("transitions")
      .select(["rev", "at", "kind", "wait_id as waitId", "seed", "branches"])
      .where("run_id", "=", v.runId)
      .orderBy("rev"),
  )
  const snapshots = prepare("read-transitions/snapshots", (q, v: { runId: string }) =>
    q
      .selectFrom("transitions")
      .select(["rev", "snapshot"])
      .where("run_id", "=", v.runId)
      .where("rev", ">=", (e) =>
        e
          .selectFrom("transitions as last")
          .select("last.base_rev")
          .where("last.run_id", "=", v.runId)
          .orderBy("last.rev", "desc")
          .limit(1),
      )
      .where("snapshot", "is not", null)
      .orderBy("rev")
      .$narrowType<{ snapshot: NotNull }>(),
  )

  return {
    ofRun: (runId: string): TransitionRow[] =>
      ofRun.all({ runId }).map(({ kind, waitId, seed, branches, ...row }) => ({
        ...row,
        movedBy: movedBy(kind, waitId),
        seed: payloads.openMaybe(seed, "transition.seed", runId, rowOf(row.rev)),
        branches: payloads.openMaybe(branches, "transition.branches", runId, rowOf(row.rev)),
      })),
    frame: (runId: string): FrameRow | undefined => {
      const [base, ...deltas] = snapshots.all({ runId })
      if (base === undefined) return undefined
      return {
        runId,
        snapshot: payloads.open(base.snapshot, "frame.snapshot", runId, rowOf(base.rev)),
        deltas: deltas.map(({ rev, snapshot }) => payloads.open(snapshot, "frame.delta", runId, rowOf(rev))),
      }
    },
  }
}

const movedBy = (kind: MovedBy["kind"] | null, waitId: string | null): MovedBy | null => {
  switch (kind) {
    case null:
      return null
    case "start":
    case "park":
    case "wake":
    case "reopen":
      return { kind }
    case "step":
    case "timer":
    case "event":
    case "child":
    case "deadline":
    case "collect":
    case "lock":
      return { kind, waitId: waitId ?? "" }
  }
}
