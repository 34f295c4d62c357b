import { setTimeout } from "node:timers/promises"
import { DatabaseBusy, openSqliteStore, StorageFailed, type Store } from "@statewright/store"

/** How a commit fails: before it does anything, with or without it being known that it did nothing, or once it is done. */
export const failures: Readonly<Record<string, (commit: () => Promise<unknown>) => Promise<Error>>> = {
  "is refused by a lock": async () => new DatabaseBusy("app.db"),
  "is refused by a dead disk": async () => new StorageFailed("app.db", new Error("for this test")),
  "is done and reported as failed": async (commit) => {
    await commit()
    return new StorageFailed("app.db", new Error("for this test"))
  },
}

/** A real store whose `nth` commit fails. */
export const failingCommit = (nth: number, failure: keyof typeof failures): typeof openSqliteStore => {
  let count = 0
  return async (options) => {
    const store = await openSqliteStore(options)
    const commit: Store["commit"] = async (epoch, batch) => {
      count += 1
      if (count !== nth) return store.commit(epoch, batch)
      throw (await failures[failure]?.(() => store.commit(epoch, batch))) ?? new Error("no such failure")
    }
    return { ...store, commit }
  }
}

/** Asks until it is answered. */
export const patiently = async <Value>(ask: () => Promise<Value>): Promise<Value> => {
  for (;;) {
    try {
      return await ask()
    } catch {
      await setTimeout(1)
    }
  }
}
