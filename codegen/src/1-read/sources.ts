import { compilerHost, type SourceText } from "./compiler-host.ts"
import { ts } from "./syntax.ts"
import type { Tsconfig } from "./tsconfig.ts"

/** The files that the compiler has parsed; one of these may serve many compilations. */
export interface Sources {
  /** Makes files part of the program. */
  readonly open: (files: readonly string[]) => void
  /** The program of all open files; the same one until a file is opened or checked. */
  readonly program: () => ts.Program
  /** What TypeScript has against files with these texts, beside the open ones. */
  readonly check: (texts: readonly SourceText[]) => readonly ts.Diagnostic[]
}

/** Sources with the settings of a tsconfig.json, and the declarations that it names. */
export const openSources = ({ options, declarations }: Tsconfig): Sources => {
  const host = compilerHost(options)
  const roots = new Set(declarations)
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
  return {
    program,
    open: add,
    check: (texts) => {
      host.overlay(texts)
      current = undefined
      add(texts.map(({ file }) => file))
      const checked = program()
      return texts.flatMap(({ file }) => {
        const sourceFile = checked.getSourceFile(file)
        return [...checked.getSyntacticDiagnostics(sourceFile), ...checked.getSemanticDiagnostics(sourceFile)]
      })
    },
  }
}
