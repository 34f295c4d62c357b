import { cpSync, symlinkSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { compile, createCompiler, type GeneratedFile } from "../src/index.ts"
import { temporaryProject, writeInto } from "./temporary-project.ts"

/** Unions that are inferred in several places, helpers of other files, copies, comments, texts of several lines. */
const sources = {
  "src/kinds.ts": `export type Kind = "zeta" | "alpha" | "mid"
export const pick = (n: number) => (n > 1 ? "zeta" : n > 0 ? "alpha" : "mid")
`,
  "src/help.ts": `import { sleep } from "statewright"
import { pick } from "./kinds.js"
/** Waits. */
export const pause = async (n: number) => {
  const kind = pick(n)
  await sleep("1 second")
  return kind === "mid" ? { a: n, b: kind } : kind
}
`,
  "src/a.workflow.ts": `import { step, workflow } from "statewright"
import { pause } from "./help.js"
import { pick } from "./kinds.js"
export const one = step("one", { run: async (n: number) => (n > 1 ? ("alpha" as const) : ("zeta" as const)) })
const words = ["x", "y"] as const
/** Copied. */
const twice = (n: number): string => \`several
lines \${n}\${words[0]}\`
export const a = workflow("a", {}, async (n: number) => {
  let it = n > 2 ? pick(n) : await one(n)
  const got = await pause(n)
  // A comment of the author's
  const text = \`first
second \${it}\`
  await one(2)
  it = "mid"
  const both = n > 1 ? got : it
  await one(1)
  return [it, got, twice(n), text, both]
})
`,
  "src/b.workflow.ts": `import { workflow } from "statewright"
import { one } from "./a.workflow.js"
import { pause } from "./help.js"
export const b = workflow("b", {}, async (n: number) => {
  const kind = n > 5 ? "mid" : await one(n)
  const got = await pause(n)
  await one(1)
  return [kind, got]
})
`,
}

const workflows = ["src/*.workflow.ts"]

const compiledIn = (root: string, globs = workflows): Record<string, string> => {
  const { files, lock, diagnostics } = compile({ root, workflows: globs, outDir: "src/generated", lock: "" })
  expect(diagnostics).toEqual([])
  return textsOf(lock === undefined ? files : [...files, lock])
}

const textsOf = (files: readonly GeneratedFile[]): Record<string, string> =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]))

describe("what is generated", () => {
  const first = (): Record<string, string> => compiledIn(temporaryProject(sources))

  it("A.4 is the same bytes in a folder with spaces and other letters, and when the files are listed in another order", () => {
    const root = temporaryProject({})
    const odd = join(root, "ä ö $x/数 (1) %20#'[a]")
    const fresh = temporaryProject(sources)
    cpSync(fresh, odd, { recursive: true, filter: (path) => !path.endsWith("node_modules") })
    symlinkSync(fileURLToPath(new URL("../node_modules", import.meta.url)), join(odd, "node_modules"))
    const wanted = compiledIn(fresh)
    expect(Object.keys(wanted)).toHaveLength(9)
    expect(compiledIn(odd)).toEqual(wanted)
    expect(compiledIn(odd, ["src/b.workflow.ts", "src/a.*.ts"])).toEqual(wanted)
  })

  it("A.4 is the same bytes, versions and places among them, whatever the line ends of the checkout", () => {
    const windows = Object.entries(sources).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")])
    const marked = Object.entries(sources).map(([path, text]) => [path, `\uFEFF${text}`])
    const wanted = first()
    expect(compiledIn(temporaryProject(Object.fromEntries(windows)))).toEqual(wanted)
    expect(compiledIn(temporaryProject(Object.fromEntries(marked)))).toEqual(wanted)
  })

  it("A.4 is the same bytes from a compiler that stays as from a new one, edit after edit", () => {
    const root = temporaryProject(sources)
    const options = { root, workflows, outDir: "src/generated", lock: "" }
    const compiler = createCompiler()
    compiler.compile(options)
    const edits = [
      ["src/b.workflow.ts", '"mid"', '"mad"'],
      ["src/b.workflow.ts", "n > 5 ?", 'n > 9 ? "beta" : n > 5 ?'],
      ["src/help.ts", '=== "mid"', '=== "alpha"'],
      ["src/kinds.ts", '? "alpha"', '? "omega" : n < -1 ? "alpha"'],
      ["src/a.workflow.ts", "n > 2 ?", 'n > 3 ? "omega" : n > 2 ?'],
    ] as const
    const texts: Record<string, string> = { ...sources }
    for (const [path, from, to] of edits) {
      texts[path] = texts[path]?.replace(from, to) ?? ""
      writeInto(root, { [path]: texts[path] })
      const { files, lock } = compiler.compile(options, [join(root, path)])
      expect(textsOf(lock === undefined ? files : [...files, lock]), path).toEqual(compiledIn(root))
    }
  })

  it("A.4 changes in one place where a helper, or a copied declaration, is edited in one place", () => {
    const changed = (path: keyof typeof sources, from: string, to: string): Record<string, number> => {
      const before = first()
      const after = compiledIn(temporaryProject({ ...sources, [path]: sources[path].replace(from, to) }))
      expect(Object.keys(after)).toEqual(Object.keys(before))
      return Object.fromEntries(
        Object.keys(after)
          .filter((each) => each.endsWith(".machine.ts") && after[each] !== before[each])
          .map((each) => [each, linesBetween(before[each] ?? "", after[each] ?? "")]),
      )
    }
    // The line itself; the version of a machine is another place, as it must be.
    expect(changed("src/a.workflow.ts", "`several", "`some")).toEqual({ "src/generated/a.machine.ts": 2 })
    expect(changed("src/help.ts", "{ a: n, b: kind }", "{ a: n + 1, b: kind }")).toEqual({
      "src/generated/a.machine.ts": 2,
      "src/generated/b.machine.ts": 2,
    })
    expect(changed("src/help.ts", "/** Waits. */", "/** Waits a second. */\n// And a comment.")).toEqual({})
  })
})

/** How many lines of one text are not in the other, where both have as many. */
const linesBetween = (one: string, other: string): number => {
  const lines = other.split("\n")
  expect(one.split("\n")).toHaveLength(lines.length)
  return one.split("\n").filter((line, at) => line !== lines[at]).length
}
