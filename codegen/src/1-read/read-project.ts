import { createHash } from "node:crypto"
import { relative, resolve } from "node:path"

import { Project as Sources } from "ts-morph"

import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { findDeclarations } from "./find-workflows.ts"
import { placeOfFile } from "./place-of.ts"
import type { ts } from "./syntax.ts"
import { readTsconfig, type Tsconfig } from "./tsconfig.ts"
import { typeErrors } from "./type-errors.ts"
import { findWorkflowFiles, type FileQuery, posix } from "./workflow-files.ts"
import type { WorkflowFile, WorkflowSource, StepSource } from "./workflow-source.ts"

/** What codegen is asked to compile. */
export interface ReadOptions extends FileQuery {
  /** The tsconfig.json to use, relative to `root`; the nearest one is the default. */
  readonly configFile?: string
}

/** Everything that the later phases know about the author's project. */
export interface Project {
  /** Absolute, with `/`. */
  readonly root: string
  /** Absolute, with `/`. */
  readonly outDir: string
  readonly tsconfig: Tsconfig
  readonly program: ts.Program
  readonly checker: ts.TypeChecker
  readonly files: readonly WorkflowFile[]
  /** In order of file and position. */
  readonly workflows: readonly WorkflowSource[]
  /** The steps that the workflow files declare, in order of file and position. */
  readonly steps: readonly StepSource[]
  readonly diagnostics: readonly Diagnostic[]
  /** Reports the type errors that files with these texts would have, as part of the project. */
  readonly check: (generated: readonly GeneratedText[]) => readonly ts.Diagnostic[]
}

/** A file that is about to be written. */
export interface GeneratedText {
  /** Absolute, with `/`. */
  readonly file: string
  readonly text: string
}

/** Opens a project: its settings, its workflow files, their types, and what they declare. */
export const readProject = (options: ReadOptions): Project => {
  const root = posix(resolve(options.root))
  const tsconfig = readTsconfig(root, options.configFile === undefined ? undefined : resolve(root, options.configFile))
  const found = findWorkflowFiles({ ...options, root })
  const sources = new Sources({ compilerOptions: tsconfig.options, skipAddingFilesFromTsConfig: true })
  sources.addSourceFilesAtPaths([...tsconfig.declarations])
  const files = found.map(({ file, machineFile, chartFile }): WorkflowFile => {
    const { compilerNode } = sources.addSourceFileAtPath(file)
    return { path: posix(relative(root, file)), hash: sourceHash(compilerNode.text), sourceFile: compilerNode, machineFile, chartFile }
  })
  const program = sources.getProgram().compilerObject
  const checker = program.getTypeChecker()
  const declared = findDeclarations(files, checker)
  const empty = found.length > 0 ? [] : [diagnostic("SW0003", placeOfFile(`${root}/`), { globs: options.workflows.map((glob) => `\`${glob}\``).join(", ") })]
  return {
    root,
    outDir: posix(resolve(root, options.outDir)),
    tsconfig,
    program,
    checker,
    files,
    workflows: declared.workflows,
    steps: declared.steps,
    diagnostics: [...tsconfig.diagnostics, ...empty, ...typeErrors(files, program), ...declared.diagnostics],
    check: (generated) => {
      const added = generated.map(({ file, text }) => sources.createSourceFile(file, text, { overwrite: true }))
      const checked = sources.getProgram().compilerObject
      return added.flatMap(({ compilerNode }) => [
        ...checked.getSyntacticDiagnostics(compilerNode),
        ...checked.getSemanticDiagnostics(compilerNode),
      ])
    },
  }
}

/** What says whether a generated file is stale (SEMANTICS 37): line ends do not count. */
export const sourceHash = (text: string): string => createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex")
