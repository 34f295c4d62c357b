import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Context, References } from "effect"
import { beforeEach, describe, expect, it } from "vitest"
import { openSqliteStore, StorageFailed } from "@statewright/store"
import { createEngineWith, OpenStore } from "../../src/index.ts"
import type { Engine, RunDetail } from "../../src/index.ts"
import { registry } from "../../src/machine/index.ts"
import { collectProgram } from "../advance/collect.ts"
import { failingStore, failures, strideOf } from "./failing-store.ts"
import type { Failure } from "./failing-store.ts"
import { napProgram, workOnceProgram, world } from "./programs.ts"
import { waiting } from "./waiting-programs.ts"
import { virtualTime } from "./virtual-time.ts"

const { approve } = waiting
const workflows = registry({ collect: collectProgram, workOnce: workOnceProgram, nap: napProgram, approve })

/** What a caller asks for, one after the other. */
const starts = [
  (engine: Engine<typeof workflows>) => engine.workflows.collect.start({ count: 3 }, { id: "collect" }),
  (engine: Engine<typeof workflows>) => engine.workflows.workOnce.start("a", { id: "workOnce" }),
  (engine: Engine<typeof workflows>) => engine.workflows.nap.start(undefined, { id: "nap" }),
  (engine: Engine<typeof workflows>) => engine.workflows.approve.start("o-1", { id: "approve" }),
  (engine: Engine<typeof workflows>) =>
    engine.events.send({ name: "approval", id: "yes", payload: { orderId: "o-1", by: "Ada" } }),
]

/** What a leader asks of its store. */
const everyCall = [
  "lead",
  "runGroups",
  "stepsAtWork",
  "pendingInbox",
  "changed",
  "dueTimers",
  "nearestTimer",
  "commit",
  "run",
  "frame",
  "step",
]

/** A step that fails first, so that there is a retry. */
beforeEach(() => {
  world.act = async () => {
    if (world.calls.length === 1) throw new RangeError("not yet")
    return "done"
  }
})

describe("an engine whose store fails once", () => {
  it.each(failures)("N.8 ends every run right and its steps once, whichever call is %s (fault 36)", async (failure) => {
    const calls = new Set<string>()
    for (let nth = 1; ; nth += strideOf(failure)) {
      world.calls = []
      const { ended, failed } = await runAll(nth, failure)
      expect(
        ended.map(({ id, output, steps }) => [id, output, steps.map(({ status }) => status)]),
        `call ${nth}: ${[...failed].join(", ")}`,
      ).toEqual([
        ["collect", [0, 1, 4], ["completed", "completed", "completed"]],
        ["workOnce", "done", ["completed"]],
        ["nap", "woke", []],
        ["approve", { orderId: "o-1", by: "Ada", cents: 0 }, []],
      ])
      expect(
        world.calls.map(({ attempt }) => attempt),
        `call ${nth}: ${[...failed].join(", ")}`,
      ).toEqual([1, 2])
      if (failed.size === 0) break
      for (const name of failed) calls.add(name)
    }
    const least = strideOf(failure) === 1 ? everyCall : ["commit", "lead"]
    expect([...calls]).toEqual(expect.arrayContaining(least))
  })
})

describe("an engine that stands by, whose store fails once", () => {
  it("N.8 tells its caller of the end all the same, when it looked at the moment of the failure (fault 36)", async () => {
    const database = join(await mkdtemp(join(tmpdir(), "statewright-")), "app.db")
    const time = virtualTime()
    const silent = Context.make(References.MinimumLogLevel, "None")
    await using leader = await createEngineWith(time.services, { database, workflows, durability: "normal" })
    const failing = { next: false, failed: false }
    const open: typeof openSqliteStore = async (options) => {
      const store = await openSqliteStore(options)
      const changed = async (): Promise<boolean> => {
        const answer = await store.changed()
        if (!failing.next || !answer) return answer
        failing.next = false
        failing.failed = true
        throw new StorageFailed(options.path, new Error("failed for this test"))
      }
      return { ...store, changed }
    }
    const services = Context.mergeAll(time.services, silent, Context.make(OpenStore, open))
    await using standby = await createEngineWith(services, { database, workflows })
    const run = await standby.workflows.nap.start(undefined, { id: "nap" })
    await time.pass("1 second")
    const result = run.result()
    await time.pass("1 second")
    expect([leader.role(), standby.role(), (await run.info()).status]).toEqual(["leader", "standby", "running"])
    failing.next = true
    await time.pass("1 day")
    while (!failing.failed) await time.pass("100 millis")
    await time.pass("1 second")
    await time.pass("1 second")
    expect(await result).toBe("woke")
  })
})

/** Runs four workflows to their ends as a patient caller does, and tells which call failed, if there were so many. */
const runAll = async (
  nth: number,
  failure: Failure,
): Promise<{ ended: readonly RunDetail[]; failed: ReadonlySet<string> }> => {
  const database = join(await mkdtemp(join(tmpdir(), "statewright-")), "app.db")
  const time = virtualTime()
  const store = failingStore(nth, failure)
  const silent = Context.make(References.MinimumLogLevel, "None")
  const services = Context.mergeAll(time.services, store.services, silent)
  await using engine = await patiently(() => createEngineWith(services, { database, workflows, durability: "normal" }))
  for (const start of starts) {
    // A start that was refused is tried again; time passes meanwhile, and nobody else would move the clock.
    await patiently(async () => {
      const started = start(engine).then(
        () => true,
        () => false,
      )
      while ((await Promise.race([started, time.pass("1 second")])) === undefined);
      if (!(await started)) throw new Error("refused")
    })
  }
  for (let days = 0; days < 100; days++) {
    // A run may still wait in the inbox.
    const found = await Promise.all(
      ["collect", "workOnce", "nap", "approve"].map((id) => engine.runs.get(id).catch(() => undefined)),
    )
    const ended = found.flatMap((run) => (run?.endedAt === undefined ? [] : [run]))
    if (ended.length === found.length) return { ended, failed: store.failed }
    await time.pass("1 day")
  }
  throw new Error(`Call ${nth}, to ${[...store.failed].join(", ")}, left runs that nobody works on.`)
}

/** Again while it fails: the store soon works. */
const patiently = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  for (let left = 5; left > 0; left--) {
    try {
      return await act()
    } catch {
      // The next one may do.
    }
  }
  return act()
}
