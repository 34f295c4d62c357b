import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runCompiled, runInline } from "@statewright/testing"
import { createEngine } from "statewright/engine"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { workflows } from "../src/generated/index.ts"
import { quote } from "../src/quote.workflow.ts"
import { openSupplier } from "../src/supplier.ts"

const wish = { supplier: "http://127.0.0.1:1", sku: "lamp", count: 10 }
const steps = { lookUpPrice: () => ({ cents: 40_00, inStock: true }) }

describe("quote", () => {
  it("gives a tenth off from ten on, as a function and as a machine", async () => {
    expect((await runInline(quote, wish, { steps })).output).toEqual({ cents: 360_00, inStock: true })
    expect((await runCompiled(workflows.quote, wish, { steps })).output).toEqual({ cents: 360_00, inStock: true })
  })
})

describe("quote on an engine", () => {
  let folder = ""
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cache-"))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it("F14.1 F14.12 asks the supplier once for a hundred quotes, and once for each shop", async () => {
    await using supplier = await openSupplier(20)
    await using engine = await createEngine({ database: join(folder, "cache.db"), workflows })
    supplier.sell("lamp", { cents: 40_00, inStock: true })
    const ask = async (tenant: string) =>
      (await engine.workflows.quote.start({ ...wish, supplier: supplier.url, count: 1 }, { tenant })).result()
    const quotes = await Promise.all(Array.from({ length: 100 }, () => ask("north")))
    expect(new Set(quotes.map(({ cents }) => cents))).toEqual(new Set([40_00]))
    expect(supplier.asked).toEqual(["lamp"])

    supplier.sell("lamp", { cents: 44_00, inStock: true })
    expect(await ask("south")).toEqual({ cents: 44_00, inStock: true })
    expect(await ask("north")).toEqual({ cents: 40_00, inStock: true })
    expect(await engine.cache.invalidate({ tag: "sku:lamp", tenant: "north" })).toEqual({ status: "done", removed: 1 })
    expect(await ask("north")).toEqual({ cents: 44_00, inStock: true })
    expect(supplier.asked).toEqual(["lamp", "lamp", "lamp"])
  })

  it("F14.6 asks anew for what is sold out", async () => {
    await using supplier = await openSupplier(0)
    await using engine = await createEngine({ database: join(folder, "cache.db"), workflows })
    supplier.sell("lamp", { cents: 40_00, inStock: false })
    for (const inStock of [false, true, true]) {
      const run = await engine.workflows.quote.start({ ...wish, supplier: supplier.url })
      expect(await run.result()).toMatchObject({ inStock })
      supplier.sell("lamp", { cents: 40_00, inStock: true })
    }
    expect(supplier.asked).toEqual(["lamp", "lamp"])
  })
})
