import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runCompiled, runInline, type Stubs } from "@statewright/testing"
import { Effect, Layer } from "effect"
import { createEngine } from "statewright/engine"
import { expect, it, onTestFinished } from "vitest"
import { AccountClosed, Bank } from "../src/bank.ts"
import { workflows } from "../src/generated/index.ts"
import { payroll } from "../src/payroll.workflow.ts"
import { testBank } from "../src/test-bank.ts"

const payments = ["ann", "bob", "nobody", "cleo"].map((to) => ({ to, cents: 100_00 }))

const newDatabase = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "payroll-"))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, "payroll.db")
}

it.each([
  { way: "as a function", run: (steps: Stubs) => runInline(payroll, payments, { steps }) },
  {
    way: "as a machine",
    run: (steps: Stubs) => runCompiled(workflows.payroll, payments, { steps, mode: "roundtrip" }),
  },
])("F06.6 pays all but the closed accounts $way", async ({ run }) => {
  const { output } = await run({
    transfer: ({ to }: { to: string }) => {
      if (to === "nobody") throw new AccountClosed({ account: to })
      return `receipt of ${to}`
    },
  })
  expect(output).toEqual({ receipts: ["receipt of ann", "receipt of bob", "receipt of cleo"], unpaid: ["nobody"] })
})

it("F06.6 F06.2 pays everybody once, though the bank is busy, and hangs up behind the last", async () => {
  const said: string[] = []
  const layer = testBank((line) => said.push(line))
  {
    await using engine = await createEngine({ database: await newDatabase(), workflows, layer })
    const run = await engine.workflows.payroll.start(payments)
    expect(await run.result()).toEqual({
      receipts: ["ann got 100.00", "bob got 100.00", "cleo got 100.00"],
      unpaid: ["nobody"],
    })
    const { steps } = await run.info()
    expect(steps.map(({ attempts }) => attempts)).toEqual([1, 1, 2, 1])
  }
  expect(said).toEqual([
    "the line to the bank is open",
    "ann got 100.00",
    "bob got 100.00",
    "cleo got 100.00",
    "the line to the bank is closed",
  ])
})

it("N.2 pays in the next process what the last one left, by another bank's line (fault 15)", async () => {
  const database = await newDatabase()
  const keys: string[] = []
  const bank = (transfer: (key: string) => Effect.Effect<string>) =>
    Layer.succeed(Bank, {
      transfer: (_, key) => {
        keys.push(key)
        return transfer(key)
      },
    })
  const asked = Promise.withResolvers<void>()
  const hangs = bank(() => Effect.andThen(Effect.sync(asked.resolve), Effect.never))
  {
    await using engine = await createEngine({ database, workflows, layer: hangs })
    await engine.workflows.payroll.start(payments.slice(0, 1), { id: "november" })
    await asked.promise
  }
  await using engine = await createEngine({ database, workflows, layer: bank(() => Effect.succeed("paid")) })
  const run = await engine.workflows.payroll.get("november")
  expect(await run.result()).toEqual({ receipts: ["paid"], unpaid: [] })
  // The bank can tell that it is the same transfer.
  expect(keys).toEqual([keys[0], keys[0]])
})
