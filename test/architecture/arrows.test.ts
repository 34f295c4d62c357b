import { readdirSync, rmSync } from "node:fs"
import { join } from "node:path"

import { cruise, type ICruiseResult, type IViolation } from "dependency-cruiser"
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options"
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config"
import { describe, expect, it } from "vitest"

import { fixtureTree } from "./fixture-tree.ts"
import { root } from "./source-files.ts"

const options = await extractOptions(join(root, ".dependency-cruiser.mjs"))
const rules = (options.ruleSet?.forbidden ?? []).map((rule) => rule.name ?? "")

/** What breaks which rule in the tree at `baseDir`. */
const violations = async (baseDir: string, folders: string[]): Promise<IViolation[]> => {
  const tsConfig: unknown = extractTsConfig(join(baseDir, "tsconfig.json"))
  const { output } = await cruise(folders, { ...options, baseDir }, options.enhancedResolveOptions, { tsConfig })
  return (output as ICruiseResult).summary.violations // A string only with a reporter, and none is asked for.
}

describe("the arrows between packages", () => {
  it("every rule has a fixture that breaks it, and every fixture a rule", () => {
    expect(readdirSync(join(import.meta.dirname, "fixtures")).toSorted()).toEqual(rules.toSorted())
  })

  it.each(rules)("%s: its fixture breaks this rule and no other", async (rule) => {
    const tree = fixtureTree(rule)
    try {
      const broken = await violations(tree, ["codegen", "packages"])
      expect(new Set(broken.map((each) => each.rule.name))).toEqual(new Set([rule]))
    } finally {
      rmSync(tree, { recursive: true })
    }
  })

  it("the real tree breaks none", async () => {
    const broken = await violations(root, ["codegen", "examples", "packages", "scripts", "test"])
    expect(broken.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  })
})
