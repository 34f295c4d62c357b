import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"

import { afterAll, describe, expect, it } from "vitest"

import { differences } from "./differential/differential.ts"
import { loadPrograms } from "./differential/load-programs.ts"
import { objectHelpers, randomObjects } from "./differential/random-objects.ts"
import { groupHelpers, randomGroups } from "./differential/random-groups.ts"
import { randomBody } from "./differential/random-workflow.ts"
import { fixtures } from "./temporary-project.ts"

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })))

const load = async (sources: Readonly<Record<string, string>>, options = {}) => {
  const { root, programs } = await loadPrograms(sources, options)
  roots.push(root)
  return [...programs]
}

const sourcesOf = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(fixtures, name))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [file, readFileSync(join(fixtures, name, file), "utf8")]),
  )

const cases = readdirSync(fixtures).filter(
  // What never ends cannot be compared.
  (name) =>
    !/^(refused-|warned-SW4105|warned-SW4110)/.test(name) && existsSync(join(fixtures, name, "input.workflow.ts")),
)

describe("a compiled workflow does what its function does", () => {
  it.each(cases)("A.3 fixture %s: in memory, through storage, and with every completion twice", async (name) => {
    for (const [program, compiled] of await load(sourcesOf(name))) {
      const { found } = await differences(compiled, { depth: 6, most: 40 })
      expect(found, program).toEqual([])
    }
  })

  it("A.3 enums and namespaces of the module", async () => {
    const text = [
      'import { step, workflow } from "statewright"',
      'import { z } from "zod"',
      'export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })',
      'export enum Color { Red = "red", Green = "green" }',
      "export const enum Size { Small = 1, Large }",
      "export namespace Tools { export const twice = (n: number) => n * 2; export interface Box { n: number } }",
      'export const chooses = workflow("chooses", { output: z.array(z.unknown()) }, async () => {',
      '  const color: Color = (await ask("color")) ? Color.Red : Color.Green',
      '  const size = (await ask("size")) ? Size.Small : Size.Large',
      "  const box: Tools.Box = { n: Tools.twice(size) }",
      '  await ask("last")',
      "  return [color, Object.values(Color), color === Color.Red, size, box, Tools.twice(box.n)]",
      "})",
    ].join("\n")
    for (const [program, compiled] of await load({ "input.workflow.ts": text }, { strictest: false })) {
      const { found } = await differences(compiled, { depth: 6, most: 40 })
      expect(found, program).toEqual([])
    }
  })

  it("A.3 SEMANTICS 3 random changes of objects that several locals share", async () => {
    const seeds = Array.from({ length: 8 }, (_, index) => index + 2000)
    const text = [
      'import { step, workflow } from "statewright"',
      'import { z } from "zod"',
      'export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })',
      objectHelpers,
      ...seeds.map(
        (seed) =>
          `export const w${seed} = workflow("w${seed}", { output: z.array(z.unknown()) }, async () => {\n${randomObjects(seed)}\n})`,
      ),
    ].join("\n")
    for (const [program, compiled] of await load({ "input.workflow.ts": text }, { strictest: false })) {
      const { found } = await differences(compiled, { depth: 6, most: 12 })
      expect(found, program).toEqual([])
    }
  }, 120_000)

  it("A.3 F01 F03 F04 W.2 random nestings of groups, failures, early joins and shared variables", async () => {
    const seeds = Array.from({ length: 8 }, (_, index) => index + 3000)
    const text = [
      'import { atLeast, forEach, fork, parallel, race, sleep, step, workflow } from "statewright"',
      'import { z } from "zod"',
      groupHelpers,
      "export const words = [atLeast, forEach, fork, parallel, race, sleep]",
      ...seeds.map(
        (seed) =>
          `export const w${seed} = workflow("w${seed}", { output: z.array(z.unknown()) }, async () => {\n${randomGroups(seed)}\n})`,
      ),
    ].join("\n")
    for (const [program, compiled] of await load({ "input.workflow.ts": text }, { strictest: false })) {
      const { found } = await differences(compiled, { depth: 8, most: 6 })
      expect(found, program).toEqual([])
    }
  }, 120_000)

  it("A.3 random nestings of loops, branches, try, finally and jumps", async () => {
    const seeds = Array.from({ length: 16 }, (_, index) => index + 1000)
    const text = [
      'import { step, workflow } from "statewright"',
      'import { z } from "zod"',
      'export const ask = step("ask", { input: z.string(), output: z.boolean(), run: async () => true })',
      'export const count = step("count", { input: z.string(), output: z.number(), run: async () => 1 })',
      "export const text = (value: unknown): string => (value instanceof Error ? value.message : String(value))",
      ...seeds.map(
        (seed) =>
          `export const w${seed} = workflow("w${seed}", { output: z.array(z.string()) }, async () => {\n${randomBody(seed)}\n})`,
      ),
    ].join("\n")
    for (const [program, compiled] of await load({ "input.workflow.ts": text }, { strictest: false })) {
      const { found } = await differences(compiled, { depth: 8, most: 16 })
      expect(found, program).toEqual([])
    }
  }, 120_000)
})
