import { rmSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, compiledApp } from "./app.ts"
import { bound } from "./bound.ts"

const family = `import { failure, fork, step, workflow } from "statewright"
import { z } from "zod"

export class Lost extends failure("Lost", z.object({ toy: z.string() })) {}

export const ask = step("ask", { input: z.string(), output: z.string(), run: async (who) => who })

export const play = workflow("play", { input: z.string(), output: z.string(), errors: [Lost] }, async (toy) => {
  if (toy === "ball") throw new Lost({ toy })
  return await ask(toy)
})

export const parents = workflow("parents", { input: z.array(z.string()), output: z.number() }, async (toys) => {
  let found = 0
  for (const toy of toys) {
    try {
      await play(toy)
      found += 1
    } catch {
      await ask("where is the " + toy)
    }
  }
  await fork({ walk: async () => await ask("walk"), talk: async () => await ask("talk") })
  await play.start("blocks", { id: "blocks" })
  return found
})
`

let app: App
beforeAll(async () => {
  app = await compiledApp()
  app.write("src/family.workflow.ts", family)
  await app.type("codegen")
  await app.type("run", "parents", "--id", "first", "--wait", "--input", '["doll","ball"]')
}, bound.timeout)
afterAll(() => rmSync(app.folder, { recursive: true }))

const json = async (...parameters: readonly string[]): Promise<unknown> =>
  (JSON.parse((await app.type("runs", ...parameters, "--json")).stdout) as { readonly data: unknown }).data // ours

describe("statewright runs, of runs that come from others", bound, () => {
  it("F08.5 P.2 show tells where a run comes from, what it started, and its branches", async () => {
    const { stdout, code } = await app.type("runs", "show", "first")
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /Runs that it started\n {2}\|- run_[0-9a-f-]+ {2}play {2}completed {2}child of for_toy[^\n]*play#\d+\n/,
    )
    expect(stdout).toMatch(/play {2}failed {2}child of/)
    expect(stdout).toMatch(/`- blocks {2}play {2}(queued|running|completed) {2}detached/)
    expect(stdout).toMatch(
      /Side by side\n {2}fork#\d+ {2}2 completed\n {4}walk {2}completed after [^\n]*\n {4}talk {2}completed/,
    )
    expect(stdout).toMatch(
      /STEP +IN +STATUS[^]*fork_walk\(\)\/ask#\d+ +walk +completed[^]*fork_talk\(\)\/ask#\d+ +talk +completed/,
    )
    const shown = (await json("show", "first")) as { readonly children: readonly { readonly id: string }[] }
    expect(shown).toMatchObject({
      root: "first",
      children: [
        { kind: "child", workflow: "play", status: "completed", wait: expect.stringContaining("play#") },
        { kind: "child", workflow: "play", status: "failed" },
        { kind: "detached", id: "blocks" },
      ],
      groups: [
        {
          strands: [
            { name: "walk", status: "completed" },
            { name: "talk", item: 1 },
          ],
        },
      ],
    })
    const [doll] = shown.children
    expect(await json("show", doll?.id ?? "")).toMatchObject({ parent: { id: "first", kind: "child" }, root: "first" })
    expect((await app.type("runs", "show", doll?.id ?? "")).stdout).toMatch(/comes from {2}first, as child of /)
  })

  it("F08.5 show --tree tells all that came from the first run, whichever is asked about", async () => {
    const { stdout, code } = await app.type("runs", "show", "blocks", "--tree")
    expect(code).toBe(0)
    const lines = stdout.trimEnd().split("\n")
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^first {2}parents {2}completed$/)
    expect(lines[3]).toMatch(/^`- blocks {2}play/)
    expect(await json("show", "first", "--tree")).toMatchObject({
      id: "first",
      workflow: "parents",
      children: [{ status: "completed", children: [] }, { status: "failed" }, { id: "blocks" }],
    })
    expect(await json("ls", "--parent", "first")).toHaveLength(3)
    expect(await json("ls", "--root", "first", "--status", "failed")).toMatchObject([{ workflow: "play" }])
    expect(await app.type("runs", "show", "nobody", "--tree")).toMatchObject({ code: 3 })
  })
})
