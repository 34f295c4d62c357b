import type { AlikeColumn } from "../port/payload-codec.ts"

/** The columns of texts that are looked up, each with the others that must be equal to it. */
export const alikeColumns: readonly { readonly table: string; readonly column: string; readonly as: AlikeColumn }[] = [
  { table: "runs", column: "parked_reason", as: "run.parked_reason" },
  { table: "run_tags", column: "value", as: "tag.value" },
  { table: "waits", column: "match_key", as: "wait.match_key" },
  { table: "line", column: "lane", as: "line.lane" },
  { table: "admissions", column: "lane", as: "line.lane" },
  { table: "rate_permits", column: "rate", as: "line.rate" },
  { table: "mutexes", column: "key", as: "mutex.key" },
  { table: "flights", column: "key", as: "cache.key" },
]
