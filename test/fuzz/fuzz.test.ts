import { execFile } from "node:child_process"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

interface Told {
  readonly programs: number
  readonly runs: number
  readonly findings: number
  readonly refused: number
  /** Constructs of programs that were compiled and run. */
  readonly reached: ReadonlySet<string>
  /** Constructs that no such program had. */
  readonly missed: readonly string[]
  readonly output: string
}

/** In a process of its own: what a function begins and leaves behind fails there unheard. */
const fuzz = (...options: readonly string[]): Promise<Told> =>
  new Promise((resolve) => {
    const main = join(import.meta.dirname, "main.ts")
    const given = ["--no-warnings", main, ...options, "--no-shrink", "--no-keep", "--coverage"]
    execFile(process.execPath, given, { maxBuffer: 1e8 }, (_, output, errors) => {
      const told =
        /(?<programs>\d+) programs, (?<runs>\d+) runs, (?<findings>\d+) findings, refused: ?(?<refused>.*)$/gm
      const { programs, runs, findings, refused = "" } = [...output.matchAll(told)].at(-1)?.groups ?? {}
      const constructs = [...output.matchAll(/^ *\d+ +(?<ran>\d+) {2}(?<name>.+?)(?: {2}.*)?$/gm)].flatMap(
        ({ groups }) => (groups === undefined ? [] : [groups]),
      )
      resolve({
        programs: Number(programs),
        runs: Number(runs),
        findings: Number(findings),
        refused: [...refused.matchAll(/SW\d+ (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0),
        reached: new Set(constructs.flatMap(({ ran, name = "" }) => (ran === "0" ? [] : [name]))),
        missed: constructs.flatMap(({ ran, name = "" }) => (ran === "0" ? [name] : [])),
        output: `${output}${errors}`,
      })
    })
  })

describe("random programs", () => {
  it(
    "A.3 do the same when compiled: in memory, stored at every wait, and with every completion twice",
    { timeout: 600_000 },
    async () => {
      // More of them, and each made small: `pnpm fuzz --seed 1 --programs 1000`, and each seldom construct: `pnpm fuzz --kind each`.
      const all = await Promise.all([
        fuzz("--kind", "random", "--seed", "1", "--programs", "300", "--plans", "6"),
        fuzz("--kind", "helpers", "--seed", "1", "--programs", "200", "--plans", "6"),
      ])
      expect(all.filter(({ findings }) => findings !== 0).map(({ output }) => output)).toEqual([])
      const sum = (each: (told: Told) => number): number => all.reduce((total, told) => total + each(told), 0)
      expect(sum(({ programs }) => programs)).toBe(500)
      expect(sum(({ runs }) => runs)).toBeGreaterThan(1000)
      // Most of what is made must be fit to be compiled.
      expect(sum(({ refused }) => refused)).toBeLessThan(50)
      // What is never compiled is never tested.
      const [first, second] = all
      expect(second.reached.size).toBeGreaterThan(60)
      expect(first.missed.filter((name) => !second.reached.has(name))).toEqual([])
    },
  )

  it("A.3 what was found once does not come again", async () => {
    const { findings, refused, output } = await fuzz("--kind", "found", "--seed", "0", "--plans", "12")
    expect({ findings, refused }, output).toEqual({ findings: 0, refused: 0 })
  })
})
