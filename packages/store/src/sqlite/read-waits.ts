import type { ReceivedRow, WaitRow, WaitsFor, WaitsOf } from "../port/wait-row.ts"
import type { PlannerParts } from "./operation.ts"
import { rowOf, waitRowOf } from "./payloads.ts"
import type { Payload } from "./schema.ts"

interface StoredWait extends Omit<WaitRow, "given" | "onTimeout" | "trouble"> {
  readonly given: Payload | null
  readonly onTimeout: Payload | null
  readonly trouble: Payload | null
}

const waitColumns = [
  "waits.run_id as runId",
  "waits.frame",
  "waits.wait_id as waitId",
  "waits.number",
  "waits.name",
  "waits.site",
  "waits.match_key as key",
  "waits.given",
  "waits.on_timeout as onTimeout",
  "waits.due_at as dueAt",
  "waits.after_seq as after",
  "waits.opened_at as openedAt",
  "waits.trouble",
] as const

/** Reads waits for events, and what came of them. */
export const waitReader = ({ prepare, payloads }: PlannerParts) => {
  const ofRun = prepare("read-waits/ofRun", (q, v: { runId: string }) =>
    q.selectFrom("waits").select(waitColumns).where("run_id", "=", v.runId).orderBy("number"),
  )
  // A parked run looks for its events itself when it goes on.
  const waitingRuns = prepare("read-waits/waitingRuns", (q, v: WaitsFor) =>
    q
      .selectFrom("waits")
      .innerJoin("runs", "runs.id", "waits.run_id")
      .select("waits.run_id as runId")
      .distinct()
      .where("waits.name", "=", v.name)
      .where("waits.site", "=", v.site)
      .where("waits.match_key", "=", v.key)
      .where("runs.status", "=", "running")
      .orderBy("waits.run_id"),
  )
  const matching = prepare("read-waits/matching", (q, v: WaitsOf) =>
    q
      .selectFrom("waits")
      .innerJoin("runs", "runs.id", "waits.run_id")
      .select(waitColumns)
      .where("waits.run_id", "=", v.runId)
      .where("waits.name", "=", v.name)
      .where("waits.site", "=", v.site)
      .where("waits.match_key", "=", v.key)
      .where("runs.status", "=", "running")
      .orderBy("waits.number"),
  )
  const received = prepare("read-waits/received", (q, v: { runId: string }) =>
    q
      .selectFrom("received")
      .leftJoin("inbox", "inbox.seq", "received.seq")
      .select([
        "received.run_id as runId",
        "received.seq",
        "received.frame",
        "received.wait_id as waitId",
        "received.event_id as eventId",
        "received.name",
        "received.payload",
        "inbox.payload as sent",
        "inbox.run_id as sentTo",
        "received.accepted_at as acceptedAt",
        "received.received_at as receivedAt",
      ])
      .where("received.run_id", "=", v.runId)
      .orderBy("received.received_at")
      .orderBy("received.seq"),
  )
  const open = (row: StoredWait): WaitRow => ({
    ...row,
    key: row.key === null ? null : payloads.openAlike(row.key, "wait.match_key"),
    given: payloads.openMaybe(row.given, "wait.given", row.runId, waitRowOf(row)),
    onTimeout: payloads.openMaybe(row.onTimeout, "wait.on_timeout", row.runId, waitRowOf(row)),
    trouble: payloads.openMaybe(row.trouble, "wait.trouble", row.runId, waitRowOf(row)),
  })

  const sealed = <Event extends WaitsFor>(event: Event): Event => ({
    ...event,
    key: payloads.sealAlike(event.key, "wait.match_key"),
  })

  return {
    ofRun: (runId: string): WaitRow[] => ofRun.all({ runId }).map(open),
    waitingRuns: (event: WaitsFor): string[] => waitingRuns.all(sealed(event)).map(({ runId }) => runId),
    matching: (event: WaitsOf): WaitRow[] => matching.all(sealed(event)).map(open),
    received: (runId: string): ReceivedRow[] =>
      received.all({ runId }).map(({ payload, sent, sentTo, ...row }) => ({
        ...row,
        payload:
          payload === null
            ? (payloads.openMaybe(sent, "inbox.payload", sentTo ?? runId, row.eventId) ?? "")
            : payloads.open(payload, "received.payload", runId, rowOf(row.seq)),
      })),
  }
}
