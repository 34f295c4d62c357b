import { globSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

import { describe, expect, it } from "vitest"

import { root } from "./source-files.ts"

interface PackageJson {
  readonly name: string
  readonly exports: Readonly<Record<string, string>>
  readonly publishConfig: { readonly exports: Readonly<Record<string, { types: string; default: string }>> }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"))

const workspace = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")
const manifests = globSync(["codegen/package.json", "packages/*/package.json"], { cwd: root }).toSorted()
const packages = manifests.map((path) => ({ folder: dirname(path), json: read(path) as PackageJson })) // Ours.
const folderOf = new Map(packages.map(({ folder, json }) => [json.name, folder]))

describe.each(packages)("$folder", ({ folder, json }) => {
  it("31 publishes from dist what it exports from src", () => {
    const published = Object.entries(json.exports).map(([entry, source]) => {
      const built = source.replace("./src/", "./dist/").replace(/\.ts$/, "")
      return [entry, { types: `${built}.d.ts`, default: `${built}.js` }]
    })
    expect(json.publishConfig.exports).toEqual(Object.fromEntries(published))
  })

  it("is built after the packages that it depends on", () => {
    const { references } = read(`${folder}/tsconfig.build.json`) as { references?: { path: string }[] } // Ours.
    const wanted = Object.keys(json.dependencies ?? {}).flatMap((name) => folderOf.get(name) ?? [])
    expect(references?.map(({ path }) => path).toSorted() ?? []).toEqual(
      wanted.map((target) => join(relative(folder, target), "tsconfig.build.json")).toSorted(),
    )
  })
})

describe("versions", () => {
  it("of Node: tests run on the one in the catalog, whatever the machine has", () => {
    const [, version] = /^ {2}node: (.*)$/m.exec(workspace) ?? []
    expect(process.versions.node).toBe(version)
    expect(workspace).toContain(`\nnodeVersion: ${version}\n`)
  })

  it("are exact, and stand in the catalog", () => {
    const everywhere = globSync(["package.json", "{codegen,test,examples/*,packages/*}/package.json"], { cwd: root })
    const loose = everywhere.flatMap((path) => {
      const { dependencies, devDependencies } = read(path) as PackageJson // Ours.
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => version !== "catalog:" && version !== "workspace:*")
        .map(([name, version]) => `${path}: ${name} ${version}`)
    })
    expect(loose).toEqual([])

    const [, catalog = ""] = /^catalog:\n((?: .*\n)+)/m.exec(workspace) ?? []
    const lines = catalog.split("\n").filter((line) => line !== "")
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.filter((line) => !/^ {2}\S+: (npm:[a-z]+@)?\d+\.\d+\.\d+(-[a-z.\d]+)?$/.test(line))).toEqual([])
  })
})
