import { rmSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type App, compiledApp } from "./app.ts"
import { bound } from "./bound.ts"

const family = `import { failure, forEach, fork, mutex, sleep, step, waitForEvent, workflow } from "statewright"
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

export const wait = workflow("wait", { input: z.string(), output: z.string() }, async (toy) => {
  await sleep("2 hours")
  return toy
})

export const open = workflow("open", { input: z.array(z.number()), output: z.string() }, async (hours) => {
  await fork(
    {
      money: async () => {
        await waitForEvent("paid", { schema: z.string(), timeout: "1 hour" })
      },
      goods: async () => {
        await wait.with({ id: "goods", timeout: "1 hour" })("doll")
      },
      first: async () => {
        await mutex("desk").run(async () => {
          await sleep("3 hours")
        })
      },
      second: async () => {
        await mutex("desk").run(async () => {
          await sleep("3 hours")
        })
      },
      naps: async () => {
        await forEach(hours, { mode: "parallel", maxParallelism: 10, maxIterations: 2000 }, async (hour) => {
          await sleep(hour * 3_600_000)
        })
      },
    },
    { join: "majority" },
  )
  return "done"
})
`

let app: App
beforeAll(async () => {
  app = await compiledApp()
  app.write("src/family.workflow.ts", family)
  const { code, stderr } = await app.type("codegen")
  if (code !== 0) throw new Error(stderr)
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
      /Runs that it started\n {2}\|- run_[0-9a-f-]+ {2}play {2}completed {2}in [^\n]*? {2,}child of for_toy[^\n]*play#\d+\n/,
    )
    expect(stdout).toMatch(/play {2}failed {5}in [^\n]*? {2,}child of [^\n]*play#\d+: Lost: [^\n]*ball/)
    expect(stdout).toMatch(/`- blocks {2,}play {2}(queued|running|completed) +(in|for) [^\n]*? {2,}detached/)
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
    expect((await app.type("runs", "show", doll?.id ?? "")).stdout).toMatch(
      /workflow {4}play [^]*comes from {2}first, as child of [^]*started {5}/,
    )
  })

  it("F08.5 show --tree tells all that came from the first run, whichever is asked about", async () => {
    const { stdout, code } = await app.type("runs", "show", "blocks", "--tree")
    expect(code).toBe(0)
    const lines = stdout.trimEnd().split("\n")
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^first {2,}parents {2}completed {2}in [\d.]+ m?s$/)
    expect(new Set(lines.map((line) => line.search(/(completed|failed|queued|running) /)))).toHaveLength(1)
    expect(lines[3]).toMatch(/^`- blocks {2,}play/)
    expect(await json("show", "first", "--tree")).toMatchObject({
      id: "first",
      workflow: "parents",
      children: [{ status: "completed", children: [] }, { status: "failed" }, { id: "blocks" }],
    })
    expect(await json("ls", "--parent", "first")).toHaveLength(3)
    expect(await json("ls", "--root", "first", "--status", "failed")).toMatchObject([{ workflow: "play" }])
    expect(await app.type("runs", "show", "nobody", "--tree")).toMatchObject({ code: 3 })
  })

  it("F04.7 F08.5 P.2 show tells what each branch waits for, how many there are in all, and --json pages them", async () => {
    const hours = JSON.stringify(Array.from({ length: 1040 }, (_, at) => at + 1))
    const { child, ended } = await app.typeUntil("sleeps", "run", "open", "--id", "open", "--wait", "--input", hours)
    const { stdout } = await app.type("runs", "show", "open")
    const page = await json("show", "open", "--limit", "4")
    const next = await json("show", "open", "--limit", "4", "--cursor", "8")
    child.kill("SIGINT")
    await ended
    expect(stdout).toMatch(
      /rests in {2}fork \(money: event paid until [^\n]*; goods: run run_[0-9a-f-]+ until [^\n]*; and \d+ more\)/,
    )
    expect(stdout).toMatch(/Waits for runs\n {2}run_[0-9a-f-]+ {2}wait {2}(queued|running) {2}in goods {2}until 2/)
    expect(stdout).toMatch(/Waits for locks\n {2}\S+ {2}lock desk, in second\n/)
    expect(stdout).toMatch(/fork#\d+ {2}5 running of 5, asks for a majority \(3\)\n {4}money {2}running for /)
    expect(stdout).toMatch(/forEach#\d+ in naps {2}10 running of 1,040, 10 at once\n/)
    const each = { word: "forEach", total: 1040, window: 10, strandCount: 10 }
    expect(page).toMatchObject({
      rests: [
        { kind: "event", name: "paid", within: expect.stringContaining(":money"), dueAt: expect.any(String) },
        { kind: "run", name: expect.stringContaining("run_") },
        {},
        {},
      ],
      groups: expect.arrayContaining([
        expect.objectContaining({ word: "fork", total: 5, need: 3, strandCount: 5 }),
        expect.objectContaining({ ...each, strands: [0, 1, 2, 3].map((item) => expect.objectContaining({ item })) }),
      ]),
    })
    expect(next).toMatchObject({
      groups: expect.arrayContaining([
        expect.objectContaining({ ...each, strands: [8, 9].map((item) => expect.objectContaining({ item })) }),
      ]),
    })
  })
})
