import { Context } from "effect"
import { OpenStore } from "@statewright/runtime"
import { openSqliteStore } from "@statewright/store"
import type { Store } from "@statewright/store"

/** What an engine asked of its store and gave to it. */
export interface Watched {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  /** The length of all texts that were written. */
  written: number
  /** How many rows were read: what a list answers counts each, and each delta of a frame. */
  read: number
  /** How often it was asked. */
  calls: number
}

/** A real SQLite store whose every call is counted. */
export const watchedStore = (): Watched => {
  const watched: Watched = { services: Context.empty(), written: 0, read: 0, calls: 0 }
  const open: typeof openSqliteStore = async (options) => watch(await openSqliteStore(options), watched)
  return Object.assign(watched, { services: Context.make(OpenStore, open) })
}

const watch = (store: Store, watched: Watched): Store =>
  new Proxy(store, {
    get: (target, name: keyof Store) => {
      // The port's methods differ in their arguments; here they are only handed on.
      const method = target[name] as ((...given: readonly unknown[]) => Promise<unknown>) | undefined
      // `await` asks for a `then`.
      if (method === undefined) return undefined
      return async (...given: readonly unknown[]) => {
        watched.calls += 1
        // `commit(epoch, batch)` is the only one that writes for a leader.
        if (name === "commit") watched.written += textsOf(given[1])
        const answer = await method(...given)
        watched.read += rowsOf(answer)
        return answer
      }
    },
  })

const textsOf = (value: unknown): number => {
  if (typeof value === "string") return value.length
  return typeof value === "object" && value !== null ? sum(Object.values(value).map(textsOf)) : 0
}

/** Rows hold only plain values and lists of rows. */
const rowsOf = (answer: unknown): number => {
  if (typeof answer !== "object" || answer === null) return 0
  const inner = sum(Object.values(answer).map((value) => (Array.isArray(value) ? value.length : 0)))
  return Array.isArray(answer) ? answer.length + sum(answer.map(rowsOf)) : 1 + inner
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
