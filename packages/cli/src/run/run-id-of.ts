import { RunNotFound } from "@statewright/runtime"
import type { Store } from "@statewright/store"

import { nearest } from "../error/nearest.ts"
import { acceptedStart } from "./stored-run.ts"

/** From so many letters on, the beginning of an id may stand for it. */
const enough = 4

/** How many of several are named. */
const some = 5

/** How many of the newest runs are looked at for one that was probably meant. */
const looked = 1000

/** The id of the run that somebody typed: a whole one, or the beginning of one alone; refuses what is neither. */
export const runIdOf = async (store: Store, typed: string): Promise<string> => {
  if ((await store.run(typed)) !== undefined || (await acceptedStart(store, typed)) !== undefined) return typed
  const begin = typed === "" ? [] : await ids(store, some + 1, typed)
  const [only] = begin
  if (only !== undefined && begin.length === 1 && typed.length >= enough) return only
  const near = begin.length > 0 ? begin : [nearest(typed, await ids(store, looked)) ?? []].flat()
  if (near.length === 0) throw new RunNotFound(typed)
  const named = near.slice(0, some).map((id) => `\`${id}\``)
  throw new RunNotFound(typed, `Did you mean ${named.join(" or ")}${near.length > some ? ", or another" : ""}?`)
}

const ids = async (store: Store, limit: number, idPrefix?: string): Promise<readonly string[]> =>
  (await store.runs({ limit, ...(idPrefix !== undefined && { idPrefix }) })).runs.map(({ id }) => id)
