import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

import type { GeneratedFile } from "../4-emit/generated-files.ts"
import type { CompileResult } from "../compile.ts"
import { hasErrors } from "../diagnostic/diagnostic.ts"
import { checkFiles, type OutputFolder } from "./check-files.ts"

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
 */
export const writeFiles = (folder: OutputFolder, result: CompileResult): Written => {
  if (hasErrors(result.diagnostics) && result.files.length === 0) return { written: [], unchanged: [], removed: [] }
  const { missing, stale, extra } = checkFiles(folder, result)
  const changed = new Set([...missing, ...stale])
  replaceAll(
    folder.root,
    result.files.filter(({ path }) => changed.has(path)),
  )
  for (const path of extra) rmSync(join(folder.root, path))
  return {
    written: result.files.map(({ path }) => path).filter((path) => changed.has(path)),
    unchanged: result.files.map(({ path }) => path).filter((path) => !changed.has(path)),
    removed: extra,
  }
}

/** Everything is on disk under another name before the first file is replaced. */
const replaceAll = (root: string, files: readonly GeneratedFile[]): void => {
  const temporary = (path: string): string => join(root, `${path}.${process.pid}.tmp`)
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(temporary(path), text)
    }
    for (const { path } of files) renameSync(temporary(path), join(root, path))
  } finally {
    for (const { path } of files) rmSync(temporary(path), { force: true })
  }
}
