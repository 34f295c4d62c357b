import { copyFileSync, existsSync } from "node:fs"
import { Context } from "effect"
import { openSqliteStore } from "@statewright/store"
import type { Store } from "@statewright/store"
import { OpenStore } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"

/** A store that leaves a copy of its files behind before each commit and after it, as a process would that is killed there. */
export const copiedStore = () => {
  const copies: string[] = []
  const open: typeof openSqliteStore = async (options) => {
    const store = await openSqliteStore(options)
    const copy = async (): Promise<void> => {
      const to = await newDatabase()
      for (const end of ["", "-wal"]) if (existsSync(options.path + end)) copyFileSync(options.path + end, to + end)
      copies.push(to)
    }
    const commit: Store["commit"] = async (epoch, batch) => {
      await copy()
      const results = await store.commit(epoch, batch)
      await copy()
      return results
    }
    return { ...store, commit }
  }
  return { services: Context.make(OpenStore, open), copies }
}
