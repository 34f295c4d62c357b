import Database from "better-sqlite3"
import { Context, References } from "effect"
import { copyFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { createEngineWith, type RunDetail } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { newDatabase } from "./new-database.ts"
import { napProgram, workOnceProgram, world } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { waiting } from "./waiting-programs.ts"

const workflows = registry({ nap: napProgram, workOnce: workOnceProgram, ...waiting })
const silent = Context.make(References.MinimumLogLevel, "None")
const encryption = { keys: [{ id: "k1", key: Buffer.alloc(32, 1) }] }

/** A sealed database with runs that sleep, wait for an event, and are in a step; nobody leads it. */
const sealedSite = async (): Promise<string> => {
  const database = await newDatabase()
  const time = virtualTime()
  const engine = await createEngineWith(time.services, { database, workflows, encryption })
  await engine.workflows.nap.start(undefined, { id: "sleeps", tags: { customer: "one" } })
  await engine.workflows.collect.start({ count: 1, least: 0 }, { id: "waits" })
  const { promise: never } = Promise.withResolvers<unknown>()
  world.act = async () => never
  await engine.workflows.workOnce.start({ a: 1 }, { id: "works" })
  await engine.workflows.workOnce.start({ a: 2 }, { id: "other" })
  await engine.close()
  return database
}

const good: Readonly<Record<string, unknown>> = { sleeps: "woke", waits: [{ cents: 1 }], works: "done", other: "done" }

/** Opens it, lets a day pass and an event come, and gives what became of each run. */
const goOn = async (database: string): Promise<ReadonlyMap<string, RunDetail>> => {
  const time = virtualTime()
  world.act = async () => "done"
  const services = Context.merge(time.services, silent)
  await using engine = await createEngineWith(services, { database, workflows, encryption, durability: "normal" })
  await engine.events.send({ name: "tick", payload: { cents: 1 } })
  await time.pass("1 day")
  expect(await (await engine.workflows.workOnce.start("fresh", {})).result()).toBe("done")
  const ids = Object.keys(good)
  const rested = async () =>
    (await Promise.all(ids.map((id) => engine.runs.get(id)))).every((run) => run.status !== "running")
  for (let day = 0; day < 3 && !(await rested()); day++) await time.pass("1 day")
  await until(rested)
  return new Map(await Promise.all(ids.map(async (id) => [id, await engine.runs.get(id)] as const)))
}

interface Cell {
  readonly table: string
  readonly column: string
  readonly runId: string
}

/** Every sealed cell of a database, by run. */
const sealedCells = (db: Database.Database): readonly Cell[] => {
  const columns = db
    .prepare<[], { table: string; column: string }>(
      `SELECT s.name AS "table", c.name AS "column" FROM sqlite_schema AS s, pragma_table_info(s.name) AS c
        WHERE s.type = 'table' AND c.type = 'ANY'`,
    )
    .all()
  return columns.flatMap(({ table, column }) => {
    const held = db.pragma(`table_info("${table}")`) as { readonly name: string }[] // as SQLite documents it
    if (!held.some(({ name }) => name === "run_id")) return []
    const runs = db.prepare<[], string>(`SELECT DISTINCT run_id FROM "${table}" WHERE typeof("${column}") = 'blob'`)
    const found = runs.pluck().all()
    return found.map((runId) => ({ table, column, runId }))
  })
}

const opensNot = /^VAL-004 A stored value cannot be opened: \(sealed, and altered since\)/u

describe("a run of which something sealed was changed", () => {
  it("F07.11 N.8 is parked or ends as it should, and no other run notices (fault 33) (fault 55)", async () => {
    const site = await sealedSite()
    const db = new Database(site)
    const cells = sealedCells(db)
    db.close()
    expect(new Set(cells.map(({ table, column }) => `${table}.${column}`))).toEqual(
      new Set(["run_payloads.payload", "steps.input", "transitions.seed", "transitions.snapshot", "waits.given"]),
    )
    const parked: string[] = []
    for (const { table, column, runId } of cells) {
      const database = await newDatabase()
      await copyFile(site, database)
      const changed = new Database(database)
      const before = changed
        .prepare<[string], Buffer>(`SELECT "${column}" FROM "${table}" WHERE run_id = ? AND "${column}" IS NOT NULL`)
        .pluck()
        .get(runId)
      const cell = Buffer.from(before ?? [])
      cell.writeUInt8(cell.readUInt8(cell.length - 1) ^ 1, cell.length - 1)
      const update = changed.prepare(
        `UPDATE "${table}" SET "${column}" = ? WHERE run_id = ? AND "${column}" IS NOT NULL`,
      )
      expect(update.run(cell, runId).changes).toBeGreaterThan(0)
      changed.close()
      const ended = await goOn(database)
      const { status, parkedReason = "" } = ended.get(runId) ?? {}
      const isParked = status === "parked" && opensNot.test(parkedReason)
      if (isParked) parked.push(`${table}.${column} ${runId}`)
      const others = Object.entries(good).filter(([id]) => !isParked || id !== runId)
      expect(
        others.map(([id]) => [id, ended.get(id)?.status, ended.get(id)?.output]),
        `${table}.${column} of ${runId}`,
      ).toEqual(others.map(([id, output]) => [id, "completed", output]))
    }
    expect(parked.toSorted()).toEqual([
      "steps.input other",
      "steps.input works",
      "transitions.snapshot other",
      "transitions.snapshot sleeps",
      "transitions.snapshot waits",
      "transitions.snapshot works",
      "waits.given waits",
    ])
  })
})

describe("an engine with keys", () => {
  it("F07.11 goes on after its keys have changed, and leaves everything as it is with a wrong one", async () => {
    const database = await sealedSite()
    const open = async (...keys: readonly { id: string; key: Buffer }[]) => {
      const time = virtualTime()
      world.act = async () => "done"
      const services = Context.merge(time.services, silent)
      return { time, engine: await createEngineWith(services, { database, workflows, encryption: { keys } }) }
    }
    const [k1] = encryption.keys
    if (k1 === undefined) throw new Error("there is one")
    const k2 = { id: "k2", key: Buffer.alloc(32, 2) }
    await expect(open({ ...k1, key: k2.key })).rejects.toMatchObject({ _tag: "WrongKey" })
    await expect(open(k2)).rejects.toMatchObject({ _tag: "KeyMissing", keyIds: ["k1"] })
    await expect(createEngineWith(silent, { database, workflows })).rejects.toMatchObject({ _tag: "KeyMissing" })
    await expect(open()).rejects.toMatchObject({ _tag: "InvalidKeyRing" })

    const { time, engine } = await open(k2, k1)
    await engine.events.send({ name: "tick", payload: { cents: 1 } })
    await time.pass("1 day")
    const ids = Object.keys(good)
    await until(async () => {
      const runs = await Promise.all(ids.map((id) => engine.runs.get(id)))
      return runs.every(({ status }) => status === "completed")
    })
    const { runs } = await engine.runs.list({ tags: { customer: "one" } })
    expect(runs.map(({ id, tags }) => [id, tags])).toEqual([["sleeps", { customer: "one" }]])
    await engine.close()
    const db = new Database(database)
    const heads = db.prepare("SELECT DISTINCT substr(payload, 1, 6) FROM run_payloads ORDER BY 1").pluck().all()
    db.close()
    expect(heads.map(String)).toEqual(["SW\u0001\u0002k1", "SW\u0001\u0002k2"])
  })
})
