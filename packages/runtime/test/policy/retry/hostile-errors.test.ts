import { expect, it } from "vitest"
import { createEngineWith } from "../../../src/index.ts"
import { newDatabase } from "../../engine/new-database.ts"
import { oneStep } from "../../engine/one-step.ts"
import { virtualTime } from "../../engine/virtual-time.ts"

it("F06.9 N.6 an error that cannot even be looked at is tried again as any other", async () => {
  let calls = 0
  const act = async (): Promise<never> => {
    calls += 1
    const { proxy, revoke } = Proxy.revocable(new Error("gone"), {})
    revoke()
    throw proxy
  }
  const workflows = oneStep(act, { step: { retry: { strategy: "immediate", maxAttempts: 3 } } })
  const time = virtualTime()
  await using engine = await createEngineWith(time.services, { database: await newDatabase(), workflows })
  const run = await engine.workflows.job.start({ n: 1 })
  await time.pass("1 second")
  expect((await run.outcome()).status).toBe("failed")
  expect(calls).toBe(3)
})
