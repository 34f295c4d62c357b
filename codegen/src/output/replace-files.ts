import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** A file with its new text. */
export interface FileText {
  /** Relative to the project, with `/`. */
  readonly path: string
  readonly text: string
}

/** Everything is on disk under another name before the first file is replaced. */
export const replaceFiles = (root: string, files: readonly FileText[]): void => {
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
