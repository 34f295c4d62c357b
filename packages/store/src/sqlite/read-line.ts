import type { Admission, LimitRows, LinePlace } from "../port/line-row.ts"
import type { PlannerParts } from "./operation.ts"

/** Reads who stands in line, and what runs hold. */
export const lineReader = ({ prepare, payloads }: PlannerParts) => {
  const line = prepare("read-line/line", (q) =>
    q
      .selectFrom("line")
      .innerJoin("runs", "runs.id", "line.run_id")
      .select([
        "line.place",
        "line.run_id as runId",
        "line.frame",
        "line.wait_id as waitId",
        "line.priority",
        "line.lane",
        "runs.workflow",
        "runs.version",
      ])
      .where("runs.status", "in", ["running", "queued"])
      .orderBy("line.place"),
  )
  // Once through the lanes of the run, however many of it stand there.
  const places = prepare("read-line/places", (q, v: { runId: string }) =>
    q
      .selectFrom((inner) =>
        inner
          .selectFrom("line")
          .select((e) => [
            "run_id",
            "place",
            "frame",
            "wait_id",
            "priority",
            "lane",
            e.fn
              .agg<number>("row_number")
              .over((o) => o.partitionBy("lane").orderBy("priority", "desc").orderBy("place"))
              .as("number"),
          ])
          .where((e) =>
            e("lane", "in", e.selectFrom("line as mine").select("mine.lane").where("mine.run_id", "=", v.runId)),
          )
          .as("numbered"),
      )
      .select(["place", "frame", "wait_id as waitId", "priority", "lane", "number"])
      .where("run_id", "=", v.runId)
      .orderBy("place"),
  )
  const admission = prepare("read-line/admission", (q, v: { runId: string }) =>
    q.selectFrom("admissions").select(["priority", "lane"]).where("run_id", "=", v.runId),
  )
  const admissions = prepare("read-line/admissions", (q) =>
    q
      .selectFrom("admissions")
      .innerJoin("runs", "runs.id", "admissions.run_id")
      .select(["admissions.run_id as runId", "priority", "lane", "runs.workflow", "runs.version"])
      .where("runs.status", "=", "running")
      .where("lane", "is not", null),
  )
  const last = prepare("read-line/last", (q) => q.selectFrom("line").select((e) => e.fn.max("place").as("place")))
  const permits = prepare("read-line/permits", (q, v: { at: number }) =>
    q
      .selectFrom("rate_permits")
      .select(["rate", "at", "expires_at as expiresAt", "permits"])
      .where("expires_at", ">", v.at),
  )

  const open = <Row extends { readonly lane: string | null }>(row: Row): Row =>
    row.lane === null ? row : { ...row, lane: payloads.openAlike(row.lane, "line.lane") }

  return {
    limits: (at: number): LimitRows => ({
      line: line.all({}).map(open),
      lastPlace: last.get({})?.place ?? 0,
      admissions: admissions.all({}).map(open),
      permits: permits.all({ at }).map((row) => ({ ...row, rate: payloads.openAlike(row.rate, "line.rate") })),
    }),
    places: (runId: string): LinePlace[] => places.all({ runId }).map(open),
    admission: (runId: string): Admission | undefined => {
      const found = admission.get({ runId })
      return found && open(found)
    },
  }
}
