import { openSqliteStore, type Transition } from "@statewright/store"
import Database from "better-sqlite3"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { body, charged, moving, starting } from "../src/contract/transitions.ts"
import { temporaryFolder } from "./temporary-folder.ts"

it("N.4 one step after another writes no row of its run, and so none of the indexes of runs", async () => {
  const { commit, writes } = await countedStore()
  await commit(starting("a"))
  const before = writes()
  await commit(charged("a"))
  const complete = { kind: "complete", frame: body, waitId: "pack#2", token: "token 2", output: "1" } as const
  const next = { frame: body, waitId: "label#3", name: "label", token: "token 3", input: "1" }
  await commit(moving("a", 2, { steps: [complete], startSteps: [next], frame: { kind: "delta", delta: "+" } }))
  expect(writes() - before).toBe(0)
  // The run has no call open any more.
  await commit(moving("a", 3, { steps: [{ ...complete, waitId: "label#3", token: "token 3" }] }))
  expect(writes() - before).toBe(1)
})

/** A store, and how many rows of runs were changed in it. */
const countedStore = async () => {
  const path = join(temporaryFolder(), "app.db")
  const store = await openSqliteStore({ path })
  const other = new Database(path)
  onTestFinished(async () => {
    other.close()
    await store.close()
  })
  other.exec(`
    CREATE TABLE writes (run_id TEXT);
    CREATE TRIGGER written AFTER UPDATE ON runs BEGIN INSERT INTO writes VALUES (new.id); END;
  `)
  const answer = await store.lead({ at: 1, tick: 1 })
  if (answer.status !== "leader") throw new Error("another one leads")
  const { epoch } = answer.lease
  return {
    commit: async (transition: Transition) => {
      expect(await store.commit(epoch, [transition])).toMatchObject([{ status: "committed" }])
    },
    writes: () => Number(other.prepare("SELECT count(*) FROM writes").pluck().get()),
  }
}
