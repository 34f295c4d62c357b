import type { ExpressionBuilder } from "kysely"
import type { Payload, Tables } from "./schema.ts"
import type { Prepare } from "./statement.ts"

interface Letter {
  readonly runId: string
  readonly runAt: number
  readonly frame: string
  readonly waitId: string
  readonly workflow: string
  readonly version: string
  readonly tenant: string
  readonly step: string
  readonly tag: string
  readonly fingerprint: string
  readonly runInput: Payload
  readonly input: Payload
  readonly error: Payload
  readonly attempts: Payload
  readonly kit: Payload | null
  readonly firstFailedAt: number
  readonly at: number
  readonly handled: number
  readonly part: number
}

/** Nothing is done about any letter of the run of one. */
const noneAtWork = (e: ExpressionBuilder<Tables, "dead_letters">) =>
  e.not(
    e.exists(
      e
        .selectFrom("dead_letters as other")
        .select("other.id")
        .where("other.status", "<>", "dead")
        .whereRef("other.run_id", "=", "dead_letters.run_id")
        .whereRef("other.run_at", "=", "dead_letters.run_at"),
    ),
  )

/** The statements that write dead letters. */
export const letterStatements = (prepare: Prepare) => ({
  insert: prepare("letter-statements/insert", (q, v: Letter, raw) =>
    q
      .insertInto("dead_letters")
      .values({
        run_id: v.runId,
        run_at: v.runAt,
        frame: v.frame,
        wait_id: v.waitId,
        workflow: v.workflow,
        version: v.version,
        tenant: v.tenant,
        step: v.step,
        tag: v.tag,
        fingerprint: v.fingerprint,
        run_input: v.runInput,
        input: v.input,
        error: v.error,
        attempts: v.attempts,
        first_failed_at: v.firstFailedAt,
        last_failed_at: v.at,
        times: 1,
        handled: v.handled,
        part: v.part,
        status: "dead",
        kit: v.kit,
      })
      // A call that was made again after it had failed.
      .onConflict((conflict) =>
        conflict.columns(["run_id", "run_at", "frame", "wait_id"]).doUpdateSet({
          tag: v.tag,
          fingerprint: v.fingerprint,
          error: v.error,
          attempts: v.attempts,
          last_failed_at: v.at,
          times: raw<number>`times + 1`,
          handled: v.handled,
          status: "dead",
          kit: v.kit,
        }),
      ),
  ),
  again: prepare("letter-statements/again", (q, v: Letter & { id: number }, raw) =>
    q
      .updateTable("dead_letters")
      .set({
        run_id: v.runId,
        run_at: v.runAt,
        frame: v.frame,
        wait_id: v.waitId,
        workflow: v.workflow,
        version: v.version,
        step: v.step,
        tag: v.tag,
        fingerprint: v.fingerprint,
        run_input: v.runInput,
        input: v.input,
        error: v.error,
        attempts: v.attempts,
        last_failed_at: v.at,
        times: raw<number>`times + 1`,
        handled: v.handled,
        part: v.part,
        status: "dead",
        replay_at: null,
        replay_input: null,
        kit: v.kit,
      })
      .where("id", "=", v.id),
  ),
  /** What another letter says of the same call goes: there is one for each. */
  makeRoom: prepare("letter-statements/makeRoom", (q, v: Letter & { id: number }) =>
    q
      .deleteFrom("dead_letters")
      .where("run_id", "=", v.runId)
      .where("run_at", "=", v.runAt)
      .where("frame", "=", v.frame)
      .where("wait_id", "=", v.waitId)
      .where("id", "<>", v.id),
  ),
  wait: prepare(
    "letter-statements/wait",
    (q, v: { id: number; request: string; replayAt: number; replayRun: string; replayInput: Payload | null }, raw) =>
      q
        .updateTable("dead_letters")
        .set({
          status: "waiting",
          request: v.request,
          replay_at: v.replayAt,
          replay_run: v.replayRun,
          replay_input: v.replayInput,
        })
        .where("id", "=", v.id)
        .where("status", "=", "dead")
        .where("part", "=", raw<number>`0`)
        // A run is started once more by one of its letters at a time.
        .where(noneAtWork),
  ),
  /** What a run that is started once more comes to stands for all that failed in it: its other letters go. */
  supersede: prepare("letter-statements/supersede", (q, v: { id: number; runId: string }) =>
    q
      .deleteFrom("dead_letters")
      .where("status", "=", "dead")
      .where((e) =>
        e(
          e.refTuple("run_id", "run_at"),
          "=",
          e
            .selectFrom("dead_letters as replayed")
            .select(["replayed.run_id", "replayed.run_at"])
            .where("replayed.id", "=", v.id)
            .where("replayed.status", "=", "replaying")
            .where("replayed.replay_run", "=", v.runId)
            .where("replayed.run_id", "<>", v.runId)
            .$asTuple("run_id", "run_at"),
        ),
      ),
  ),
  begin: prepare("letter-statements/begin", (q, v: { id: number; runId: string }) =>
    q
      .updateTable("dead_letters")
      .set({ status: "replaying", replay_at: null })
      .where("id", "=", v.id)
      .where("status", "=", "waiting")
      .where("replay_run", "=", v.runId),
  ),
  resume: prepare("letter-statements/resume", (q, v: { id: number; runId: string; request: string }) =>
    q
      .updateTable("dead_letters")
      // What it goes on from is used up: another failure keeps another one.
      .set({ status: "replaying", replay_at: null, replay_run: v.runId, request: v.request, kit: null })
      .where("id", "=", v.id)
      .where("status", "=", "dead")
      .where(noneAtWork),
  ),
  /** A run that was resumed for it has made the call, with success: whatever becomes of that run, it is not dead. */
  revive: prepare("letter-statements/revive", (q, v: { id: number; runId: string }) =>
    q
      .deleteFrom("dead_letters")
      .where("id", "=", v.id)
      .where("status", "=", "replaying")
      .where("replay_run", "=", v.runId)
      .where("run_id", "=", v.runId)
      .where((e) =>
        e.exists(
          e
            .selectFrom("steps")
            .select("steps.wait_id")
            .where("steps.status", "=", "completed")
            .whereRef("steps.run_id", "=", "dead_letters.run_id")
            .whereRef("steps.frame", "=", "dead_letters.frame")
            .whereRef("steps.wait_id", "=", "dead_letters.wait_id"),
        ),
      ),
  ),
  back: prepare("letter-statements/back", (q, v: { id: number; runId: string; at: number; more: number }) =>
    q
      .updateTable("dead_letters")
      .set((e) => ({
        status: "dead",
        replay_at: null,
        replay_input: null,
        times: e("times", "+", v.more),
        last_failed_at: e.case().when(e.val(v.more), "=", 1).then(v.at).else(e.ref("last_failed_at")).end(),
      }))
      .where("id", "=", v.id)
      .where("status", "=", "replaying")
      .where("replay_run", "=", v.runId),
  ),
  sink: prepare("letter-statements/sink", (q, v: { id: number; kit: Payload | null }, raw) =>
    q
      .updateTable("dead_letters")
      .set({ handled: raw<number>`0`, kit: v.kit })
      .where("id", "=", v.id),
  ),
  /** Letters of a run that are taken for handled. */
  handled: prepare("letter-statements/handled", (q, v: { runId: string }, raw) =>
    q
      .selectFrom("dead_letters")
      .select(["id", "frame", "wait_id as waitId", "error"])
      .where("run_id", "=", v.runId)
      .where("run_at", "=", (e) => e.selectFrom("runs").select("created_at").where("id", "=", v.runId))
      .where("handled", "=", raw<number>`1`),
  ),
  absorb: prepare("letter-statements/absorb", (q, v: { id: number; runId: string }) =>
    q.deleteFrom("dead_letters").where("id", "=", v.id).where("run_id", "=", v.runId),
  ),
  drop: prepare("letter-statements/drop", (q, v: { id: number; runId: string }) =>
    q
      .deleteFrom("dead_letters")
      .where("id", "=", v.id)
      .where("status", "=", "replaying")
      .where("replay_run", "=", v.runId),
  ),
  discard: prepare("letter-statements/discard", (q, v: { id: number }) =>
    q.deleteFrom("dead_letters").where("id", "=", v.id).where("status", "<>", "replaying"),
  ),
})
