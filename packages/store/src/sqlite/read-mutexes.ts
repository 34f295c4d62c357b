import type { MutexRow } from "../port/mutex-row.ts"
import type { PlannerParts } from "./operation.ts"

const mutexColumns = ["seq", "key", "run_id as runId", "frame", "wait_id as waitId", "granted"] as const

type StoredMutex = Omit<MutexRow, "granted"> & { readonly granted: number }

/** Reads who holds locks that all runs share, and who waits for them. */
export const mutexReader = ({ prepare, payloads }: PlannerParts) => {
  const all = prepare("read-mutexes/all", (q) => q.selectFrom("mutexes").select(mutexColumns).orderBy("seq"))
  const ofRun = prepare("read-mutexes/ofRun", (q, v: { runId: string }) =>
    q.selectFrom("mutexes").select(mutexColumns).where("run_id", "=", v.runId).orderBy("seq"),
  )
  const holders = prepare("read-mutexes/holders", (q, v: { runId: string }) =>
    q
      .selectFrom("mutexes as own")
      .innerJoin("mutexes as other", "other.key", "own.key")
      .select(["other.key", "other.run_id as runId"])
      .where("own.run_id", "=", v.runId)
      .where("own.granted", "=", (e) => e.lit(0))
      .where("other.granted", "=", (e) => e.lit(1)),
  )
  const open = (row: StoredMutex): MutexRow => ({
    ...row,
    key: payloads.openAlike(row.key, "mutex.key"),
    granted: row.granted === 1,
  })
  return {
    all: (): MutexRow[] => all.all({}).map(open),
    ofRun: (runId: string): MutexRow[] => ofRun.all({ runId }).map(open),
    holders: (runId: string): Pick<MutexRow, "key" | "runId">[] =>
      holders.all({ runId }).map((row) => ({ ...row, key: payloads.openAlike(row.key, "mutex.key") })),
  }
}
