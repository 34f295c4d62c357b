import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runCompiled, runInline, type Stubs } from "@statewright/testing"
import { DeadlineExceeded, NonRetryable } from "statewright"
import { createEngine } from "statewright/engine"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type Answer, openBank } from "../src/bank.ts"
import { exchange } from "../src/exchange.workflow.ts"
import { workflows } from "../src/generated/index.ts"

const order = { bank: "http://127.0.0.1:1", cents: 50_00, currency: "EUR" }
const world: Stubs = { lookUpRate: () => 1.08, buy: () => "p1", waitUntilSettled: () => undefined }
const tooLate: Stubs = {
  ...world,
  waitUntilSettled: () => {
    throw new DeadlineExceeded({ message: "too late", step: "waitUntilSettled", deadline: 3_000 })
  },
}

const ways = [
  { way: "as a function", run: (steps: Stubs) => runInline(exchange, order, { steps }) },
  { way: "as a machine", run: (steps: Stubs) => runCompiled(workflows.exchange, order, { steps }) },
]

describe.each(ways)("exchange $way", ({ run }) => {
  it("F06.14 answers `pending` where the bank does not settle in time", async () => {
    expect((await run(world)).output).toMatchObject({ state: "settled" })
    expect((await run(tooLate)).output).toMatchObject({ state: "pending" })
  })
})

describe("exchange on an engine", () => {
  let folder = ""
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "retries-"))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const changedAt = async (answers: readonly Answer[]) => {
    await using bank = await openBank(answers)
    await using engine = await createEngine({ database: join(folder, "retries.db"), workflows })
    const run = await engine.workflows.exchange.start({ ...order, bank: bank.url })
    return { outcome: await run.outcome(), steps: (await run.info()).steps, asked: bank.asked }
  }

  it("F06.7 F06.9 F06.11 asks again, each step in its own way, and records what went wrong", async () => {
    const { outcome, steps, asked } = await changedAt([
      [503, "down", { "retry-after": "0" }],
      [200, 1.08],
      [500, "oops"],
      [200, "p1"],
      [200, "pending"],
      [200, "pending"],
      [200, "settled"],
    ])
    expect(outcome).toEqual({ status: "completed", output: { rate: 1.08, payment: "p1", state: "settled" } })
    expect(steps.map(({ name, attempts, failures }) => [name, attempts, failures.length])).toEqual([
      ["lookUpRate", 2, 1],
      ["buy", 2, 1],
      ["waitUntilSettled", 3, 2],
    ])
    const keys = asked.filter(({ path }) => path.startsWith("/payments?")).map(({ key }) => key)
    expect(new Set(keys).size).toBe(1)
  })

  it("F06.7 F06.13 does not ask again where that is of no use", async () => {
    const { outcome, asked } = await changedAt([[400, "which currency?"]])
    expect(outcome).toMatchObject({ status: "failed", error: { message: "The bank answered 400." } })
    expect(asked).toHaveLength(1)
    const empty = await changedAt([[200, 1.08], [402]])
    expect(empty.outcome).toMatchObject({ status: "failed", error: expect.any(NonRetryable) })
    expect(empty.asked).toHaveLength(2)
  })
})
