import { readFileSync } from "node:fs"
import { createEngine } from "statewright/engine"
import { describe, expect, it } from "vitest"
import { workflows } from "./generated/index.ts"
import { newDatabase } from "./new-database.ts"

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8")

describe("docs/limits.md", () => {
  it("P.9 shows a workflow that compiles, and does what the page says", async () => {
    expect(read("../../docs/limits.md")).toContain(read("workflows/invoices.workflow.ts"))

    await using engine = await createEngine({ database: await newDatabase(), workflows })
    const { invoice } = engine.workflows
    const job = { tenant: "acme", number: 7, cents: 250_000 }
    const run = await invoice.start(job, { id: "acme-7", priority: 10, tags: { by: "nightly" } })
    expect(await run.result()).toBe("sent acme-7.pdf as acme-7/main/mail#2")
    expect((await invoice.start(job, { id: "acme-7" })).id).toBe("acme-7")
    await expect(invoice.start({ ...job, cents: 1 }, { id: "acme-7" })).rejects.toMatchObject({ _tag: "RunExists" })
    const { runs, next } = await engine.runs.list({ tags: { tenant: "acme", large: true }, status: "completed" })
    expect(runs).toMatchObject([{ id: "acme-7", tags: { by: "nightly", large: true, tenant: "acme" } }])
    expect(next).toBeUndefined()

    const many = await Promise.all(
      Array.from({ length: 12 }, (_, number) => invoice.start({ tenant: "other", number, cents: 1 })),
    )
    expect(await Promise.all(many.map((each) => each.result()))).toHaveLength(12)
  })
})
