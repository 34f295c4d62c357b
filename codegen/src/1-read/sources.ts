import { Project } from "ts-morph"

import type { ts } from "./syntax.ts"
import type { Tsconfig } from "./tsconfig.ts"

/** The files that the compiler has parsed; one of these may serve many compilations. */
export interface Sources {
  /** Makes a file part of the program; answers its syntax. */
  readonly open: (file: string) => ts.SourceFile
  /** The program of all open files; the same one until a file is opened or checked. */
  readonly program: () => ts.Program
  /** What TypeScript has against files with these texts, beside the open ones. */
  readonly check: (texts: readonly SourceText[]) => readonly ts.Diagnostic[]
}

/** A file that need not be on disk. */
export interface SourceText {
  /** Absolute, with `/`. */
  readonly file: string
  readonly text: string
}

/** Sources with the settings of a tsconfig.json, and the declarations that it names. */
export const openSources = ({ options, declarations }: Tsconfig): Sources => {
  const project = new Project({ compilerOptions: options, skipAddingFilesFromTsConfig: true })
  project.addSourceFilesAtPaths([...declarations])
  const program = (): ts.Program => project.getProgram().compilerObject
  return {
    program,
    open: (file) => (project.getSourceFile(file) ?? project.addSourceFileAtPath(file)).compilerNode,
    check: (texts) => {
      const added = texts.map(
        ({ file, text }) => project.createSourceFile(file, text, { overwrite: true }).compilerNode,
      )
      const checked = program()
      return added.flatMap((file) => [
        ...checked.getSyntacticDiagnostics(file),
        ...checked.getSemanticDiagnostics(file),
      ])
    },
  }
}
