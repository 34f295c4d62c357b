import { describe, expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { oneStep } from "../engine/one-step.ts"
import { virtualTime } from "../engine/virtual-time.ts"

const times = (maxAttempts: number) => ({ strategy: "fixed", initialDelay: 0, maxAttempts }) as const

const attemptsWith = async (said: { readonly step?: object; readonly workflow?: object; readonly engine?: object }) => {
  const time = virtualTime()
  let attempts = 0
  const workflows = oneStep(async () => {
    attempts += 1
    throw new Error("no")
  }, said)
  const database = await newDatabase()
  await using engine = await createEngineWith(time.services, { database, workflows, ...said.engine })
  const run = await engine.workflows.job.start({ n: 1 })
  for (let round = 0; round < 5; round++) await time.pass("1 second")
  expect(await run.outcome()).toMatchObject({ status: "failed", error: { message: "no" } })
  return attempts
}

describe("the defaults of policies", () => {
  it("F06.1 are those of the workflow, else of the engine, where a step says nothing", async () => {
    expect(await attemptsWith({})).toBe(1)
    expect(await attemptsWith({ engine: { retry: times(2) } })).toBe(2)
    expect(await attemptsWith({ engine: { retry: times(2) }, workflow: { retry: times(3) } })).toBe(3)
    const all = { engine: { retry: times(2) }, workflow: { retry: times(3) }, step: { retry: times(4) } }
    expect(await attemptsWith(all)).toBe(4)
  })

  it("F06.1 of an engine are refused where they make no sense", async () => {
    const workflows = oneStep(async () => "done")
    const opened = createEngineWith(virtualTime().services, {
      database: await newDatabase(),
      workflows,
      retry: { ...times(0) },
    })
    await expect(opened).rejects.toMatchObject({ _tag: "InvalidRetry" })
  })
})
