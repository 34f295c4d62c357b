import type { Planner, PlannerParts } from "./operation.ts"
import { rowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

/** Writes what becomes of events, and which of them runs take. */
export const planEvents = ({ prepare, payloads }: PlannerParts): Planner => {
  const receive = prepare(
    "write-events/receive",
    (
      q,
      v: {
        runId: string
        seq: number
        frame: string
        waitId: string
        eventId: string
        name: string
        payload: Payload | null
        acceptedAt: number
        at: number
      },
    ) =>
      q
        .insertInto("received")
        .values({
          run_id: v.runId,
          seq: v.seq,
          frame: v.frame,
          wait_id: v.waitId,
          event_id: v.eventId,
          name: v.name,
          payload: v.payload,
          accepted_at: v.acceptedAt,
          received_at: v.at,
        })
        .onConflict((conflict) => conflict.columns(["run_id", "seq"]).doNothing()),
  )
  const looked = prepare("write-events/looked", (q, v: { seq: number; reached: number }, raw) =>
    q
      .updateTable("inbox")
      .set((e) => ({ reached: e(e.fn.coalesce("reached", raw<number>`0`), "+", v.reached) }))
      .where("seq", "=", v.seq),
  )
  // One to a run waits in its inbox until the run takes it or has ended, as it may have in what goes before in its batch.
  const settle = prepare("write-events/settle", (q, v: { seq: number; at: number }, raw) =>
    q
      .updateTable("inbox")
      .set({ processed_rev: 0, processed_at: v.at })
      .where("seq", "=", v.seq)
      .where((e) =>
        e.or([
          e("run_id", "=", raw<string>`''`),
          e.exists(
            e
              .selectFrom("runs")
              .select("runs.id")
              .whereRef("runs.id", "=", "inbox.run_id")
              .where("runs.ended_at", "is not", null),
          ),
        ]),
      )
      .where("processed_rev", "is", null),
  )
  const refuse = prepare("write-events/refuse", (q, v: { seq: number; refusal: Payload; at: number }) =>
    q
      .updateTable("inbox")
      .set({ processed_rev: 0, processed_at: v.at, refusal: v.refusal })
      .where("seq", "=", v.seq)
      .where("processed_rev", "is", null),
  )

  return ({ transition }, add) => {
    const { runId, at } = transition
    for (const { seq, eventId, name, acceptedAt, frame, waitId, payload } of transition.received ?? []) {
      const sealed = payload === undefined ? null : payloads.seal(payload, "received.payload", runId, rowOf(seq))
      const values = { runId, seq, frame, waitId, eventId, name, payload: sealed, acceptedAt, at }
      add(() => (receive.run(values) === 1 ? undefined : { status: "duplicate", inboxId: `event:${seq}` }))
    }
    for (const write of transition.events ?? []) {
      const { seq } = write
      if (write.kind === "refuse") {
        const refusal = payloads.seal(write.refusal, "inbox.refusal", runId, write.id)
        add(() => void refuse.run({ seq, refusal, at }))
        continue
      }
      if (write.kind === "reached") {
        add(() => void looked.run({ seq, reached: 1 }))
        continue
      }
      const { reached } = write
      add(() => {
        looked.run({ seq, reached })
        settle.run({ seq, at })
        return undefined
      })
    }
  }
}
