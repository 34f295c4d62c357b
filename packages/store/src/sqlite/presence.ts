import type { Prepare } from "./statement.ts"

/** A table that only leaders write, and not every database needs. */
type Rare = "links" | "strands" | "mutexes" | "timers" | "waits" | "line" | "admissions"

/** Whether rare tables hold anything: who does not use them pays nothing for them. */
export interface Presence {
  readonly has: (table: Rare) => boolean
  /** Something is written there. */
  readonly note: (table: Rare) => void
  /** What was known of the tables holds as long as nobody else has led. */
  readonly under: (epoch: number) => void
}

/** Asks each table once in a leadership. */
export const presenceIn = (prepare: Prepare): Presence => {
  const first = {
    links: prepare("presence/links", (q) => q.selectFrom("links").select("run_id").limit(1)),
    strands: prepare("presence/strands", (q) => q.selectFrom("strands").select("run_id").limit(1)),
    mutexes: prepare("presence/mutexes", (q) => q.selectFrom("mutexes").select("run_id").limit(1)),
    timers: prepare("presence/timers", (q) => q.selectFrom("timers").select("run_id").limit(1)),
    waits: prepare("presence/waits", (q) => q.selectFrom("waits").select("run_id").limit(1)),
    line: prepare("presence/line", (q) => q.selectFrom("line").select("run_id").limit(1)),
    admissions: prepare("presence/admissions", (q) => q.selectFrom("admissions").select("run_id").limit(1)),
  }
  const known = new Map<Rare, boolean>()
  let leadership: number | undefined
  return {
    has: (table) => {
      const before = known.get(table)
      if (before !== undefined) return before
      const found = first[table].get({}) !== undefined
      known.set(table, found)
      return found
    },
    note: (table) => void known.set(table, true),
    under: (epoch) => {
      if (epoch !== leadership) known.clear()
      leadership = epoch
    },
  }
}
