import Database from "better-sqlite3"
import { beforeEach, describe, expect, it } from "vitest"
import { Context } from "effect"
import { DiskFull, openSqliteStore } from "@statewright/store"
import type { SqliteOptions, Store } from "@statewright/store"
import { createEngine, createEngineWith, OpenStore } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { collectProgram } from "../advance/collect.ts"
import { newDatabase } from "./new-database.ts"
import { Refused, workOnceProgram, workflows, world } from "./programs.ts"
import { until } from "./until.ts"
import { virtualTime } from "./virtual-time.ts"

beforeEach(() => {
  world.calls = []
  world.act = async () => "done"
})

describe("an engine", () => {
  it("P.1 runs a workflow to its result on a SQLite file", async () => {
    await using engine = await createEngine({
      database: await newDatabase(),
      workflows: registry({ collect: collectProgram }),
    })
    const run = await engine.workflows.collect.start({ count: 3 }, { id: "first" })
    expect(await run.result()).toEqual([0, 1, 4])
    const info = await run.info()
    expect(info).toMatchObject({
      id: "first",
      workflow: "collect",
      status: "completed",
      input: { count: 3 },
      output: [0, 1, 4],
    })
    expect(info.steps.map(({ wait, status, input, output }) => [wait, status, input, output])).toEqual([
      ["for_i/square#1", "completed", { value: 0 }, 0],
      ["for_i/square#2", "completed", { value: 1 }, 1],
      ["for_i/square#3", "completed", { value: 2 }, 4],
    ])
  })

  it("P.9 answers the same run to a second start with its id, and refuses another input under it", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    const starts = Array.from({ length: 20 }, () => engine.workflows.workOnce.start("a", { id: "one" }))
    const runs = await Promise.all(starts)
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(runs.map(() => "done"))
    expect(world.calls).toHaveLength(1)
    await expect(engine.workflows.workOnce.start("b", { id: "one" })).rejects.toMatchObject({ _tag: "RunExists" })
    await expect(engine.workflows.nap.start(undefined, { id: "one" })).rejects.toMatchObject({ _tag: "RunExists" })
  })

  it("P.9 keeps a run as it is while starts under its id and with another input are refused", async () => {
    const collects = registry({ collect: collectProgram })
    await using engine = await createEngine({ database: await newDatabase(), workflows: collects })
    const run = await engine.workflows.collect.start({ count: 3 }, { id: "one" })
    // One in each turn of the event loop: some are prepared together with the end of a step.
    const refused = Array.from({ length: 20 }, async (_, turns) => {
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
      await expect(engine.workflows.collect.start({ count: 1 }, { id: "one" })).rejects.toMatchObject({
        _tag: "RunExists",
      })
    })
    await Promise.all(refused)
    expect(await run.result()).toEqual([0, 1, 4])
  })

  it("N.6 refuses a bad input, id or run with a clear error, and stores nothing", async () => {
    await using engine = await createEngine({
      database: await newDatabase(),
      workflows: registry({ collect: collectProgram }),
    })
    const { collect } = engine.workflows
    // @ts-expect-error the input is wrong on purpose
    await expect(collect.start({ count: "three" })).rejects.toMatchObject({
      _tag: "ValidationFailed",
      issues: [{ path: "count" }],
    })
    await expect(collect.start({ count: 1 }, { id: "" })).rejects.toMatchObject({ _tag: "InvalidRunId" })
    await expect(collect.start({ count: 1 }, { id: "a\0b" })).rejects.toMatchObject({ _tag: "InvalidRunId" })
    await expect(collect.get("nobody")).rejects.toMatchObject({ _tag: "RunNotFound", code: "RUN-001" })
    expect((await engine.runs.list()).runs).toEqual([])
  })

  it("F06.2 F06.9 F06.12 tries a failing step again by its policy, across a restart, and records every attempt", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    world.act = async () => {
      if (world.calls.length < 3) throw new RangeError(`no ${world.calls.length}`)
      return "at last"
    }
    const first = await createEngineWith(time.services, { database, workflows })
    const { id } = await first.workflows.workOnce.start("a", { id: "again" })
    await until(async () => (await first.runs.get(id)).steps[0]?.status === "retrying")
    await first.close()

    await using engine = await createEngineWith(time.services, { database, workflows })
    const run = await engine.workflows.workOnce.get(id)
    await time.pass("999 millis")
    expect(world.calls).toHaveLength(1)
    await time.pass("1 millis")
    await until(async () => (await run.info()).steps[0]?.failures.length === 2)
    await time.pass("2 seconds")
    expect(await run.result()).toBe("at last")
    expect(world.calls.map(({ attempt, idempotencyKey }) => [attempt, idempotencyKey])).toEqual(
      [1, 2, 3].map((attempt) => [attempt, "again/main/work#1"]),
    )
    const [step] = (await run.info()).steps
    expect(step).toMatchObject({ status: "completed", attempts: 3 })
    expect(step?.failures.map(({ attempt, startedAt, error }) => [attempt, startedAt, String(error)])).toEqual([
      [1, 0, "RangeError: no 1"],
      [2, 1000, "RangeError: no 2"],
    ])
  })

  it("F06.6 F06.13 fails at once with a declared error that the policy excludes, and keeps its identity", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    world.act = async () => {
      throw new Refused({ reason: "closed" })
    }
    const run = await engine.workflows.workOnce.start("a")
    const error = await run.result().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Refused)
    expect(error).toMatchObject({ reason: "closed" })
    expect(world.calls).toHaveLength(1)
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { reason: "closed" } })
  })

  it("F06.14 interrupts an attempt that takes too long through its signal, and tries again", async () => {
    const time = virtualTime()
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
    world.act = () => (world.calls.length === 1 ? new Promise(() => {}) : Promise.resolve("second"))
    const run = await engine.workflows.workOnce.start("a")
    await until(() => world.calls.length === 1)
    await time.pass("30 seconds")
    await until(async () => (await run.info()).steps[0]?.status === "retrying")
    expect(world.calls[0]?.aborted()).toBe(true)
    await time.pass("1 seconds")
    expect(await run.result()).toBe("second")
    expect((await run.info()).steps[0]?.failures[0]?.error).toMatchObject({ _tag: "StepTimedOut" })
  })

  it("N.2 sleeps by an absolute deadline that a restart keeps, and wakes never early and once", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const first = await createEngineWith(time.services, { database, workflows })
    const { id } = await first.workflows.nap.start(undefined)
    await time.pass("23 hours")
    await first.close()
    await using engine = await createEngineWith(time.services, { database, workflows })
    const run = await engine.workflows.nap.get(id)
    await time.pass("59 minutes")
    expect(await run.info()).toMatchObject({ status: "running", state: "sleep" })
    await time.pass("1 minutes")
    expect(await run.result()).toBe("woke")
    expect((await run.info()).endedAt).toBe(24 * 3_600_000)
  })

  it("N.5 stands by while another engine leads, hands its starts over, and takes over when that one ends", async () => {
    const database = await newDatabase()
    const leader = await createEngine({ database, workflows })
    await using second = await createEngine({ database, workflows })
    expect([leader.role(), second.role()]).toEqual(["leader", "standby"])
    await expect(createEngine({ database, workflows, role: "leader" })).rejects.toMatchObject({
      _tag: "EngineHeld",
      pid: process.pid,
    })

    const run = await second.workflows.workOnce.start("from outside", { id: "handed-over" })
    expect(await run.result()).toBe("done")
    await expect(second.workflows.workOnce.start("other", { id: "handed-over" })).rejects.toMatchObject({
      _tag: "RunExists",
    })
    await leader.close()
    await until(() => second.role() === "leader")
    expect(await (await second.workflows.workOnce.start("b")).result()).toBe("done")
  })

  it("F16.12 parks a run whose version is not here, and goes on with it when that version is back (fault 44)", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const first = await createEngineWith(time.services, { database, workflows })
    const { id } = await first.workflows.nap.start(undefined)
    await first.close()

    const { nap } = workflows
    const changed = registry({ nap: { ...nap, version: "2" } })
    const second = await createEngineWith(time.services, { database, workflows: changed })
    await time.pass("2 days")
    const parked = await second.workflows.nap.get(id)
    await expect(parked.result()).rejects.toMatchObject({
      _tag: "RunParked",
      message: expect.stringContaining("Version 1 of workflow `nap`"),
    })
    await second.close()

    await using third = await createEngineWith(time.services, { database, workflows })
    expect(await (await third.workflows.nap.get(id)).result()).toBe("woke")
  })

  it("A.9 N.6 fails a step whose output cannot be stored, naming the step and the path, without trying again", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    world.act = async () => ({ items: [{ callback: () => {} }] })
    const run = await engine.workflows.workOnce.start("a")
    await expect(run.result()).rejects.toMatchObject({
      _tag: "NotStorable",
      message: expect.stringMatching(/output of step `work`.*items\[0\]\.callback/su),
    })
    expect(world.calls).toHaveLength(1)
  })

  it("N.6 fails a step that throws what cannot be looked at", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    world.act = async () => {
      throw Object.defineProperty(new Refused({ reason: "silent" }), "stack", {
        get: () => {
          throw new TypeError("Look away.")
        },
      })
    }
    const run = await engine.workflows.workOnce.start("a")
    expect(await run.outcome()).toMatchObject({ status: "failed", error: { _tag: "Refused", reason: "silent" } })
  })

  it("N.7 refuses what is larger than may be stored, at the start and as the output of a step", async () => {
    await using engine = await createEngine({ database: await newDatabase(), workflows })
    const large = "x".repeat(1024 * 1024)
    await expect(engine.workflows.workOnce.start(large)).rejects.toMatchObject({
      _tag: "PayloadTooLarge",
      limit: 1024 * 1024,
    })
    expect((await engine.runs.list()).runs).toEqual([])
    world.act = async () => large
    const run = await engine.workflows.workOnce.start("a")
    await expect(run.result()).rejects.toMatchObject({ message: expect.stringContaining("output of step `work`") })
    expect(world.calls).toHaveLength(1)
  })

  it("N.8 waits out a database that cannot be written, tells who starts a run meanwhile, and loses nothing", async () => {
    const disk = { full: false }
    const open: (options: SqliteOptions) => Promise<Store> = async (options) => {
      const store = await openSqliteStore(options)
      const commit: Store["commit"] = async (epoch, batch) => {
        if (disk.full) throw new DiskFull(options.path)
        return store.commit(epoch, batch)
      }
      return { ...store, commit }
    }
    const time = virtualTime()
    const services = Context.add(time.services, OpenStore, open)
    await using engine = await createEngineWith(services, { database: await newDatabase(), workflows })
    const answered = Promise.withResolvers<string>()
    world.act = () => answered.promise
    const run = await engine.workflows.workOnce.start("a")
    await until(() => world.calls.length === 1)
    disk.full = true
    await expect(engine.workflows.workOnce.start("b", { id: "refused" })).rejects.toMatchObject({ _tag: "DiskFull" })
    answered.resolve("kept")
    await time.pass("1 seconds")
    disk.full = false
    await time.pass("1 seconds")
    expect(await run.result()).toBe("kept")
    expect(world.calls).toHaveLength(1)
    await expect(engine.runs.get("refused")).rejects.toMatchObject({ _tag: "RunNotFound" })
    expect(await (await engine.workflows.workOnce.start("c")).result()).toBe("kept")
  })

  it("N.8 parks a run whose snapshot is damaged, names the reason, and goes on with the others", async () => {
    const database = await newDatabase()
    const time = virtualTime()
    const first = await createEngineWith(time.services, { database, workflows })
    await first.workflows.nap.start(undefined, { id: "damaged" })
    await first.workflows.nap.start(undefined, { id: "sound" })
    await first.close()
    const file = new Database(database)
    file.prepare("UPDATE transitions SET snapshot = replace(snapshot, 'sleep', 'slept') WHERE run_id = 'damaged'").run()
    file.close()

    await using engine = await createEngineWith(time.services, { database, workflows })
    await time.pass("2 days")
    expect(await (await engine.workflows.nap.get("sound")).result()).toBe("woke")
    const damaged = await engine.workflows.nap.get("damaged")
    await expect(damaged.result()).rejects.toMatchObject({
      _tag: "RunParked",
      message: expect.stringContaining("SNP-001"),
    })
  })

  it("rejects those who wait when it closes, and goes on with what was in flight when it opens again", async () => {
    const database = await newDatabase()
    const first = await createEngine({ database, workflows })
    world.act = () => new Promise(() => {})
    const run = await first.workflows.workOnce.start("a", { id: "in-flight" })
    const waiting = run.result().catch((error: unknown) => error)
    await until(() => world.calls.length === 1)
    await first.close()
    expect(await waiting).toMatchObject({ _tag: "EngineClosed" })
    expect(world.calls[0]?.aborted()).toBe(true)
    world.act = async () => "done"
    await using second = await createEngine({ database, workflows: registry({ workOnce: workOnceProgram }) })
    expect(await (await second.workflows.workOnce.get("in-flight")).result()).toBe("done")
    expect(world.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  it("rejects whoever asks after close() was called, before and after it is done", async () => {
    const engine = await createEngine({ database: await newDatabase(), workflows })
    world.act = () => new Promise(() => {})
    const run = await engine.workflows.workOnce.start("a")
    const closing = engine.close()
    await expect(run.result()).rejects.toMatchObject({ _tag: "EngineClosed" })
    await expect(engine.workflows.workOnce.start("b")).rejects.toMatchObject({ _tag: "EngineClosed" })
    await closing
    await expect(run.result()).rejects.toMatchObject({ _tag: "EngineClosed" })
  })

  it("N.5 hands a start over that it had taken when another engine took the lead", async () => {
    const database = await newDatabase()
    await using engine = await createEngine({ database, workflows })
    const other = new Database(database)
    other.prepare("UPDATE leader SET epoch = epoch + 1").run()
    other.close()
    const starts = ["a", "b", "c"].map((id) => engine.workflows.workOnce.start(id, { id }))
    const runs = await Promise.all(starts)
    expect(await Promise.all(runs.map((run) => run.result()))).toEqual(["done", "done", "done"])
  })

  it("N.8 lets steps go on while the leader's beat cannot be written", async () => {
    const beats = { fail: false, failed: 0 }
    const open: (options: SqliteOptions) => Promise<Store> = async (options) => {
      const store = await openSqliteStore(options)
      const lead: Store["lead"] = async (request) => {
        const answer = await store.lead(request)
        if (answer.status === "held") return answer
        const beat = async (at: number): Promise<void> => {
          if (!beats.fail) return answer.lease.beat(at)
          beats.failed++
          throw new DiskFull(options.path)
        }
        return { ...answer, lease: { ...answer.lease, beat } }
      }
      return { ...store, lead }
    }
    const time = virtualTime()
    const services = Context.add(time.services, OpenStore, open)
    await using engine = await createEngineWith(services, { database: await newDatabase(), workflows })
    const answered = Promise.withResolvers<string>()
    world.act = () => answered.promise
    const run = await engine.workflows.workOnce.start("a")
    await until(() => world.calls.length === 1)
    beats.fail = true
    await time.pass("10 seconds")
    await until(() => beats.failed === 1)
    beats.fail = false
    await time.pass("2 seconds")
    answered.resolve("kept")
    expect(await run.result()).toBe("kept")
    expect(world.calls.map(({ attempt }) => attempt)).toEqual([1])
  })
})
