import { dirname, join } from "node:path"

import { ts } from "./syntax.ts"

/** A package of npm's, as the project has it. */
export interface ResolvedPackage {
  readonly name: string
  /** What its package.json says; absent when there is none. */
  readonly version?: string
}

/** The package that holds a file of `node_modules`; `undefined` for a file that lies elsewhere. Types are those of what they describe. */
export const packageOfFile = (file: string, checker: ts.TypeChecker): ResolvedPackage | undefined => {
  const name = packageNameOfFile(file)
  return name === undefined ? undefined : packageNamed(name, dirname(file), checker)
}

/** The name of the package that holds a file of `node_modules`. */
export const packageNameOfFile = (file: string): string | undefined => {
  const at = file.lastIndexOf("/node_modules/")
  if (at === -1) return undefined
  const inside = file.slice(at + "/node_modules/".length)
  const [folder] = /^(?:@[^/]+\/)?[^/]+/.exec(inside) ?? []
  return folder === undefined ? undefined : typed(folder)
}

/** The package that a specifier names, seen from a folder: `zod/mini` is of `zod`. */
export const packageNamed = (specifier: string, from: string, checker: ts.TypeChecker): ResolvedPackage | undefined => {
  const [name] = /^(?:@[^/]+\/)?[^/.][^/]*/.exec(specifier) ?? []
  if (name === undefined) return undefined
  const versions = known.get(checker) ?? new Map<string, string | undefined>()
  known.set(checker, versions)
  const version = versionAbove(name, from, versions)
  return version === undefined ? { name } : { name, version }
}

/** What was found above each folder: packages do not change during one compilation. */
const known = new WeakMap<ts.TypeChecker, Map<string, string | undefined>>()

/** `@types/lodash` describes `lodash`, `@types/acme__sums` `@acme/sums`. */
const typed = (folder: string): string =>
  folder.startsWith("@types/") ? folder.slice("@types/".length).replace(/^(.+)__/, "@$1/") : folder

const versionAbove = (name: string, folder: string, versions: Map<string, string | undefined>): string | undefined => {
  const file = join(folder, "node_modules", name, "package.json")
  if (versions.has(file)) return versions.get(file)
  const above = dirname(folder)
  const version = versionIn(file) ?? (above === folder ? undefined : versionAbove(name, above, versions))
  versions.set(file, version)
  return version
}

const versionIn = (file: string): string | undefined => {
  const text = ts.sys.readFile(file)
  const parsed: unknown = text === undefined ? undefined : ts.parseConfigFileTextToJson("package.json", text).config
  return typeof parsed === "object" && parsed !== null && "version" in parsed ? String(parsed.version) : undefined
}
