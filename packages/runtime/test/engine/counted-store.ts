import { Context } from "effect"
import { openSqliteStore } from "@statewright/store"
import type { Store } from "@statewright/store"
import { OpenStore } from "../../src/index.ts"

/** How often each method of a store was called. */
export interface CountedStore {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  readonly calls: Map<keyof Store, number>
}

/** A real SQLite store whose calls are counted. */
export const countedStore = (): CountedStore => {
  const calls = new Map<keyof Store, number>()
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    return new Proxy(store, {
      get: (target, name: keyof Store) => {
        // The port's methods differ in their arguments; here they are only handed on.
        const method = target[name] as ((...given: readonly unknown[]) => Promise<unknown>) | undefined
        if (method === undefined) return undefined
        return (...given: readonly unknown[]) => {
          calls.set(name, (calls.get(name) ?? 0) + 1)
          return method(...given)
        }
      },
    })
  }
  return { services: Context.make(OpenStore, open), calls }
}
