import { copyFileSync, globSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { buildSync } from "esbuild"

/** Libraries that stand inside the files of a package, which uses little of them and would load many files. */
const inlined: Readonly<Record<string, readonly string[]>> = { "@statewright/runtime": ["effect", "uuid"] }

/** Of a package.json, what says where its files are. */
interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly publishConfig: { readonly exports: Readonly<Record<string, { readonly default: string }>> }
}

/**
 * Replaces the modules in a package's `dist` by one file for each entry and what entries share: Node takes longer to
 * find and read some hundred files than to run them, and a run that goes on after a crash waits for that.
 */
export const bundle = (folder: string): void => {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest // ours
  const { name, dependencies, peerDependencies, publishConfig } = manifest
  const inside = inlined[name] ?? []
  const dist = join(folder, "dist")
  for (const file of globSync("**/*.js{,.map}", { cwd: dist })) rmSync(join(dist, file))

  const entries = Object.values(publishConfig.exports).map((entry) =>
    entry.default.slice("./dist/".length, -".js".length),
  )
  buildSync({
    entryPoints: Object.fromEntries(entries.map((entry) => [entry, join(folder, "src", `${entry}.ts`)])),
    outdir: dist,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22.18",
    // A class keeps its name, which errors print.
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    external: Object.keys({ ...dependencies, ...peerDependencies }).filter(
      (dependency) => !inside.includes(dependency),
    ),
    logLevel: "warning",
  })
  for (const library of inside) copyFileSync(licenceOf(library, folder), join(dist, `${library}.licence.md`))
}

const licenceOf = (library: string, folder: string): string => {
  const home = join(folder, "node_modules", library)
  const [file] = globSync("LICENSE*", { cwd: home })
  if (file === undefined) throw new Error(`${library} has no licence to go with its code.`)
  return join(home, file)
}
