import { rmSync } from "node:fs"
import { join } from "node:path"

import type { CompileResult } from "../compile.ts"
import { hasErrors } from "../diagnostic/diagnostic.ts"
import { checkFiles, filesOf, type OutputFolder } from "./check-files.ts"
import { replaceFiles } from "./replace-files.ts"

/** What changed on disk; paths relative to the project. */
export interface Written {
  readonly written: readonly string[]
  readonly unchanged: readonly string[]
  /** Generated files of sources that are gone. */
  readonly removed: readonly string[]
}

/**
 * Writes what changed, each file whole or not at all, and removes generated files that are no longer produced.
 * Does nothing at all when there are errors, unless the result was told to keep going and has files.
 *
 * @example
 * const { written, removed } = writeFiles(project, compile(project))
 */
export const writeFiles = (folder: OutputFolder, result: CompileResult): Written => {
  if (hasErrors(result.diagnostics) && result.files.length === 0) return { written: [], unchanged: [], removed: [] }
  const { missing, stale, extra } = checkFiles(folder, result)
  const changed = new Set([...missing, ...stale])
  const all = filesOf(result)
  replaceFiles(
    folder.root,
    all.filter(({ path }) => changed.has(path)),
  )
  for (const path of extra) rmSync(join(folder.root, path))
  return {
    written: all.map(({ path }) => path).filter((path) => changed.has(path)),
    unchanged: all.map(({ path }) => path).filter((path) => !changed.has(path)),
    removed: extra,
  }
}
