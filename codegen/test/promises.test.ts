import { rmSync } from "node:fs"

import { afterAll, describe, expect, it } from "vitest"

import { runCompiled } from "@statewright/testing"
import type { Program } from "statewright/machine"

import { loadPrograms } from "./differential/load-programs.ts"

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })))

const compiled = async (body: string, options = {}): Promise<Program> => {
  const source = [
    'import { parallel, step, workflow } from "statewright"',
    "export const words = [parallel]",
    'export const count = step("count", { run: async (n: number) => n })',
    'export const keep = step("keep", { run: async (_: unknown) => 0 })',
    `export const flow = workflow("flow", {}, async (n: number) => {\n${body}\n})`,
  ].join("\n")
  const { root, programs } = await loadPrograms({ "input.workflow.ts": source }, options)
  roots.push(root)
  const [program] = programs.values()
  if (program === undefined) throw new Error("nothing was compiled")
  return program
}

describe("promises in a frame", () => {
  it("A.9 a promise that was not awaited cannot be handed to a step: the run fails and says so", async () => {
    const program = await compiled("const one = count(n)\nreturn (await keep({ one })) + (await one)")
    const { status, error } = await runCompiled(program as never, 1 as never, {
      steps: { count: async () => 1, keep: async () => 0 },
    })
    expect({ status, error: String(error) }).toMatchObject({
      status: "failed",
      error: expect.stringContaining("promise"),
    })
  })

  it("A.9 a promise of another origin, unseen by the types, is an error and no wrong result", async () => {
    const program = await compiled("const other: any = JSON.parse('{}')\nother.then = () => {}\nreturn await other")
    await expect(runCompiled(program as never, 1 as never, { steps: {} })).rejects.toMatchObject({ code: "RUN-021" })
  })

  it("A.2 an async function that nobody calls is left out, wherever it stands", async () => {
    const inside = "const nobody = async (): Promise<number> => count(n)"
    const program = await compiled(`for (const each of [n]) {\n${inside}\n}\ntry {\n${inside}\n} catch {}\nreturn n`)
    expect(await runCompiled(program as never, 1 as never, { steps: {} })).toMatchObject({ output: 1 })
  })
})

describe("a run that nothing can move any more", () => {
  const modes = ["memory", "roundtrip", "duplicate"] as const
  const steps = { count: async (n: number) => n, keep: async () => 0 }
  const run = async (body: string, mode: (typeof modes)[number]) =>
    runCompiled((await compiled(body)) as never, 1 as never, { steps, mode })

  it.each(modes)("F01.9 A.9 a race of nothing fails it, past every `catch`: %s", async (mode) => {
    const body = `const list: Promise<number>[] = []
      try { await count(n); return await Promise.race(list) } catch { return 7 } finally { await count(8) }`
    const { status, error, trace } = await run(body, mode)
    expect({ status, error }).toMatchObject({ status: "failed", error: { _tag: "NothingCanCome", code: "RUN-023" } })
    expect(String(error)).toContain("`Promise.race` of nothing")
    expect(trace).toHaveLength(1)
  })

  it.each(modes)("F01.9 what is at work beside it goes on first, as in JavaScript: %s", async (mode) => {
    const body = `const list: Promise<number>[] = []
      const work = async (): Promise<number> => { await count(n); await count(2); return count(3) }
      const rest = async (): Promise<number> => Promise.race(list)
      await Promise.all([rest(), work()])
      return 0`
    const { status, trace } = await run(body, mode)
    expect({ status, steps: trace.map(({ input }) => input) }).toEqual({ status: "failed", steps: [1, 2, 3] })
  })

  it.each(modes)("A.9 a function that waits for its own end fails it: %s", async (mode) => {
    const body = `let own: Promise<number> | undefined
      const turn = async (): Promise<number> => { await count(n); return (await own) ?? 0 }
      own = turn()
      return await own`
    const { status, error } = await run(body, mode)
    expect(status).toBe("failed")
    expect(String(error)).toContain("its own end")
  })

  it("F01.9 a race is only lost for good when its last entrant is", async () => {
    const body = `const list = [count(n), count(2)]
      const all = Promise.all(list)
      await Promise.race(list)
      return (await all).length`
    expect(await run(body, "roundtrip")).toMatchObject({ status: "completed", output: 2 })
  })
})

describe("branches", () => {
  const modes = ["memory", "roundtrip", "duplicate"] as const
  const steps = { count: async (n: number) => n, keep: async () => 0 }

  it("F01.6 that would race on a shared variable are refused, and not where each reads and writes after its wait", async () => {
    const racing = (change: string): string =>
      `let sum = 0
      const add = async (each: number): Promise<void> => { ${change} }
      await parallel([add(1), add(2)])
      return sum`
    await expect(compiled(racing("sum += await count(each)"))).rejects.toThrow("SW4107")
    const program = await compiled(racing("const got = await count(each); sum += got"))
    expect(await runCompiled(program as never, 1 as never, { steps })).toMatchObject({ output: 3 })
  })

  it.each(modes)("F01.3 F01.10 a hundred of them are all settled before the next statement runs: %s", async (mode) => {
    const body = `const results = await parallel(Array.from({ length: 100 }, (_, at) => at).map((at) => count(at)))
      const after = await count(results.length)
      return [results.every((result, at) => result === at), after]`
    const ended = await runCompiled((await compiled(body)) as never, 1 as never, { steps, mode })
    expect(ended).toMatchObject({ output: [true, 100] })
    expect(ended.trace.slice(0, -1).every(({ outcome }) => outcome?.ok)).toBe(true)
  })

  it.each(modes)("F01.5 none at all have no results: %s", async (mode) => {
    const body = `const none = await parallel([])
      const nothing = [] as const
      await count(n)
      return [none, nothing, await Promise.all(nothing)]`
    expect(await runCompiled((await compiled(body)) as never, 1 as never, { steps, mode })).toMatchObject({
      output: [[], [], []],
    })
  })
})
