import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { Context } from "effect"
import { describe, expect, it, onTestFinished } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { countedStore } from "./counted-store.ts"
import { newDatabase } from "./new-database.ts"
import { workflows } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

/** A file that nobody leads: it is new, or its leader was killed. */
const databaseOf = async (pid: number): Promise<string> => {
  const database = await newDatabase()
  await (await openSqliteStore({ path: database })).close()
  new Database(database).exec(`UPDATE leader SET epoch = 7, pid = ${pid}, locked = 1`).close()
  return database
}

/** Another process has the lock and does not lead. */
const lockHolder = (database: string, begin: string) => {
  const holder = new Database(`${database}.leader`, { timeout: 0 })
  holder.exec(begin)
  onTestFinished(() => void holder.close())
  return holder
}

/** Begins to open an engine; `settled` lets its time pass until it leads, or is refused. */
const beginToLead = (database: string) => {
  const time = virtualTime()
  const { services, calls } = countedStore()
  const begun = createEngineWith(Context.merge(time.services, services), { database, workflows, role: "leader" })
  const state = { isSettled: false }
  const settles = (): void => {
    state.isSettled = true
  }
  begun.then(settles, settles)
  const settled = async (): Promise<void> => {
    while (!state.isSettled) await time.pass("100 millis")
  }
  return { calls, begun, settled }
}

const asks = "BEGIN; SELECT 1 FROM sqlite_schema"
const holds = "BEGIN EXCLUSIVE"

describe("an engine that is told to lead", () => {
  it.each([
    { on: "a file that nobody leads", pid: 0, who: "holds the lock", begin: holds },
    { on: "a file that nobody leads", pid: 0, who: "asks who leads", begin: asks },
    { on: "a file whose leader was killed", pid: 4_194_305, who: "asks who leads", begin: asks },
  ])("N.5 leads $on once another process that $who for a moment has ended", async ({ pid, begin }) => {
    const database = await databaseOf(pid)
    const holder = lockHolder(database, begin)
    const { calls, begun, settled } = beginToLead(database)
    await until(() => calls.has("lead"))
    holder.close()
    await settled()
    await using engine = await begun
    expect(engine.role()).toBe("leader")
  })

  it("N.5 is refused when the lock stays taken, and nobody is named who does not lead", async () => {
    const database = await databaseOf(0)
    lockHolder(database, holds)
    const { begun, settled } = beginToLead(database)
    await settled()
    await expect(begun).rejects.toMatchObject({
      _tag: "EngineHeld",
      code: "ENG-001",
      pid: undefined,
      message: expect.not.stringContaining("process 0"),
    })
  })
})
