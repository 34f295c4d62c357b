import { isAbsolute, relative, resolve } from "node:path"

import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { fileProblems } from "./file-problems.ts"
import { emptyLock, type Lock, lockPath } from "../lock/lock.ts"
import { type ReadLock, readLock } from "../lock/read-lock.ts"
import { deepest, isTooDeep } from "./too-deep.ts"
import { findDeclarations } from "./find-declarations.ts"
import { placeOfFile } from "./place-of.ts"
import { reachedHelpers } from "./reached-helpers.ts"
import { rememberFiles } from "./project-files.ts"
import { sourceHash } from "./source-hash.ts"
import { openSources, type Sources } from "./sources.ts"
import type { ts } from "./syntax.ts"
import { readTsconfig, type Tsconfig } from "./tsconfig.ts"
import { typeErrors } from "./type-errors.ts"
import { type FileQuery, matchFiles, posix } from "./workflow-files.ts"
import type { StepSource, WorkflowFile, WorkflowSource } from "./workflow-source.ts"

/** What codegen is asked to read. */
export interface ReadOptions extends FileQuery {
  /** The tsconfig.json to use, relative to `root`; the nearest one is the default. */
  readonly configFile?: string
  /** `false` compiles what TypeScript finds wrong types in; what is stored is checked at run time in any case. */
  readonly typecheck?: boolean
  /** The text of the lock, that ids stay as they are; `""` where there is none yet. */
  readonly lock?: string
  /** Files that were parsed before, with the same settings. */
  readonly sources?: Sources
}

/** Everything that the later phases know about the author's project. */
export interface Project {
  /** Absolute, with `/`. */
  readonly root: string
  /** Absolute, with `/`. */
  readonly outDir: string
  readonly tsconfig: Tsconfig
  /** Whether a wrong type is an error. */
  readonly typecheck: boolean
  readonly sources: Sources
  /** The ids that were given before. */
  readonly lock: Lock
  readonly checker: ts.TypeChecker
  readonly files: readonly WorkflowFile[]
  /** In order of file and position. */
  readonly workflows: readonly WorkflowSource[]
  /** The steps that the workflow files declare or start, in order of file and position. */
  readonly steps: readonly StepSource[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Opens a project: its settings, its workflow files, their types, and what they declare. */
export const readProject = (options: ReadOptions): Project => {
  const root = posix(resolve(options.root))
  const { typecheck = true, configFile } = options
  const tsconfig = readTsconfig(root, configFile === undefined ? undefined : resolve(root, configFile))
  const outDir = posix(resolve(root, options.outDir))
  const lock = readLock(options.lock ?? "")
  const aboutSettings = [
    ...(lock.ok ? [] : [unreadableLock(root, lock)]),
    ...outDirProblems(root, outDir, options.outDir),
    ...tsconfig.diagnostics.filter(({ code }) => typecheck || code !== "SW0006"),
  ]
  // Without its settings nothing that could be said of a file would be true.
  const isReadable = aboutSettings.length === 0
  const matched = isReadable ? matchFiles({ ...options, root }) : { found: [], passedOver: [] }
  const { found } = matched
  const sources = options.sources ?? openSources(tsconfig)
  sources.open(found.map(({ file }) => file))
  const program = sources.program()
  const tooDeep = new Set(
    found
      .map(({ file }) => file)
      .filter((file) => {
        const sourceFile = program.getSourceFile(file)
        return sourceFile !== undefined && sources.recall("depth", file, [sourceFile], () => isTooDeep(sourceFile))
      }),
  )
  const files = found.flatMap(({ file, machineFile, chartFile }): WorkflowFile[] => {
    const sourceFile = program.getSourceFile(file)
    const path = posix(relative(root, file))
    if (sourceFile === undefined || tooDeep.has(file)) return []
    const make = () => ({ path, hash: sourceHash(sourceFile.text), sourceFile, machineFile, chartFile })
    return [sources.recall("file", file, [path, sourceFile, machineFile, chartFile], make)]
  })
  const checker = program.getTypeChecker()
  rememberFiles(checker, program)
  const declared = findDeclarations(files, sources, root)
  return {
    root,
    outDir,
    tsconfig,
    typecheck,
    sources,
    lock: lock.ok ? lock.lock : emptyLock,
    checker,
    files,
    workflows: declared.workflows,
    steps: declared.steps,
    diagnostics: [
      ...aboutSettings,
      ...[...tooDeep].map((file) => depthProblem(file, posix(relative(root, file)))),
      ...(isReadable ? fileProblems(matched, { root, globs: options.workflows, jsx: tsconfig.options.jsx }) : []),
      ...typeErrors({ files, helperFiles: helperFilesOf(declared.workflows, checker, sources), typecheck }, sources),
      ...declared.diagnostics,
    ],
  }
}

/** The files of the helpers that are compiled with workflows: asked of types, so only where a file is not as before. */
const helperFilesOf = (
  workflows: readonly WorkflowSource[],
  checker: ts.TypeChecker,
  { state, recall }: Sources,
): readonly ts.SourceFile[] =>
  [...Map.groupBy(workflows, ({ file }) => file.sourceFile)].flatMap(([{ fileName }, declared]) =>
    recall("helper files", fileName, [state(fileName), ...declared], () => [
      ...new Set(
        declared.flatMap(({ body }) => reachedHelpers(body, checker).map((helper) => helper.body.getSourceFile())),
      ),
    ]),
  )

export const depthProblem = (file: string, name: string): Diagnostic =>
  diagnostic("SW0012", placeOfFile(file), {
    file: name,
    reason: `nests its code more than ${deepest} levels deep: take it apart`,
  })

const unreadableLock = (root: string, { line, problem }: ReadLock & { readonly ok: false }): Diagnostic => {
  const { span } = placeOfFile(root)
  const place = { file: `${root}/${lockPath}`, span: { ...span, line, endLine: line } }
  return diagnostic("SW0014", place, { line: String(line), lock: lockPath, problem })
}

/** Generated files name each other, and their sources, by paths of the project. */
const outDirProblems = (root: string, outDir: string, written: string): Diagnostic[] => {
  const path = posix(relative(root, outDir))
  const isInside = path !== ".." && !path.startsWith("../") && !isAbsolute(path)
  return isInside ? [] : [diagnostic("SW0011", placeOfFile(root), { outDir: written, root })]
}
