import { rmSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, copyOf, createApp } from "./app.ts"
import { bound } from "./bound.ts"

const ship = `
import { sleep, step, workflow } from "statewright"
import { z } from "zod"

interface Host { process: { getBuiltinModule(name: "node:fs"): { existsSync(path: string): boolean } } }
const { existsSync } = (globalThis as unknown as Host).process.getBuiltinModule("node:fs")

export const carry = step("carry", {
  input: z.string(),
  output: z.string(),
  run: async (city) => {
    if (!existsSync("open")) throw new RangeError("There is no way to " + city)
    return city
  },
})

export const ship = workflow("ship", { input: z.object({ city: z.string() }), output: z.string() }, async ({ city }) =>
  carry(city),
)

export const stay = workflow("stay", { input: z.string() }, async () => {
  await sleep("1 hour")
})
`

let app: App
beforeAll(async () => {
  app = createApp()
  app.write("src/ship.workflow.ts", ship)
  const { code, stderr } = await app.type("codegen")
  if (code !== 0) throw new Error(stderr)
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

describe("statewright dlq", bound, () => {
  it("F07.3 F07.4 F07.5 P.2 lists, shows and counts dead letters, and has them replayed and resumed", async () => {
    const copy = copyOf(app)
    const run = (id: string) => copy.type("run", "ship", "--input", '{"city":"Lima"}', "--id", id, "--wait")
    expect([(await run("first")).code, (await run("second")).code]).toEqual([1, 1])

    const listed = await copy.type("dlq", "ls", "--json")
    const { schema, data } = JSON.parse(listed.stdout) as {
      schema: string
      data: { id: number; fingerprint: string }[]
    }
    expect(schema).toBe("dlq.ls/1")
    expect(data).toMatchObject([
      { id: 2, runId: "second", step: "carry", tag: "RangeError", status: "dead", resumable: true },
      { id: 1, runId: "first" },
    ])
    expect((await copy.type("dlq", "ls")).stdout).toMatch(/^LETTER .*\n2 +dead +carry +RangeError +1 /)
    const stats = await copy.type("dlq", "stats")
    expect(stats.stdout).toMatch(new RegExp(`\\n${data[0]?.fingerprint ?? ""} +carry +RangeError +ship +2 +2 +2 `))
    const shown = await copy.type("dlq", "show", "1")
    expect(shown.stdout).toContain("Dead letter 1  dead")
    expect(shown.stdout).toContain("There is no way to Lima")
    expect(await copy.type("dlq", "show", "99")).toMatchObject({ code: 3 })
    expect(await copy.type("dlq", "show", "one")).toMatchObject({ code: 2 })
    expect((await copy.type("runs", "show", "first")).stdout).toContain("dead letter 1")

    const preview = await copy.type("dlq", "replay", "--step", "carry")
    expect(preview.stderr).toContain("2 dead letters fit")
    expect(await copy.type("dlq", "replay")).toMatchObject({ code: 2 })
    const asked = await copy.type("dlq", "resume", "1")
    expect(asked).toMatchObject({ code: 0, stdout: "1  first\n" })
    expect(asked.stderr).toContain("Stored. No process leads")
    expect(await copy.type("dlq", "replay", "2", "--input", '{"city":"Rome"}')).toMatchObject({ code: 0 })

    copy.write("open", "")
    expect((await copy.type("run", "ship", "--input", '{"city":"Oslo"}', "--id", "third", "--wait")).code).toBe(0)
    const first = await copy.type("run", "ship", "--input", '{"city":"Lima"}', "--id", "first", "--wait")
    expect(first).toMatchObject({ code: 0 })
    expect(JSON.parse((await copy.type("dlq", "ls", "--json", "--run", "first")).stdout)).toMatchObject({ data: [] })
  })

  it("F07.5 P.2 refuses another input that does not fit, and nothing has changed", async () => {
    const copy = copyOf(app)
    await copy.type("run", "ship", "--input", '{"city":"Lima"}', "--id", "first", "--wait")
    const { child, ended } = await copy.typeUntil("sleeps", "run", "stay", "--input", '"here"', "--wait")
    const before = await copy.type("dlq", "show", "1", "--json")
    const refused = await copy.type("dlq", "replay", "1", "--input", '{"town":"Rome"}')
    expect(refused).toMatchObject({ code: 2, stdout: "" })
    expect(refused.stderr).toMatch(
      /^VAL-010 The input of workflow `ship` does not fit its schema\.\n {2}city: .*\nhint: /,
    )
    const json = await copy.type("dlq", "replay", "1", "--input", "7", "--json")
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: "VAL-010" } })
    expect(await copy.type("dlq", "show", "1", "--json")).toEqual(before)
    expect(JSON.parse((await copy.type("runs", "ls", "--json")).stdout)).toMatchObject({
      data: [{ workflow: "stay" }, { id: "first" }],
    })
    child.kill()
    await ended
  })
})
