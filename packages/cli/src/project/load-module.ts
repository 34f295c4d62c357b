import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"

import { ProjectBroken } from "../error/project-errors.ts"

/**
 * Imports a module of the user's project: TypeScript of any flavour and import style, with the path aliases of its
 * tsconfig.json. What it imports in turn is loaded the same way from then on. A new `reading` loads it once more.
 */
export const loadModule = async (
  file: string,
  root: string,
  reading?: number,
): Promise<Readonly<Record<string, unknown>>> => {
  await readTypeScript(root)
  try {
    const { href } = pathToFileURL(file)
    // A module namespace is an object of whatever the module exports.
    return (await import(reading === undefined ? href : `${href}?reading=${reading}`)) as Readonly<
      Record<string, unknown>
    >
  } catch (error) {
    throw new ProjectBroken(file, error)
  }
}

/** The tsconfig.json of a folder, or of the nearest one above it. */
export const nearestTsconfig = (folder: string): string | undefined => {
  const file = join(folder, "tsconfig.json")
  if (existsSync(file)) return file
  return dirname(folder) === folder ? undefined : nearestTsconfig(dirname(folder))
}

let prepared: Promise<void> | undefined

const readTypeScript = (root: string): Promise<void> => (prepared ??= register(root))

const register = async (root: string): Promise<void> => {
  const tsconfig = nearestTsconfig(root)
  // tsx reads this when it is loaded; for CommonJS it is the only way to name a tsconfig.json of another folder.
  if (tsconfig !== undefined) process.env["TSX_TSCONFIG_PATH"] = tsconfig
  const [commonJs, esm] = await Promise.all([import("tsx/cjs/api"), import("tsx/esm/api")])
  commonJs.register()
  esm.register()
}
