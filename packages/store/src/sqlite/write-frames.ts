import type { Planner, PlannerParts } from "./operation.ts"
import type { Payload } from "./schema.ts"

/** Writes what changed in the run's frames. */
export const planFrames = ({ prepare, payloads }: PlannerParts): Planner => {
  const putBase = prepare("write-frames/putBase", (q, v: { runId: string; path: string; snapshot: Payload }) =>
    q
      .insertInto("frames")
      .values({ run_id: v.runId, path: v.path, snapshot: v.snapshot })
      .onConflict((conflict) => conflict.columns(["run_id", "path"]).doUpdateSet({ snapshot: v.snapshot })),
  )
  const dropDeltas = prepare("write-frames/dropDeltas", (q, v: { runId: string; path: string }) =>
    q.deleteFrom("frame_deltas").where("run_id", "=", v.runId).where("path", "=", v.path),
  )
  const addDelta = prepare(
    "write-frames/addDelta",
    (q, v: { runId: string; path: string; rev: number; delta: Payload }) =>
      q.insertInto("frame_deltas").values({ run_id: v.runId, path: v.path, rev: v.rev, delta: v.delta }),
  )
  const drop = prepare("write-frames/drop", (q, v: { runId: string; path: string }) =>
    q.deleteFrom("frames").where("run_id", "=", v.runId).where("path", "=", v.path),
  )

  return ({ transition, rev }, add) => {
    const { runId } = transition
    for (const write of transition.frames ?? []) {
      const { path } = write
      switch (write.kind) {
        case "base": {
          const snapshot = payloads.seal(write.snapshot, "frame.snapshot", runId)
          add(() => {
            putBase.run({ runId, path, snapshot })
            dropDeltas.run({ runId, path })
            return undefined
          })
          break
        }
        case "delta": {
          const delta = payloads.seal(write.delta, "frame.delta", runId)
          add(() => void addDelta.run({ runId, path, rev, delta }))
          break
        }
        case "delete":
          add(() => void drop.run({ runId, path }))
          break
      }
    }
  }
}
