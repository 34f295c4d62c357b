import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runCompiled, runInline } from "@statewright/testing"
import { CircuitOpen } from "statewright"
import { createEngine } from "statewright/engine"
import { afterEach, describe, expect, it } from "vitest"
import { workflows } from "../src/generated/index.ts"
import { provider } from "../src/provider.ts"
import { settle } from "../src/settle.workflow.ts"

const order = { id: "o1", cents: 900 }
const closed = new CircuitOpen({ message: "open", key: "payments", retryAt: 0, halfOpen: false })
const steps = {
  charge: () => {
    throw closed
  },
  invoice: () => "invoice-o1",
}

describe("settle", () => {
  it("F05.4 writes an invoice where the breaker is open, as a function and as a machine", async () => {
    const settled = { by: "invoice", number: "invoice-o1" }
    expect((await runInline(settle, order, { steps })).output).toEqual(settled)
    expect((await runCompiled(workflows.settle, order, { steps, mode: "roundtrip" })).output).toEqual(settled)
  })
})

describe("settle on an engine", () => {
  const { pay } = provider
  let folder = ""
  afterEach(async () => {
    provider.pay = pay
    await rm(folder, { recursive: true, force: true })
  })

  it("F05.2 F05.7 F05.9 F05.10 asks a dead provider three times, in this process and the next, until somebody closes the breaker", async () => {
    folder = await mkdtemp(join(tmpdir(), "breaker-"))
    const database = join(folder, "breaker.db")
    let calls = 0
    provider.pay = async () => {
      calls += 1
      throw new Error("down")
    }
    const outcome = async (engine: Awaited<ReturnType<typeof open>>, id: string) =>
      (await engine.workflows.settle.start({ id, cents: 900 })).outcome()
    const open = () => createEngine({ database, workflows })
    {
      await using engine = await open()
      for (const id of ["o1", "o2", "o3"]) expect(await outcome(engine, id)).toMatchObject({ status: "failed" })
      expect(await outcome(engine, "o4")).toMatchObject({ output: { by: "invoice", number: "invoice-o4" } })
    }
    await using engine = await open()
    expect(await outcome(engine, "o5")).toMatchObject({ output: { by: "invoice" } })
    expect(calls).toBe(3)
    const later = await engine.workflows.settleLater.start({ id: "o6", cents: 900 })
    await until(async () => (await later.info()).steps[0]?.refused === 1)
    expect(await later.info()).toMatchObject({ status: "running", steps: [{ attempts: 0 }] })
    provider.pay = pay
    await engine.breakers.close("payments")
    expect(await outcome(engine, "o7")).toMatchObject({ output: { by: "card", number: "receipt-o7" } })
  })
})

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}
