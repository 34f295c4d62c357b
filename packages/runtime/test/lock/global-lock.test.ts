import { step, workflow } from "@statewright/workflow"
import { openSqliteStore } from "@statewright/store"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { createEngineWith } from "../../src/index.ts"
import {
  call,
  completed,
  locked,
  program,
  registry,
  returned,
  segment,
  setup,
  start,
  threw,
  wait,
} from "../../src/machine/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { until } from "../engine/until.ts"
import { virtualTime } from "../engine/virtual-time.ts"

/** Who is inside, and how each is let out. */
const newTill = () => {
  const inside: string[] = []
  const outs = new Map<string, () => void>()
  const count = step("count", {
    input: z.string(),
    run: (who) => {
      inside.push(who)
      return new Promise<string>((resolve) => {
        outs.set(who, () => {
          inside.splice(inside.indexOf(who), 1)
          resolve(`${who} counted`)
        })
      })
    },
  })
  /** `async (who) => mutex("till", { scope: "global" }).run(async () => count(who))` */
  const till = workflow("till", { input: z.string(), output: z.string() }, async (who) => count(who))
  const main = setup<object>().createMachine({
    id: "main",
    initial: "begin",
    states: {
      begin: segment((_: object, who: string) => locked("till", { scope: "global" }, call("inside", [], { who })), {
        next: "mutex",
      }),
      mutex: wait("mutex", { done: "end", keep: [] }),
      end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
      returned: returned(),
      threw: threw(),
    },
  })
  const insideMachine = setup<{ who: string }>().createMachine({
    id: "inside",
    initial: "begin",
    states: {
      begin: segment((f: { who: string }) => start(count, f.who), { next: "count" }),
      count: wait("count", { done: "end", keep: [] }),
      end: segment((_: object, value: unknown) => completed(value), { return: "returned" }),
      returned: returned(),
      threw: threw(),
    },
  })
  const workflows = registry({
    till: program({ workflow: till, version: "1", main, helpers: { inside: insideMachine }, steps: [count] }),
  })
  return { inside, leave: (who: string) => outs.get(who)?.(), workflows }
}

describe("a mutex that all runs share", () => {
  it("W.6 lets one run in at a time, in the order in which they asked, and gives way to none that is cancelled", async () => {
    const time = virtualTime()
    const { inside, leave, workflows } = newTill()
    await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
    const runs = []
    for (const who of ["a", "b", "c", "d"]) runs.push(await engine.workflows.till.start(who, { id: who }))
    await until(() => inside.length > 0)
    expect(inside).toEqual(["a"])
    await engine.runs.cancel("b")
    leave("a")
    expect(await runs[0]?.result()).toBe("a counted")
    await until(() => inside.length > 0)
    expect(inside).toEqual(["c"])
    await engine.runs.cancel("c", { force: true })
    await until(() => inside.includes("d"))
    leave("d")
    expect(await runs[3]?.result()).toBe("d counted")
    expect(await runs[1]?.outcome()).toMatchObject({ status: "cancelled" })
  })

  it("W.6 N.5 goes on as it was where a process ends, and is left free by those that have ended", async () => {
    const time = virtualTime()
    const database = await newDatabase()
    const first = newTill()
    const engine = await createEngineWith(time.services, { database, workflows: first.workflows })
    for (const who of ["a", "b", "c"]) await engine.workflows.till.start(who, { id: who })
    await until(() => first.inside.length > 0)
    await engine.close()
    const second = newTill()
    await using again = await createEngineWith(time.services, { database, workflows: second.workflows })
    for (const who of ["a", "b", "c"]) {
      await until(() => second.inside.length > 0)
      expect(second.inside).toEqual([who])
      second.leave(who)
      expect(await (await again.workflows.till.get(who)).result()).toBe(`${who} counted`)
    }
    const store = await openSqliteStore({ path: database })
    expect(await store.mutexes()).toEqual([])
    await store.close()
  })
})
