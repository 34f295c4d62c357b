import type { FrameRow } from "../port/frame-row.ts"
import type { PlannerParts } from "./operation.ts"

/** Reads frames: each base with its deltas in order. */
export const frameReader = ({ prepare, payloads }: PlannerParts) => {
  const bases = prepare("read-frames/bases", (q, v: { runId: string }) =>
    q.selectFrom("frames").select(["path", "snapshot"]).where("run_id", "=", v.runId).orderBy("path"),
  )
  const deltas = prepare("read-frames/deltas", (q, v: { runId: string; path: string }) =>
    q
      .selectFrom("frame_deltas")
      .select("delta")
      .where("run_id", "=", v.runId)
      .where("path", "=", v.path)
      .orderBy("rev"),
  )

  return {
    ofRun: (runId: string): FrameRow[] =>
      bases.all({ runId }).map(({ path, snapshot }) => ({
        runId,
        path,
        snapshot: payloads.open(snapshot, "frame.snapshot", runId),
        deltas: deltas.all({ runId, path }).map(({ delta }) => payloads.open(delta, "frame.delta", runId)),
      })),
  }
}
