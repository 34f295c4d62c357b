import { Context } from "effect"
import { openSqliteStore, StorageFailed } from "@statewright/store"
import type { Store } from "@statewright/store"
import { OpenStore } from "../../src/index.ts"

/** A store that answers nobody any more once so many transactions are stored, as if its process had ended there. */
export interface DyingStore {
  /** To be given to `createEngineWith`. */
  readonly services: Context.Context<never>
  readonly isDead: () => boolean
}

/** A real SQLite store that dies after its `nth` commit; it can always be closed, and the lead be given back. */
export const dyingStore = (nth: number): DyingStore => {
  let commits = 0
  const isDead = (): boolean => commits >= nth
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    return new Proxy(store, {
      get: (target, name: keyof Store) => {
        // The port's methods differ in their arguments; here they are only handed on.
        const method = target[name] as ((...given: readonly unknown[]) => Promise<unknown>) | undefined
        if (method === undefined || name === "close") return method
        return async (...given: readonly unknown[]) => {
          if (isDead()) throw new StorageFailed(options.path, new Error("it is dead"))
          const answer = await method(...given)
          if (name === "commit") commits += 1
          if (isDead()) throw new StorageFailed(options.path, new Error("it is dead"))
          return answer
        }
      },
    })
  }
  return { services: Context.make(OpenStore, open), isDead }
}
