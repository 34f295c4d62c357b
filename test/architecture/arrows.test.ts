import { readdirSync, rmSync } from "node:fs"
import { join } from "node:path"

import { cruise, type ICruiseResult } from "dependency-cruiser"
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options"
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config"
import { describe, expect, it } from "vitest"

import { fixtureTree } from "./fixture-tree.ts"
import { root } from "./source-files.ts"

const options = await extractOptions(join(root, ".dependency-cruiser.mjs"))
const rules = (options.ruleSet?.forbidden ?? []).map((rule) => rule.name ?? "")

/** The names of the rules that the tree at `baseDir` breaks, each once. */
const broken = async (baseDir: string, folders: string[]): Promise<string[]> => {
  const tsConfig: unknown = extractTsConfig(join(baseDir, "tsconfig.json"))
  const { output } = await cruise(folders, { ...options, baseDir }, options.enhancedResolveOptions, { tsConfig })
  const { summary } = output as ICruiseResult // A string only with a reporter, and none is asked for.
  return [...new Set(summary.violations.map(({ rule }) => rule.name))]
}

describe("the arrows between packages", () => {
  it("every rule has a fixture that breaks it, and every fixture a rule", () => {
    expect(readdirSync(join(import.meta.dirname, "fixtures")).toSorted()).toEqual(rules.toSorted())
  })

  it.each(rules)("%s: its fixture breaks this rule and no other", async (rule) => {
    const tree = fixtureTree(rule)
    try {
      expect(await broken(tree, ["codegen", "packages"])).toEqual([rule])
    } finally {
      rmSync(tree, { recursive: true })
    }
  })

  it("the real tree breaks none", async () => {
    expect(await broken(root, ["codegen", "examples", "packages", "scripts", "test"])).toEqual([])
  })
})
