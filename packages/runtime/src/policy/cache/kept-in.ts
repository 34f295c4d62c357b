import type { Transition } from "@statewright/store"
import type { Prepared } from "../../writer/prepared.ts"
import { type CachePut, type Caching, sqliteCache } from "./caching.ts"

/** How an answer is kept. */
export interface KeptIn {
  /** In the transaction. */
  readonly rows: Pick<Transition, "cache">
  /** Once that is stored. */
  readonly after: Pick<Prepared, "puts">
}

/** Where an answer is kept: nowhere, if it was invalidated since its step began. */
export const keptIn = ({ invalidations }: Caching, put: CachePut | undefined): KeptIn => {
  if (put === undefined || invalidations.concern(put.entry, put.since)) return { rows: {}, after: {} }
  if (put.store === sqliteCache) return { rows: { cache: [{ kind: "put", entry: put.entry }] }, after: {} }
  return { rows: {}, after: { puts: [put] } }
}
