import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

import { root } from "./source-files.ts"

/** What the fixtures import from outside; empty packages of these names stand in. */
const libraries = ["esbuild", "kysely", "ts-morph", "xstate", "zod"]

interface PackageJson {
  readonly name: string
  readonly exports: Readonly<Record<string, string>>
}

/**
 * Lays a fixture's few files into a tree like the real one: every package with its real package.json, empty where the
 * fixture says nothing, and linked as pnpm links it.
 */
export const fixtureTree = (rule: string): string => {
  const tree = mkdtempSync(join(tmpdir(), "statewright-arrows-"))
  cpSync(join(import.meta.dirname, "fixtures", rule), tree, { recursive: true })
  cpSync(join(root, "tsconfig.json"), join(tree, "tsconfig.json"))
  const packages = globSync(["codegen/package.json", "packages/*/package.json"], { cwd: root })
  for (const path of packages) layPackage(tree, path)
  for (const name of libraries) layLibrary(tree, name)
  return tree
}

const layPackage = (tree: string, path: string): void => {
  const text = readFileSync(join(root, path), "utf8")
  const { name, exports } = JSON.parse(text) as PackageJson // Ours; every one has both.
  const folder = dirname(path)
  for (const entry of Object.values(exports)) writeMissing(join(tree, folder, entry), "export {}\n")
  writeMissing(join(tree, path), text)
  link(tree, folder, name)
}

const layLibrary = (tree: string, name: string): void => {
  const folder = join(tree, "node_modules", name)
  writeMissing(join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0", exports: "./index.js" }))
  writeMissing(join(folder, "index.js"), "export {}\n")
}

const link = (tree: string, folder: string, name: string): void => {
  const path = join(tree, "node_modules", name)
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(join(tree, folder), path)
}

const writeMissing = (path: string, text: string): void => {
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
