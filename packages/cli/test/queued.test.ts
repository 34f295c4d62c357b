import { describe, expect, it } from "vitest"

import { copyOf, createApp } from "./app.ts"
import { bound } from "./bound.ts"

const source = `
import { step, workflow } from "statewright"
import { z } from "zod"

import { perform } from "./perform.js"

const Job = z.object({ tenant: z.string() })

export const polish = step("polish", {
  input: Job,
  concurrency: { limit: 1 },
  rate: { limit: 5, per: "1 hour", key: ({ tenant }) => tenant },
  run: async () => perform(2),
})

export const shine = workflow("shine", { input: Job, concurrency: { limit: 2, key: ({ tenant }) => tenant } }, async (job) => {
  await polish(job)
})
`

describe("statewright runs, for what stands in line", bound, () => {
  it("P.9 says why a run does not move: that it or a step of it waits, for what, and at which place", async () => {
    const app = copyOf(createApp())
    app.write("src/shine.workflow.ts", source)
    expect(await app.type("codegen")).toMatchObject({ code: 0 })
    const shown = async (id: string): Promise<string> => (await app.type("runs", "show", id)).stdout
    const run = ["run", "shine", "--input", '{"tenant":"acme"}']
    const { child, ended } = await app.typeUntil("performed 2", ...run, "--id", "first", "--wait")
    for (const id of ["second", "third"]) await app.type(...run, "--id", id)
    await app.type(...run, "--id", "quick", "--priority", "7")
    while (!(await shown("quick")).includes("Run quick  queued"));
    expect(await shown("second")).toMatch(/polish#1 +queued [^]*\n +1st in line for concurrency and rate "acme"\n/)
    expect(await shown("quick")).toMatch(/\n {2}queued {4}1st in line for concurrency "acme", with priority 7\n/)
    const { stdout } = await app.type("runs", "show", "third", "--json")
    expect(JSON.parse(stdout)).toMatchObject({
      data: { status: "queued", queued: { number: 2, priority: 0, concurrency: "acme" }, steps: [] },
    })
    app.write("go", "")
    await ended
    expect(child.exitCode).toBe(0)
  })
})
