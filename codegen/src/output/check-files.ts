import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

import type { GeneratedFile } from "../4-emit/generated-files.ts"
import type { CompileResult } from "../compile.ts"
import { ownedFiles } from "./owned-files.ts"

/** Where generated files go. */
export interface OutputFolder {
  readonly root: string
  /** Relative to `root`. */
  readonly outDir: string
}

/** How the disk differs from what codegen would write: what `--check` fails on. */
export interface FileDifferences {
  readonly missing: readonly string[]
  readonly stale: readonly string[]
  readonly extra: readonly string[]
}

/**
 * Compares the generated files on disk with those of a compilation; reads only.
 *
 * @example
 * const { missing, stale, extra } = checkFiles(project, compile(project))
 */
export const checkFiles = ({ root, outDir }: OutputFolder, result: CompileResult): FileDifferences => {
  const all = filesOf(result)
  const wanted = new Set(all.map(({ path }) => path))
  return {
    missing: all.filter(({ path }) => !existsSync(join(root, path))).map(({ path }) => path),
    stale: all
      .filter(({ path, text }) => existsSync(join(root, path)) && textOf(join(root, path)) !== text)
      .map(({ path }) => path),
    extra: ownedFiles(root, outDir).filter((path) => !wanted.has(path)),
  }
}

/** All that is written: generated files, and the lock. */
export const filesOf = ({ files, lock }: CompileResult): readonly GeneratedFile[] =>
  lock === undefined ? files : [...files, lock]

/** A checkout may have turned line ends into those of its system. */
const textOf = (file: string): string => readFileSync(file, "utf8").replaceAll("\r\n", "\n")
