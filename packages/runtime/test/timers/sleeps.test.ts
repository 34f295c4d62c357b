import { workflow } from "@statewright/workflow"
import type { Duration } from "@statewright/workflow"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { createEngineWith } from "../../src/index.ts"
import { completed, program, registry, returned, segment, setup, sleep, threw, wait } from "../../src/machine/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { virtualTime } from "../engine/virtual-time.ts"
import { lengths, noLengths } from "./lengths.ts"

/** `async (length) => { await sleep(length) }` */
const rest = workflow("rest", { input: z.unknown() }, async () => {})

const restMain = setup<object>().createMachine({
  id: "main",
  initial: "begin",
  states: {
    // What is no length is given on purpose.
    begin: segment((_: object, length: unknown) => sleep(length as Duration), { next: "sleep" }),
    sleep: wait("sleep", { done: "end", keep: [] }),
    end: segment(() => completed(undefined), { return: "returned" }),
    returned: returned(),
    threw: threw(),
  },
})

const workflows = registry({ rest: program({ workflow: rest, version: "1", main: restMain }) })

/** An engine on a new file, at a moment that is not the first of all. */
const newEngine = async () => {
  const time = virtualTime()
  await time.pass("1 day")
  const engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
  return { time, engine }
}

describe("sleep in a run", () => {
  it("N.2 ends at its time and not a millisecond before, however long it is (fault 14)", async () => {
    const { time, engine } = await newEngine()
    await fc.assert(
      fc.asyncProperty(lengths, async ({ given, millis }) => {
        const run = await engine.workflows.rest.start(given)
        await time.pass(Math.max(0, millis - 1))
        const before = (await run.info()).status
        await time.pass(1)
        const { status, createdAt, endedAt = 0 } = await run.info()
        expect([before, status, endedAt - createdAt]).toEqual([millis > 1 ? "running" : before, "completed", millis])
      }),
    )
    await engine.close()
  })

  it("N.2 N.6 of what is no length of time fails with a typed error, and sets no timer (fault 14)", async () => {
    const { engine } = await newEngine()
    // What can be stored as an input; a caller without types can give any of it.
    await fc.assert(
      fc.asyncProperty(noLengths, async (given) => {
        const run = await engine.workflows.rest.start(given)
        expect(await run.outcome()).toMatchObject({ status: "failed", error: { _tag: "InvalidDuration" } })
      }),
    )
    await engine.close()
  })
})
