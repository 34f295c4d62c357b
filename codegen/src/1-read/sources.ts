import { existsSync } from "node:fs"

import { compilerHost, type SourceText } from "./compiler-host.ts"
import { dependents, isGlobalSource } from "./import-graph.ts"
import { createRecall, type Recall } from "./recall.ts"
import { ts } from "./syntax.ts"
import type { Tsconfig } from "./tsconfig.ts"

/** The files that the compiler has parsed; one of these may serve many compilations. */
export interface Sources {
  /** Makes files part of the program. */
  readonly open: (files: readonly string[]) => void
  /** The program of all open files; the same one until a file is opened, checked or read again. */
  readonly program: () => ts.Program
  /** What TypeScript has against files with these texts, beside the open ones. */
  readonly check: (texts: readonly SourceText[]) => readonly ts.Diagnostic[]
  /** Reads files again whose text may have changed. Answers whether that is enough: else all must be opened anew. */
  readonly refresh: (files: readonly string[]) => boolean
  /** Another value once a file, or one that it imports, has been read again. */
  readonly state: (file: string) => number
  readonly recall: Recall
}

/** Sources with the settings of a tsconfig.json, and the declarations that it names. */
export const openSources = ({ options, declarations }: Tsconfig): Sources => {
  const host = compilerHost(options)
  const recall = createRecall()
  const roots = new Set(declarations)
  const states = new Map<string, number>()
  let refreshed = 0
  let current: ts.Program | undefined
  let last: ts.Program | undefined
  const add = (files: readonly string[]): void => {
    for (const file of files) {
      if (!roots.has(file)) current = undefined
      roots.add(file)
    }
  }
  const program = (): ts.Program => {
    current ??= ts.createProgram({ rootNames: [...roots], options, host, ...(last && { oldProgram: last }) })
    last = current
    return current
  }
  const state = (file: string): number => states.get(file) ?? 0
  const problemsOf = (file: string): readonly ts.Diagnostic[] => {
    const checked = program()
    const sourceFile = checked.getSourceFile(file)
    return [...checked.getSyntacticDiagnostics(sourceFile), ...checked.getSemanticDiagnostics(sourceFile)]
  }
  return {
    program,
    open: add,
    state,
    recall,
    check: (texts) => {
      if (host.overlay(texts)) current = undefined
      add(texts.map(({ file }) => file))
      return texts.flatMap(({ file, text, isList = false }) =>
        recall("output", file, [text, isList ? 0 : state(file)], () => problemsOf(file)),
      )
    },
    refresh: (files) => {
      const before = program()
      const changed = files.map((file) => before.getSourceFile(file))
      if (changed.some((file) => file === undefined || isGlobalSource(file) || !existsSync(file.fileName))) return false
      refreshed++
      for (const file of dependents(files, before)) states.set(file, refreshed)
      host.forget(files)
      current = undefined
      return true
    },
  }
}
