import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runCompiled, runInline } from "@statewright/testing"
import { createEngine } from "statewright/engine"
import { afterEach, describe, expect, it } from "vitest"
import { workflows } from "../src/generated/index.ts"
import { importBill } from "../src/import.workflow.ts"

const iban = "DE02120300000000202051"
const bill = { number: "AB-1", iban, lines: [{ text: "paper", cents: 900 }], cents: 900 }
const steps = { "known-supplier": () => undefined, pay: ({ cents }: { cents: number }) => ({ receipt: `r-${cents}` }) }

/** How a bill ends, as a function and as a machine. */
const ended = async (sent: unknown) => {
  const text = JSON.stringify(sent)
  const [native, compiled] = [
    await runInline(importBill, text, { steps }),
    await runCompiled(workflows.importBill, text, { steps, mode: "roundtrip" }),
  ]
  expect(compiled).toEqual(native)
  return native
}

describe("importBill", () => {
  it("F13.1 F13.5 pays what fits", async () => {
    const { output, trace } = await ended(bill)
    expect(output).toEqual({ receipt: "r-900" })
    expect(trace.map(({ step }) => step)).toEqual(["validate", "known-supplier", "validate", "validate", "pay"])
  })

  it("F13.2 refuses what does not fit, with every issue and its path", async () => {
    expect(await ended({ ...bill, number: "1", lines: [{ text: "paper" }] })).toMatchObject({
      error: { issues: [{ path: "number" }, { path: "lines[0].cents", message: "is required" }] },
    })
  })

  it("F13.3 says which assertion does not hold, and how it was written", async () => {
    expect(await ended({ ...bill, cents: 900_000 })).toMatchObject({
      error: {
        issues: [
          { assertion: "adds up", source: "sumOf(bill) === bill.cents" },
          { assertion: "within the limit", source: "bill.cents <= limit" },
        ],
      },
    })
  })

  describe("on an engine", () => {
    let folder = ""
    afterEach(() => rm(folder, { recursive: true, force: true }))

    it("F13.4 F13.6 asks the books in a step, and lets a terse bill pass with a warning", async () => {
      folder = await mkdtemp(join(tmpdir(), "validation-"))
      await using engine = await createEngine({ database: join(folder, "bills.db"), workflows })
      const stranger = await engine.workflows.importBill.start(
        JSON.stringify({ ...bill, iban: "GB33BUKB20201555555555" }),
      )
      expect(await stranger.outcome()).toMatchObject({ status: "failed", error: { _tag: "UnknownSupplier" } })
      const terse = await engine.workflows.importBill.start(
        JSON.stringify({ ...bill, lines: [{ text: "p", cents: 900 }] }),
      )
      expect(await terse.outcome()).toMatchObject({ status: "completed" })
      const polite = (await terse.info()).steps.find(({ wait }) => wait.startsWith("polite"))
      expect(polite).toMatchObject({ status: "completed", warnings: [{ path: "lines[0].text" }] })
    })
  })
})
