import { readFileSync } from "node:fs"
import { relative, resolve } from "node:path"

import type { Diagnostic } from "../diagnostic/diagnostic.ts"
import { relativeTo, sortDiagnostics } from "../diagnostic/sort-diagnostics.ts"
import { depthProblem } from "./read-project.ts"
import { ts } from "./syntax.ts"
import { isTooDeep } from "./too-deep.ts"
import { type FileQuery, matchFiles, posix } from "./workflow-files.ts"

/** Refuses the workflow files whose code is nested more deeply than TypeScript can walk, each read by itself. */
export const endlessFiles = (query: FileQuery): readonly Diagnostic[] => {
  const root = posix(resolve(query.root))
  const { found } = matchFiles({ ...query, root })
  const problems = found
    .filter(({ file }) => isEndless(file))
    .map(({ file }) => relativeTo(root, depthProblem(file, posix(relative(root, file)))))
  return sortDiagnostics(problems)
}

const isEndless = (file: string): boolean => {
  try {
    return isTooDeep(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest))
  } catch (error) {
    if (error instanceof RangeError) return true
    throw error
  }
}
