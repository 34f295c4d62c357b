import { expect, it } from "vitest"
import { createEngineWith } from "../../src/index.ts"
import { newDatabase } from "../engine/new-database.ts"
import { oneStep } from "../engine/one-step.ts"
import { virtualTime } from "../engine/virtual-time.ts"

it("F07.5 F06.14 a call whose deadline was over while it stood in line is made when its run is resumed", async () => {
  const workflows = oneStep(async ({ n }) => `done ${n}`, {
    step: { rate: { limit: 1, per: "1 hour" }, deadline: "1 minute" },
  })
  const time = virtualTime()
  await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
  expect(await (await engine.workflows.job.start({ n: 1 })).result()).toBe("done 1")
  const second = await engine.workflows.job.start({ n: 2 })
  await time.pass("2 minutes")
  expect(await second.outcome()).toMatchObject({ status: "failed", error: { _tag: "DeadlineExceeded" } })

  await time.pass("2 hours")
  const { letters } = await engine.letters.list({ runId: second.id })
  expect(letters).toHaveLength(1)
  await engine.letters.resume(letters[0]?.id ?? 0)
  await time.pass("30 seconds")
  expect(await second.info()).toMatchObject({ status: "completed", output: "done 2" })
})
