import { dirname, join } from "node:path"

import { ts } from "./syntax.ts"

/** A package of npm's, as the project has it. */
export interface ResolvedPackage {
  readonly name: string
  /** What its package.json says; absent when there is none. */
  readonly version?: string
}

/** The package that holds a file of `node_modules`; `undefined` for a file that lies elsewhere. Types are those of what they describe. */
export const packageOfFile = (file: string): ResolvedPackage | undefined => {
  const at = file.lastIndexOf("/node_modules/")
  if (at === -1) return undefined
  const inside = file.slice(at + "/node_modules/".length)
  const [folder] = /^(?:@[^/]+\/)?[^/]+/.exec(inside) ?? []
  return folder === undefined ? undefined : packageNamed(typed(folder), dirname(file))
}

/** The package that a specifier names, seen from a folder: `zod/mini` is of `zod`. */
export const packageNamed = (specifier: string, from: string): ResolvedPackage | undefined => {
  const [name] = /^(?:@[^/]+\/)?[^/.][^/]*/.exec(specifier) ?? []
  if (name === undefined) return undefined
  const version = versionAbove(name, from)
  return version === undefined ? { name } : { name, version }
}

/** `@types/lodash` describes `lodash`, `@types/acme__sums` `@acme/sums`. */
const typed = (folder: string): string =>
  folder.startsWith("@types/") ? folder.slice("@types/".length).replace(/^(.+)__/, "@$1/") : folder

const versionAbove = (name: string, folder: string): string | undefined => {
  const text = ts.sys.readFile(join(folder, "node_modules", name, "package.json"))
  const parsed: unknown = text === undefined ? undefined : ts.parseConfigFileTextToJson("package.json", text).config
  if (typeof parsed === "object" && parsed !== null && "version" in parsed) return String(parsed.version)
  const above = dirname(folder)
  return above === folder ? undefined : versionAbove(name, above)
}
