import { describe, expect, it } from "vitest"

import { compile } from "../src/index.ts"
import { lowered } from "./lowered.ts"
import { sharedSources, temporaryProject } from "./temporary-project.ts"

/** What the segments of a body ask, as `by condition`. */
const asked = (statements: string): readonly string[] =>
  [...lowered(statements).states.values()].flatMap((state) =>
    state.kind === "segment" ? (state.asks ?? []).map(({ by, condition }) => `${by} ${condition}`) : [],
  )

describe("the questions of a chart", () => {
  it.each([
    ['if (count > 1) await ask("a")', ["if count > 1"]],
    ['if (count > 1) await ask("a"); else if (count < 0) await ask("b")', ["if count > 1", "if count < 0"]],
    ['switch (count) { case 1: await ask("a"); break; default: await ask("b") }', ["switch count"]],
    ['while (count > 1) await ask("a")', ["while count > 1"]],
    ['do await ask("a"); while (count > 1)', ["do count > 1"]],
    ['for (let i = 0; i < count; i++) await ask("a")', ["for i < count"]],
    ['return count > 1 ? await ask("a") : 0', ["?: count > 1"]],
    ['return count > 1 && (await ask("a"))', ["&& count > 1"]],
    ['return count > 1 || (await ask("a"))', ["|| count > 1"]],
    ['let a: boolean | undefined; a ??= await ask("a"); return a', ["?? a"]],
    ['const { a = await ask("a") } = { a: count > 1 ? true : undefined }; return a', ['default a = await ask("a")']],
    // The head of a loop and what its body begins with are one segment.
    ['while (count > 1) if (count > 2) await ask("a")', ["while count > 1", "if count > 2"]],
    ['if (await ask("a")) await ask("b")', ['if await ask("a")']],
    ['if (\n  count > 1 &&\n  count < 9\n) await ask("a")', ["if count > 1 && count < 9"]],
  ])("F02.5 are the conditions around waits as the author wrote them: %s", (statements, questions) => {
    expect(asked(statements)).toEqual(questions)
  })

  it.each(["if (count > 1) count", 'for (const _ of await load()) await ask("a")', 'while (true) await ask("a")'])(
    "F02.5 are none where nothing waits inside, or nothing is asked: %s",
    (statements) => {
      expect(asked(statements)).toEqual([])
    },
  )

  it("F02.5 are cut where they are long", () => {
    const long = Array.from({ length: 40 }, (_, at) => `count > ${at}`).join(" || ")
    expect(asked(`if (${long}) await ask("a")`)).toEqual([`if ${long.slice(0, 197)}...`])
  })

  it("F02.5 A.2 say their line and column in the machine, their file where it is another, and change no version", () => {
    const files = {
      "src/sort.ts": `import { weigh } from "./weigh.js"
export const sort = async (name: string): Promise<number> => (name === "" ? 0 : await weigh(name))
`,
      "src/weigh.ts": `import { step } from "statewright"
import { z } from "zod"
export const weigh = step("weigh", { input: z.string(), output: z.number(), run: async () => 1 })
`,
      "src/desk.workflow.ts": `import { workflow } from "statewright"
import { z } from "zod"
import { sort } from "./sort.js"
import { weigh } from "./weigh.js"
export const desk = workflow("desk", { input: z.number(), output: z.number() }, async (count) => {
  if (count > 1) await weigh("a")
  return sort("b")
})
`,
    }
    const compiled = (edited: Partial<typeof files>) => {
      const root = temporaryProject({ ...files, ...edited })
      const result = compile({
        root,
        workflows: ["src/*.workflow.ts"],
        outDir: "src/generated",
        sources: sharedSources,
      })
      expect(result.diagnostics.map(({ message }) => message)).toEqual([])
      const machine = result.files.find(({ path }) => path.endsWith(".machine.ts"))?.text ?? ""
      return {
        places: /places: .*/.exec(machine)?.[0],
        source: /source: .*/.exec(machine)?.[0],
        version: /version: .*/.exec(machine)?.[0],
      }
    }
    const plain = compiled({})
    expect(plain).toMatchObject({ source: 'source: "src/desk.workflow.ts",' })
    expect(plain.places).toBe('places: { begin: ["6:7"], "sort().begin": ["src/sort.ts:2:63"] },')
    const moved = compiled({ "src/desk.workflow.ts": `// A desk.\n${files["src/desk.workflow.ts"]}` })
    expect(moved.version).toBe(plain.version)
    expect(moved.places).toContain('begin: ["7:7"]')
  })
})
