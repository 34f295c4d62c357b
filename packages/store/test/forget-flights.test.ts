import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { join } from "node:path"
import { expect, it } from "vitest"
import { body, moving, starting } from "../src/contract/transitions.ts"
import { temporaryFolder } from "./temporary-folder.ts"

it("F14.12 whose call has ended without a word is forgotten, whoever is at work stays", async () => {
  const path = join(temporaryFolder(), "app.db")
  const store = await openSqliteStore({ path })
  const answer = await store.lead({ at: 0, tick: 0 })
  if (answer.status !== "leader") throw new Error("a store in an empty place must be able to lead")
  const { epoch } = answer.lease
  const begin = (key: string) => ({ kind: "begin", key, frame: body, waitId: "charge#1" }) as const
  await store.commit(epoch, [starting("a", { flights: [begin("k1")] }), starting("b", { flights: [begin("k2")] })])
  const becomes = { status: "cancelled", error: "why" } as const
  await store.commit(epoch, [moving("a", 1, { run: { kind: "update", expectedRev: 1, state: null, becomes } })])
  await store.forgetCache(epoch, { endedBefore: 0, limit: 1 })
  const beside = new Database(path, { readonly: true })
  expect(beside.prepare("SELECT key FROM flights").pluck().all()).toEqual(["k2"])
  beside.close()
  await store.close()
})
