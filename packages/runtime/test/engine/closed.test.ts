import { describe, expect, it } from "vitest"
import { createEngine } from "../../src/index.ts"
import { newDatabase } from "./new-database.ts"
import { workflows } from "./programs.ts"

describe("an engine that is closed", () => {
  it("N.5 refuses whatever it is asked with one typed error that says what becomes of the runs", async () => {
    const engine = await createEngine({ database: await newDatabase(), workflows })
    const run = await engine.workflows.nap.start(undefined)
    await engine.close()

    const asked: readonly (() => Promise<unknown>)[] = [
      () => engine.workflows.nap.start(undefined),
      () => engine.workflows.nap.get(run.id),
      () => run.info(),
      () => run.result(),
      () => run.outcome(),
      () => run.cancel(),
      () => engine.runs.get(run.id),
      () => engine.runs.list(),
      () => engine.runs.resume(run.id),
      () => engine.runs.cancel(run.id),
      () => engine.events.list(),
      () => engine.events.send({ name: "ready", payload: 1 }),
    ]
    for (const ask of asked) {
      await expect(ask(), ask.toString()).rejects.toMatchObject({ _tag: "EngineClosed", code: "ENG-002" })
    }
  })

  it("N.5 refuses what was asked before it was closed and could not be answered", async () => {
    const engine = await createEngine({ database: await newDatabase(), workflows })
    const run = await engine.workflows.nap.start(undefined)
    const asked = Promise.allSettled([run.info(), engine.runs.list(), engine.events.list()])
    await engine.close()
    const refused = (await asked).filter((answer) => answer.status === "rejected")
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused) expect(reason).toMatchObject({ _tag: "EngineClosed" })
  })
})
