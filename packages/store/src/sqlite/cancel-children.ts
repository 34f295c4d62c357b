import type { InboxRow } from "../port/inbox-row.ts"
import type { Prepare } from "./statement.ts"

/** A child is told once. */
const id = "cancel by parent"

/** Puts a request into the inbox of each child that has not ended, or not begun, and answers what was put there. */
export const cancelChildren = (prepare: Prepare) => {
  const ofRun = prepare("cancel-children/ofRun", (q, v: { parentId: string; at: number }) =>
    q
      .insertInto("inbox")
      .columns(["run_id", "id", "kind", "accepted_at"])
      .expression((e) =>
        e
          .selectFrom("links")
          .select((c) => ["run_id", c.val(id).as("id"), c.val("cancel").as("kind"), c.val(v.at).as("accepted_at")])
          .where("parent_id", "=", v.parentId)
          .where("kind", "=", "child")
          .where("ended", "=", (c) => c.lit(0)),
      )
      .onConflict((conflict) => conflict.columns(["run_id", "id"]).doNothing())
      .returning(["seq", "run_id as runId"]),
  )
  const ofWait = prepare("cancel-children/ofWait", (q, v: { parentId: string; waitId: string; at: number }) =>
    q
      .insertInto("inbox")
      .columns(["run_id", "id", "kind", "accepted_at"])
      .expression((e) =>
        e
          .selectFrom("links")
          .select((c) => ["run_id", c.val(id).as("id"), c.val("cancel").as("kind"), c.val(v.at).as("accepted_at")])
          .where("parent_id", "=", v.parentId)
          .where("parent_wait", "=", v.waitId)
          .where("kind", "=", "child")
          .where("ended", "=", (c) => c.lit(0)),
      )
      .onConflict((conflict) => conflict.columns(["run_id", "id"]).doNothing())
      .returning(["seq", "run_id as runId"]),
  )

  const rowsOf = (inserted: readonly { readonly seq: number; readonly runId: string }[], at: number): InboxRow[] =>
    inserted.map(({ seq, runId }) => ({
      seq,
      runId,
      id,
      kind: "cancel",
      name: null,
      payload: null,
      options: null,
      acceptedAt: at,
      reached: null,
      processedRev: null,
      processedAt: null,
    }))

  return {
    ofRun: (of: { parentId: string; at: number }): InboxRow[] => rowsOf(ofRun.all(of), of.at),
    ofWait: (of: { parentId: string; waitId: string; at: number }): InboxRow[] => rowsOf(ofWait.all(of), of.at),
  }
}
