import { spawnSync } from "node:child_process"
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "../..")
const outDir = mkdtempSync(join(tmpdir(), "statewright-types-"))
afterAll(() => rmSync(outDir, { recursive: true }))

/** What a type checker says of the files of one folder under test/types. */
const check = (compiler: "typescript" | "typescript7", project: string, ...options: string[]): string => {
  const bin = join(root, "node_modules", compiler, "bin/tsc")
  const { stdout } = spawnSync(process.execPath, [bin, "-p", project, "--pretty", "false", ...options], {
    cwd: root,
    encoding: "utf8",
  })
  return stdout
}

const ofThisFolder = (diagnostics: string): string[] =>
  diagnostics.split("\n").filter((line) => line.startsWith("test/types/"))

describe("the types that authors see", () => {
  it.each(["typescript", "typescript7"] as const)(
    "A.1, A.10 accept what is right and refuse what is wrong, in step.test-d.ts and workflow.test-d.ts, under %s",
    (compiler) => {
      expect(ofThisFolder(check(compiler, "test/types", "--noEmit"))).toEqual([])
    },
  )

  describe("as they read", () => {
    const diagnostics = check("typescript7", "test/types/fixtures", "--outDir", outDir)

    it("F06.6, A.10 say in words what is wrong", () => {
      expect(diagnostics.replaceAll("test/types/fixtures/", "")).toContain(
        [
          `messages.ts(8,66): error TS2820: Type '"Bussy"' is not assignable to type '"Busy" | BuiltInTag'. Did you mean '"Busy"'?`,
          `messages.ts(9,52): error TS2322: Type '"Busy"' is not assignable to type '"first list the error's class in the \`errors\` of this step" | BuiltInTag'.`,
          `messages.ts(10,104): error TS2322: Type 'Promise<{ receipt: "r"; }>' is not assignable to type 'Promise<{ receipt: string; total: number; }>'.`,
          `  Property 'total' is missing in type '{ receipt: "r"; }' but required in type '{ receipt: string; total: number; }'.`,
          `messages.ts(13,16): error TS2741: Property 'cents' is missing in type '{ orderId: string; }' but required in type '{ orderId: string; cents: number; }'.`,
          `messages.ts(14,15): error TS2345: Argument of type '"2 fortnights"' is not assignable to parameter of type 'Duration'.`,
        ].join("\n"),
      )
    })

    it("A.10 show an editor three words: what goes in, what comes out, what can fail", () => {
      const [file] = globSync("**/hover.d.ts", { cwd: outDir })
      const declarations = readFileSync(join(outDir, file ?? "hover.d.ts"), "utf8").replaceAll(/\s+/g, " ")
      expect(declarations).toContain(
        'charge: import("statewright").Step<{ orderId: string; }, { receipt: string; }, CardDeclined>;',
      )
      expect(declarations).toContain(
        'pay: import("statewright").Workflow<{ orderId: string; }, { receipt: string; }, CardDeclined>;',
      )
    })
  })
})
