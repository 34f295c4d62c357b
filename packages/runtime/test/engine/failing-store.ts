import { Context } from "effect"
import { DatabaseBusy, openSqliteStore, StorageFailed } from "@statewright/store"
import type { Store } from "@statewright/store"
import { OpenStore } from "../../src/index.ts"

/** How a store fails: before it does anything, several times in a row, or once it has done what it was asked for. */
export const failures = [
  "refused by the disk or a lock",
  "dead, with four behind it,",
  "done and reported as failed",
] as const

export type Failure = (typeof failures)[number]

/** Where several calls in a row fail, every other one need not be the first. */
export const strideOf = (failure: Failure): number => (failure === "dead, with four behind it," ? 2 : 1)

/** A store that fails once. */
export interface FailingStore {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  /** The methods that failed. */
  readonly failed: ReadonlySet<keyof Store>
}

/** A real SQLite store whose `nth` call fails; it can always be closed. */
export const failingStore = (nth: number, failure: Failure): FailingStore => {
  let calls = 0
  const failed = new Set<keyof Store>()
  const lasts = failure === "dead, with four behind it," ? 5 : 1
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    const errorOf = (name: keyof Store): Error =>
      failure === "refused by the disk or a lock" && nth % 2 === 0
        ? new DatabaseBusy(options.path)
        : new StorageFailed(options.path, new Error(`call ${nth}, to ${name}, failed for this test`))
    return new Proxy(store, {
      get: (target, name: keyof Store) => {
        // The port's methods differ in their arguments; here they are only handed on.
        const method = target[name] as ((...given: readonly unknown[]) => Promise<unknown>) | undefined
        if (method === undefined || name === "close") return method
        return async (...given: readonly unknown[]) => {
          calls += 1
          if (calls < nth || calls >= nth + lasts) return method(...given)
          failed.add(name)
          if (failure === "done and reported as failed") await method(...given)
          throw errorOf(name)
        }
      },
    })
  }
  return { services: Context.make(OpenStore, open), failed }
}
