import { Context } from "effect"
import { DatabaseBusy, openSqliteStore, StorageFailed } from "@statewright/store"
import type { Store } from "@statewright/store"
import { OpenStore } from "../../src/index.ts"

/** How a store fails: before it does anything, several times in a row, or once it has done what it was asked for. */
export const failures = ["refused by the disk", "locked", "dead for five calls", "done and reported as failed"] as const

export type Failure = (typeof failures)[number]

/** A store that fails once. */
export interface FailingStore {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  /** The method that failed; `undefined` while none has. */
  readonly failed: () => keyof Store | undefined
}

/** A real SQLite store whose `nth` call fails; it can always be closed. */
export const failingStore = (nth: number, failure: Failure): FailingStore => {
  let calls = 0
  let failed: keyof Store | undefined
  const lasts = failure === "dead for five calls" ? 5 : 1
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    const errorOf = (name: keyof Store): Error =>
      failure === "locked"
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
          failed ??= name
          if (failure === "done and reported as failed") await method(...given)
          throw errorOf(name)
        }
      },
    })
  }
  return { services: Context.make(OpenStore, open), failed: () => failed }
}
