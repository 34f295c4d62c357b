import { existsSync } from "node:fs"
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path"

import { ConfigInvalid, ProjectNotFound } from "../error/project-errors.ts"
import { loadModule } from "./load-module.ts"

/** A project: what its configuration says, with one form for each thing. */
export interface Project {
  /** Absolute. */
  readonly root: string
  /** The file that configures it; absolute. */
  readonly file: string
  readonly workflows: readonly string[]
  /** Relative to `root`. */
  readonly outDir: string
  /** The module with the options of an engine; relative to `root`. */
  readonly engine?: string
}

/** Reads the configuration of the project in `folder`; with a new `reading` again, though it has been read before. */
export const findProject = async (folder = ".", reading?: number): Promise<Project> => {
  const root = resolve(folder)
  const file = findConfig(root)
  if (file === undefined) throw new ProjectNotFound(root)
  const loaded = await loadModule(file, root, reading)
  // A CommonJS module comes with its exports under `default` once more.
  const config =
    isRecord(loaded["default"]) && "default" in loaded["default"] ? loaded["default"]["default"] : loaded["default"]
  return { root, file, ...checked(config, file) }
}

/** The file that configures the project in `root`, if there is one. */
const findConfig = (root: string): string | undefined =>
  ["ts", "mts", "js", "mjs"]
    .map((ending) => join(root, `statewright.config.${ending}`))
    .find((file) => existsSync(file))

const checked = (config: unknown, file: string): Pick<Project, "workflows" | "outDir" | "engine"> => {
  if (!isRecord(config)) throw new ConfigInvalid(file, "it has no default export")
  const { workflows, outDir, engine } = config
  if (typeof outDir !== "string" || outDir === "") throw new ConfigInvalid(file, "`outDir` is not the path of a folder")
  const path = relative(dirname(file), resolve(dirname(file), outDir))
  if (path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) {
    throw new ConfigInvalid(file, `\`outDir\` is \`${outDir}\`, which lies outside the project's folder`)
  }
  const globs = typeof workflows === "string" ? [workflows] : workflows
  if (!Array.isArray(globs) || globs.length === 0 || !globs.every((glob) => typeof glob === "string")) {
    throw new ConfigInvalid(file, "`workflows` is neither a glob nor a list of globs")
  }
  if (engine === undefined) return { workflows: globs, outDir }
  if (typeof engine !== "string" || !existsSync(resolve(dirname(file), engine))) {
    throw new ConfigInvalid(file, "`engine` is not the path of a module")
  }
  return { workflows: globs, outDir, engine }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null
