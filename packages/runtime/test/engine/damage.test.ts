import { isStatewrightError } from "@statewright/model"
import Database from "better-sqlite3"
import { Context, References } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createEngineWith, type RunDetail } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"
import { waiting } from "./waiting-programs.ts"
import { napProgram, workOnceProgram, world } from "./programs.ts"
import { registry } from "../../src/machine/index.ts"

const workflows = registry({ nap: napProgram, workOnce: workOnceProgram, ...waiting })

const silent = Context.make(References.MinimumLogLevel, "None")

/** A database with runs that sleep, wait for an event, are in a step, and wait for a retry; nobody leads it. */
const siteWithRuns = async () => {
  const database = await newDatabase()
  const time = virtualTime()
  const engine = await createEngineWith(time.services, { database, workflows, durability: "normal" })
  await engine.workflows.nap.start(undefined, { id: "sleeps" })
  await engine.workflows.nap.start(undefined, { id: "sleeps too" })
  await engine.workflows.approve.start("o1", { id: "waits" })
  const { promise: never } = Promise.withResolvers<unknown>()
  world.act = async () => never
  await engine.workflows.workOnce.start({ a: 1 }, { id: "works" })
  world.calls = []
  await engine.workflows.workOnce.start({ a: 2 }, { id: "other" })
  await engine.close()
  return database
}

const change = (database: string, act: (db: Database.Database) => void): void => {
  const db = new Database(database)
  act(db)
  db.close()
}

/** Opens it, lets a day pass and an event come, and gives what became of each run. */
const goOn = async (database: string): Promise<ReadonlyMap<string, RunDetail>> => {
  const time = virtualTime()
  world.act = async () => "done"
  const services = Context.merge(time.services, silent)
  await using engine = await createEngineWith(services, { database, workflows, durability: "normal" })
  await engine.events.send({ name: "approval", payload: { orderId: "o1", by: "ann" }, id: "e" }).catch(() => {})
  await time.pass("1 day")
  // The engine lives: what is started now ends.
  expect(await (await engine.workflows.workOnce.start("fresh", {})).result()).toBe("done")
  const ids = ["sleeps", "sleeps too", "waits", "works", "other"]
  const rested = async () =>
    (await Promise.all(ids.map((id) => engine.runs.get(id)))).every((run) => run.status !== "running")
  for (let day = 0; day < 5 && !(await rested()); day++) await time.pass("1 day")
  await until(rested)
  const { runs } = await engine.runs.list()
  if (runs.some(({ id }) => id === "fresh start")) ids.push("fresh start")
  return new Map(await Promise.all(ids.map(async (id) => [id, await engine.runs.get(id)] as const)))
}

const good = { sleeps: "woke", "sleeps too": "woke", works: "done", other: "done" }

/** The others have ended as they do, and this one is parked with a reason that says what is damaged. */
const expectOnly = (damaged: string, ended: ReadonlyMap<string, RunDetail>, reason: RegExp): void => {
  expect(ended.get(damaged)).toMatchObject({ status: "parked", parkedReason: expect.stringMatching(reason) })
  for (const [id, output] of Object.entries(good)) {
    if (id !== damaged) expect(ended.get(id)).toMatchObject({ status: "completed", output })
  }
}

describe("a run of whose rows one is damaged", () => {
  it.each<readonly [what: string, run: string, sql: string, reason: RegExp]>([
    [
      "its snapshot",
      "sleeps",
      "UPDATE transitions SET snapshot = 'x' || snapshot WHERE run_id = 'sleeps'",
      /^SNP-001 .*no version/,
    ],
    [
      "a snapshot that is cut",
      "waits",
      "UPDATE transitions SET snapshot = substr(snapshot, 1, 30) WHERE run_id = 'waits'",
      /^SNP-001 .*checksum/,
    ],
    [
      "a snapshot of a later format",
      "sleeps",
      "UPDATE transitions SET snapshot = '99' || substr(snapshot, 2) WHERE run_id = 'sleeps'",
      /^SNP-002 .*format 99/,
    ],
    [
      "a snapshot that is no text",
      "sleeps",
      "UPDATE transitions SET snapshot = 5 WHERE run_id = 'sleeps'",
      /^(SNP|VAL|STORE)-/,
    ],
    [
      "a snapshot that is bytes",
      "sleeps",
      "UPDATE transitions SET snapshot = x'0001' WHERE run_id = 'sleeps'",
      /^(SNP|VAL|STORE)-/,
    ],
    ["no snapshot", "sleeps", "UPDATE transitions SET snapshot = NULL WHERE run_id = 'sleeps'", /^SNP-001 .*not there/],
    [
      "the snapshot of another run",
      "sleeps",
      "UPDATE transitions SET snapshot = (SELECT snapshot FROM transitions WHERE run_id = 'sleeps too') WHERE run_id = 'sleeps'",
      /^SNP-001 .*checksum/,
    ],
    [
      "the input of its step",
      "works",
      "UPDATE steps SET input = '[1,{' WHERE run_id = 'works'",
      /^VAL-002 .*the input of step `work`.*not JSON/,
    ],
    [
      "its contracts",
      "works",
      "INSERT OR REPLACE INTO run_payloads VALUES ('works', 'contracts', '{')",
      /^VAL-002 .*contracts/,
    ],
  ])("N.8 is parked with the reason, and the others go on (fault 32) (fault 33): %s", async (_, run, sql, reason) => {
    const database = await siteWithRuns()
    change(database, (db) => void db.exec(sql))
    expectOnly(run, await goOn(database), reason)
  })

  it("N.8 goes on where what is damaged is only shown: its input, a branch, a timer of no kind (fault 33)", async () => {
    const database = await siteWithRuns()
    change(database, (db) => {
      db.exec("UPDATE run_payloads SET payload = 'nonsense' WHERE run_id = 'sleeps' AND kind = 'input'")
      db.exec("INSERT INTO timers VALUES ('sleeps', 'main', 'nowhere#9', 'nonsense', 0)")
      db.exec("INSERT INTO timers VALUES ('sleeps', 'main', 'nowhere#8', 'retry', 0)")
    })
    const ended = await goOn(database)
    expect(ended.get("sleeps")).toMatchObject({
      status: "completed",
      output: "woke",
      input: expect.objectContaining({ code: "VAL-002", message: expect.stringContaining("the input of run sleeps") }),
    })
    change(database, (db) => {
      expect(db.prepare("SELECT count(*) AS n FROM timers WHERE run_id = 'sleeps'").get()).toEqual({ n: 0 })
    })
  })

  it("N.8 a request that cannot be read stops nobody (fault 32)", async () => {
    const database = await siteWithRuns()
    const insert = "INSERT INTO inbox (run_id, id, kind, name, payload, accepted_at) VALUES (?, ?, ?, ?, ?, 0)"
    change(database, (db) => {
      db.prepare(insert).run("sleeps", "cancel:x", "cancel", null, "nonsense")
      db.prepare(insert).run("fresh start", "start", "start", "nap", "nonsense")
      db.prepare(insert).run("", "event:x", "event", "approval", "nonsense")
      db.prepare(insert).run("waits", "event:y", "event", "approval", "[1")
    })
    const ended = await goOn(database)
    for (const [id, output] of Object.entries(good)) {
      expect(ended.get(id)).toMatchObject({ status: "completed", output })
    }
    expect(ended.get("waits")).toMatchObject({ status: "completed" })
    expect(ended.get("fresh start")).toMatchObject({
      status: "parked",
      parkedReason: expect.stringMatching(/^VAL-002 .*the input of run fresh start/),
    })
  })

  it("N.8 a value in place of a timeout that cannot be read parks its run (fault 32)", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const services = Context.merge(time.services, silent)
    await using engine = await createEngineWith(services, { database, workflows })
    await engine.workflows.odd.start(undefined, { id: "odd" })
    change(database, (db) => db.prepare("UPDATE waits SET on_timeout = '[1'").run())
    await engine.close()
    const again = virtualTime()
    await using next = await createEngineWith(Context.merge(again.services, silent), { database, workflows })
    await again.pass("2 hours")
    await until(async () => (await next.runs.get("odd")).status !== "running")
    expect(await next.runs.get("odd")).toMatchObject({
      status: "parked",
      parkedReason: expect.stringContaining("`consent`"),
    })
  })

  it("N.8 random damage to any text of a run never moves it on a guess, nor stops another (fault 33)", async () => {
    const columns = [
      ["transitions", "snapshot"],
      ["steps", "input"],
    ] as const
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...columns),
        fc.nat(),
        fc.string({ unit: "binary" }),
        async ([table, column], at, put) => {
          const database = await siteWithRuns()
          let isChanged = false
          change(database, (db) => {
            const text = String(
              db.prepare(`SELECT ${column} AS text FROM ${table} WHERE run_id = 'works'`).pluck().get(),
            )
            const place = at % text.length
            const damaged = text.slice(0, place) + put + text.slice(place + 1)
            isChanged = damaged !== text
            db.prepare(`UPDATE ${table} SET ${column} = ? WHERE run_id = 'works'`).run(damaged)
          })
          const ended = await goOn(database)
          const { status, parkedReason = "" } = ended.get("works") ?? {}
          // A step's input has no checksum: what can still be read is what there is.
          const isGood =
            table === "transitions" && isChanged
              ? status === "parked" && parkedReason.startsWith("SNP-")
              : status === "completed" || (status === "parked" && parkedReason.startsWith("VAL-"))
          expect(isGood, parkedReason).toBe(true)
          expect(ended.get("other")).toMatchObject({ status: "completed", output: "done" })
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe("whoever asks for a result that cannot be read", () => {
  it("N.8 is told which it is (fault 32)", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    world.act = async () => "done"
    await using engine = await createEngineWith(time.services, { database, workflows })
    const run = await engine.workflows.workOnce.start("a", { id: "r" })
    await run.result()
    change(database, (db) => db.exec("UPDATE run_payloads SET payload = '[1,[\"d\"' WHERE kind = 'output'"))
    const error = await run.result().catch((caught: unknown) => caught)
    expect(isStatewrightError(error) && error.message).toBe(
      "A stored value is damaged: the output of run r: it is not JSON.",
    )
    expect(await run.info()).toMatchObject({
      status: "completed",
      output: { code: "VAL-002" },
      steps: [{ output: "done" }],
    })
  })
})
