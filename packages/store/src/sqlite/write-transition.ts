import type { MovedBy } from "../port/transition-row.ts"
import type { FrameWrite } from "../port/transition.ts"
import type { Planner, PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

/** Keeps what the transition was: what moved the run, what it was computed from, and what it changed in the frame. */
export const planTransition = ({ prepare, payloads }: PlannerParts): Planner => {
  const insert = prepare(
    "write-transition/insert",
    (
      q,
      v: {
        runId: string
        rev: number
        at: number
        kind: MovedBy["kind"] | null
        waitId: string | null
        state: string | null
        baseRev: number | null
        seed: Payload | null
        branches: Payload | null
        snapshot: Payload | null
      },
    ) =>
      q.insertInto("transitions").values({
        run_id: v.runId,
        rev: v.rev,
        at: v.at,
        kind: v.kind,
        wait_id: v.waitId,
        state: v.state,
        base_rev: v.baseRev,
        seed: v.seed,
        branches: v.branches,
        snapshot: v.snapshot,
      }),
  )
  const dropSnapshots = prepare("write-transition/dropSnapshots", (q, v: { runId: string; baseRev: number }) =>
    q.updateTable("transitions").set({ snapshot: null }).where("run_id", "=", v.runId).where("rev", ">=", v.baseRev),
  )

  const sealed = (runId: string, rev: number, write: FrameWrite | undefined): Payload | null => {
    switch (write?.kind) {
      case "base":
        return payloads.seal(write.snapshot, "frame.snapshot", runId, rowOf(rev))
      case "delta":
        return payloads.seal(write.delta, "frame.delta", runId, rowOf(rev))
      case "delete":
      case undefined:
        return null
    }
  }

  return ({ transition, rev, standing }, add) => {
    const { runId, at, run, movedBy, seed, branches, frame } = transition
    if (run.kind === "check" || run.kind === "none") {
      if (frame !== undefined) throw new TypeError("invariant: a frame changes only with a new rev of its run")
      return
    }
    const values = {
      runId,
      rev,
      at,
      kind: movedBy?.kind ?? null,
      waitId: movedBy !== undefined && "waitId" in movedBy ? movedBy.waitId : null,
      state: run.state,
      seed: seed === undefined ? null : payloads.seal(seed, "transition.seed", runId, rowOf(rev)),
      branches: branches === undefined ? null : payloads.seal(branches, "transition.branches", runId, rowOf(rev)),
      snapshot: sealed(runId, rev, frame),
    }
    const replaces = frame?.kind === "base" || frame?.kind === "delete"
    add(() => {
      const { baseRev } = standing
      if (replaces && baseRev !== null) dropSnapshots.run({ runId, baseRev })
      insert.run({ ...values, baseRev: frame?.kind === "base" ? rev : replaces ? null : baseRev })
      return undefined
    })
  }
}
