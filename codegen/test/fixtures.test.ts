import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

import { afterAll, describe, expect, it } from "vitest"

import { languageText } from "../scripts/language-text.ts"
import { compile, type CompileResult, renderDiagnostics } from "../src/index.ts"
import { flatten } from "../src/1-read/tsconfig.ts"
import { fixtures, sharedSources } from "./temporary-project.ts"

/** `UPDATE=1 vitest run codegen/test/fixtures.test.ts` writes what codegen says today; then read the difference. */
const update = process.env["UPDATE"] === "1"

const cases = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(fixtures, entry.name, "input.workflow.ts")))
  .map(({ name }) => name)

// One program for all of them; their output is checked in one go at the end.
sharedSources.open(cases.map((name) => join(fixtures, name, "input.workflow.ts")))
const unchecked = { ...sharedSources, check: () => [] }

/** The page that shows the fixtures is written with them. */
const languagePage = fileURLToPath(new URL("../../docs/language.md", import.meta.url))
afterAll(() => void (update && writeFileSync(languagePage, languageText(fixtures))))

const compileCase = (name: string): CompileResult =>
  compile({ root: join(fixtures, name), workflows: ["input.workflow.ts"], outDir: "expected", sources: unchecked })

/** What stands, or should stand, beside the input: paths and texts. */
const outcome = (name: string, { files, diagnostics }: CompileResult): Map<string, string> => {
  const sourceOf = (file: string): string => readFileSync(join(fixtures, name, file), "utf8")
  const wanted = new Map(
    files.filter(({ path }) => /\.(machine\.ts|chart\.json)$/.test(path)).map(({ path, text }) => [path, text]),
  )
  return diagnostics.length === 0
    ? wanted
    : wanted.set("expected.diagnostics.txt", `${renderDiagnostics(diagnostics, { sourceOf })}\n`)
}

const expected = (name: string): Map<string, string> => {
  const folder = join(fixtures, name)
  const inside = existsSync(join(folder, "expected"))
    ? readdirSync(join(folder, "expected")).map((file) => `expected/${file}`)
    : []
  const paths = existsSync(join(folder, "expected.diagnostics.txt")) ? [...inside, "expected.diagnostics.txt"] : inside
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]))
}

const rewrite = (name: string, wanted: ReadonlyMap<string, string>): void => {
  const folder = join(fixtures, name)
  for (const path of ["expected", "expected.diagnostics.txt"]) {
    rmSync(join(folder, path), { recursive: true, force: true })
  }
  for (const [path, text] of wanted) {
    if (path.startsWith("expected/")) mkdirSync(join(folder, "expected"), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

describe("fixtures", () => {
  it.each(cases)("A.2 A.4 A.6 %s", (name) => {
    const found = outcome(name, compileCase(name))
    if (update) rewrite(name, found)
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected(name)))
  })

  it("A.2 passes the strictest type checks of TypeScript 6 with everything that is generated", () => {
    const generated = cases.flatMap((name) =>
      compileCase(name).files.map(({ path, text }) => ({ file: join(fixtures, name, path), text })),
    )
    const problems = sharedSources.check(generated.filter(({ file }) => file.endsWith(".ts")))
    expect(problems.map((problem) => `${problem.file?.fileName}: ${flatten(problem)}`)).toEqual([])
  })

  it("A.2 passes those of TypeScript 7 with the expected machines", () => {
    const tsc = fileURLToPath(new URL("../../node_modules/typescript7/bin/tsc", import.meta.url))
    const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", fixtures, "--pretty", "false"], {
      cwd: fixtures,
      encoding: "utf8",
    })
    expect(status).not.toBeNull()
    // The workspace's own packages are read from source, which has import specifiers of its own kind.
    const problems = stdout.split("\n").filter((line) => /^\S/.test(line) && !line.startsWith(".."))
    // What TypeScript has against unreachable code of the author's is what SW4101 says.
    expect(problems.filter((line) => !/input\.workflow\.ts.* TS7027/.test(line))).toEqual([])
  })
})
