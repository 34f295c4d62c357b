import { cpSync, renameSync, rmSync } from "node:fs"
import { backUpDatabase, openSqliteStore } from "@statewright/store"
import { Context, References } from "effect"
import { beforeEach, describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workflows, world } from "./programs.ts"
import { until } from "./until.ts"

const silent = Context.make(References.MinimumLogLevel, "None")

const replaced = { _tag: "DatabaseReplaced", code: "STORE-017", message: expect.stringContaining("app.db") }

beforeEach(() => {
  world.calls = []
  world.act = () => new Promise(() => {})
})

const touches = [
  { how: "deleted", touch: async (database: string) => rmSync(database) },
  { how: "moved away", touch: async (database: string) => renameSync(database, `${database}.old`) },
  { how: "robbed of its log", touch: async (database: string) => rmSync(`${database}-wal`) },
  {
    how: "replaced by a copy of itself",
    touch: async (database: string) => {
      cpSync(database, `${database}.copy`)
      renameSync(`${database}.copy`, database)
    },
  },
]

describe("an engine whose database file is touched while it works", () => {
  it.each(touches)("N.8 stops, says so, and acknowledges nothing any more, when it is $how", async ({ touch }) => {
    const database = await newDatabase()
    await using engine = await createEngineWith(silent, { database, workflows })
    const run = await engine.workflows.workOnce.start("a")
    const result = run.result().catch((error: unknown) => error)
    await until(() => world.calls.length === 1)
    await touch(database)
    expect(await result).toMatchObject(replaced)
    expect(world.calls[0]?.aborted()).toBe(true)
    await expect(engine.workflows.workOnce.start("b")).rejects.toMatchObject(replaced)
    await expect(run.info()).rejects.toMatchObject(replaced)
    expect(engine.role()).toBe("stopped")
  })

  it("N.8 stops when it stands by, too, and leaves the file that stands there now as it is", async () => {
    const database = await newDatabase()
    const leader = await createEngineWith(silent, { database, workflows })
    const standby = await createEngineWith(silent, { database, workflows })
    await leader.workflows.nap.start(undefined, { id: "asleep" })
    await backUpDatabase(database, `${database}.backup`)
    renameSync(`${database}.backup`, database)
    await until(() => leader.role() === "stopped" && standby.role() === "stopped")
    await leader.close()
    await standby.close()
    const store = await openSqliteStore({ path: database })
    expect(await store.check()).toEqual([])
    expect(await store.run("asleep")).toMatchObject({ status: "running" })
    await store.close()
  })
})
