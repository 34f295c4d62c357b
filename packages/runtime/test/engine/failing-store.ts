import { Context } from "effect"
import { openSqliteStore, StorageFailed } from "@statewright/store"
import type { Store } from "@statewright/store"
import { OpenStore } from "../../src/index.ts"

/** A store that fails once. */
export interface FailingStore {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  /** The method that failed; `undefined` while none has. */
  readonly failed: () => keyof Store | undefined
}

/** A real SQLite store whose `nth` call fails as a broken disk does, before it does anything; it can always be closed. */
export const failingStore = (nth: number): FailingStore => {
  let calls = 0
  let failed: keyof Store | undefined
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    return new Proxy(store, {
      get: (target, name: keyof Store) => {
        // The port's methods differ in their arguments; here they are only handed on.
        const method = target[name] as ((...given: readonly unknown[]) => Promise<unknown>) | undefined
        if (method === undefined || name === "close") return method
        return async (...given: readonly unknown[]) => {
          calls += 1
          if (calls === nth) {
            failed = name
            throw new StorageFailed(options.path, new Error(`call ${nth}, to ${name}, failed for this test`))
          }
          return method(...given)
        }
      },
    })
  }
  return { services: Context.make(OpenStore, open), failed: () => failed }
}
