import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { root } from "./source-files.ts"

const read = (path: string): string => readFileSync(join(root, path), "utf8")
const page = read("docs/steps.md")

/** The names of what an interface, or each of several, says. */
const optionsIn = (path: string): readonly string[] =>
  Array.from(read(path).matchAll(/^ {2}readonly (\w+)\??:/gm), ([, name = ""]) => name)

describe("the page on steps", () => {
  it("F05.1 F06.1 F07.1 F14.1 tells the order of the policies as policy/order.ts does", () => {
    const lines = read("packages/runtime/src/policy/order.ts").matchAll(/^ \* (\d\. .*)$/gm)
    const order = Array.from(lines, ([, line = ""]) => line)
    expect(order.length).toBeGreaterThan(3)
    expect(page).toContain(`\`\`\`\n${order.join("\n")}\n\`\`\``)
  })

  it.each([
    "step/step-options.ts",
    "retry/retry-options.ts",
    "breaker/breaker-options.ts",
    "cache/cache-options.ts",
    "validate/validate-options.ts",
  ])("F06.1 F14.1 names every option of %s", (file) => {
    const known = new RegExp(String.raw`[\w.]+`, "g")
    const words = new Set(Array.from(page.matchAll(known), ([word]) => word))
    expect(optionsIn(`packages/workflow/src/${file}`).filter((option) => !words.has(option))).toEqual([])
  })
})
