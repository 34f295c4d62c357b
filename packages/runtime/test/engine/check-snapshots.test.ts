import { openSqliteStore } from "@statewright/store"
import Database from "better-sqlite3"
import { describe, expect, it } from "vitest"
import { checkSnapshots, createEngineWith } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { type Job, oneStep } from "./one-step.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { workshop } from "./workshop.ts"

/** A database with a run that has ended, one at its step and one in line. */
const siteWithRuns = async (): Promise<string> => {
  const database = await newDatabase()
  const { act, begun, finish } = workshop()
  const workflow = { concurrency: { limit: 1, key: ({ tenant }: Job) => tenant } }
  await using engine = await createEngineWith(virtualTime().services, {
    database,
    workflows: oneStep(act, { workflow, step: {}, version: "1" }),
  })
  const { job } = engine.workflows
  const ended = await job.start({ n: 0 }, { id: "ended" })
  await until(() => begun.includes(0))
  finish(0)
  await ended.result()
  for (const n of [1, 2]) await job.start({ n }, { id: n === 1 ? "at work" : "in line" })
  await until(() => begun.includes(1))
  return database
}

const check = async (database: string) => {
  const store = await openSqliteStore({ path: database })
  try {
    const { damaged, sealed } = await checkSnapshots(store)
    expect(sealed).toEqual([])
    return damaged.map(({ id, error }) => `${id}: ${error.message}`)
  } finally {
    await store.close()
  }
}

describe("checkSnapshots", () => {
  it("N.8 finds nothing wrong with a run that has ended, nor with one in line, which have none", async () => {
    expect(await check(await siteWithRuns())).toEqual([])
  })

  it.each([
    ["snapshot = NULL", "it is not there"],
    ["snapshot = x'00' || snapshot", "it has no version"],
    ["snapshot = replace(snapshot, '4b:', '5b:')", "was stored in format 5"],
    ["snapshot = substr(snapshot, 1, length(snapshot) - 1)", "its checksum does not fit"],
  ])("N.8 names a run that could not go on: %s", async (change, why) => {
    const database = await siteWithRuns()
    const db = new Database(database)
    db.exec(`UPDATE transitions SET ${change} WHERE run_id = 'at work'`)
    db.close()
    expect(await check(database)).toEqual([expect.stringMatching(new RegExp(`^at work: .*${why}`))])
  })
})
