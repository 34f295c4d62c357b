import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { register as registerCommonJs } from "tsx/cjs/api"
import { register } from "tsx/esm/api"

import { ProjectBroken } from "../error/project-errors.ts"

/**
 * Imports a module of the user's project: TypeScript of any flavour and import style, with the path aliases of its
 * tsconfig.json. What it imports in turn is loaded the same way from then on.
 */
export const loadModule = async (file: string, root: string): Promise<Readonly<Record<string, unknown>>> => {
  readTypeScript(root)
  try {
    // A module namespace is an object of whatever the module exports.
    return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>
  } catch (error) {
    throw new ProjectBroken(file, error)
  }
}

let reading = false

const readTypeScript = (root: string): void => {
  if (reading) return
  reading = true
  const tsconfig = nearestTsconfig(root)
  registerCommonJs()
  register(tsconfig === undefined ? {} : { tsconfig })
}

/** The tsconfig.json of a folder, or of the nearest one above it. */
export const nearestTsconfig = (folder: string): string | undefined => {
  const file = join(folder, "tsconfig.json")
  if (existsSync(file)) return file
  return dirname(folder) === folder ? undefined : nearestTsconfig(dirname(folder))
}
