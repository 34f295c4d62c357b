import { findSuppressions } from "./1-read/find-suppressions.ts"
import { endlessFiles } from "./1-read/endless-files.ts"
import { type Project, type ReadOptions, readProject } from "./1-read/read-project.ts"
import type { ts } from "./1-read/syntax.ts"
import type { WorkflowFile, WorkflowSource } from "./1-read/workflow-source.ts"
import { chainCycles } from "./3b-check/chain-cycle.ts"
import { checkSource } from "./3b-check/check-source.ts"
import { refusedChildren } from "./3b-check/refused-children.ts"
import { workflowCycles } from "./3b-check/workflow-cycle.ts"
import { type GeneratedFile, generatedFiles } from "./4-emit/generated-files.ts"
import { compileFile } from "./compile-file.ts"
import type { CompiledFile, CompileFile } from "./compiled-file.ts"
import { containDefects } from "./contain-defects.ts"
import { applySuppressions } from "./diagnostic/apply-suppressions.ts"
import { type Diagnostic, hasErrors } from "./diagnostic/diagnostic.ts"
import { relativeTo, sortDiagnostics } from "./diagnostic/sort-diagnostics.ts"
import { withoutEchoes } from "./diagnostic/without-echoes.ts"
import { type LockedId, lockPath } from "./lock/lock.ts"
import { nextLock } from "./lock/next-lock.ts"
import { idsText, printLock } from "./lock/print-lock.ts"
import { foreignOutputs } from "./output/foreign-outputs.ts"
import { outputErrors } from "./output/output-errors.ts"
import { withoutRefused } from "./without-refused.ts"

/** What to compile; `configFile` names the tsconfig.json when it is not the nearest. */
export interface CompileOptions extends ReadOptions {
  /** Gives the files of what compiles, though something else is refused. */
  readonly keepGoing?: boolean
}

/** What came of it: files and no errors, or errors and no files; with `keepGoing` there may be both. */
export interface CompileResult {
  readonly files: readonly GeneratedFile[]
  /** The lock as it is to be from now on; only where a lock was given, and there are files. */
  readonly lock?: GeneratedFile
  /** All of the project, sorted; files relative to it. */
  readonly diagnostics: readonly Diagnostic[]
  readonly workflows: readonly WorkflowName[]
  /** Those of the workflows that `files` do not run, because of errors. */
  readonly refused: readonly WorkflowName[]
}

/** A workflow, and its file relative to the project. */
export interface WorkflowName {
  readonly name: string
  readonly file: string
}

/**
 * Compiles the workflows of a project, and writes nothing.
 *
 * @example
 * const { files, diagnostics } = compile({ root: ".", workflows: ["src/*.workflow.ts"], outDir: "src/generated" })
 */
export const compile = (options: CompileOptions, compileOne: CompileFile = compileFile): CompileResult => {
  try {
    return compileProject(readProject(options), options, compileOne)
  } catch (error) {
    // TypeScript itself walks down to the innermost node, and may find no end of it.
    const diagnostics = error instanceof RangeError ? endlessFiles(options) : []
    if (diagnostics.length === 0) throw error
    return { files: [], diagnostics, workflows: [], refused: [] }
  }
}

const compileProject = (project: Project, options: CompileOptions, compileOne: CompileFile): CompileResult => {
  const checked = soundParts(project)
  const found = checkParts(checked, project)
  let left = project
  let attempt = compileAll(left, project.workflows, compileOne)
  found.push(...attempt.diagnostics)
  while (options.keepGoing === true && hasErrors(attempt.diagnostics)) {
    const before = left
    left = withoutRefused(project, found.filter(isError))
    if (left.workflows.length === 0 || isAsLarge(left, before)) break
    attempt = compileAll(left, project.workflows, compileOne)
    found.push(...attempt.diagnostics)
  }
  const failed = hasErrors(attempt.diagnostics)
  const looked = [...checked.sourceFiles, ...attempt.compiled.flatMap(({ uses }) => uses), ...filesOf(found, project)]
  const told = applySuppressions(found, [...new Set(looked)].flatMap(findSuppressions))
  return {
    files: failed ? [] : attempt.files,
    diagnostics: sortDiagnostics(withoutEchoes(told).map((each) => relativeTo(project.root, each))),
    ...(!failed && options.lock !== undefined && { lock: lockFile(project, attempt, !hasErrors(found)) }),
    workflows: project.workflows.map(nameOf),
    refused: project.workflows.filter((each) => failed || !left.workflows.includes(each)).map(nameOf),
  }
}

/** The files that something is said of. */
const filesOf = (found: readonly Diagnostic[], { sources }: Project): readonly ts.SourceFile[] =>
  found.flatMap(({ file }) => sources.program().getSourceFile(file) ?? [])

interface Attempt {
  readonly compiled: readonly CompiledFile[]
  readonly files: readonly GeneratedFile[]
  readonly diagnostics: readonly Diagnostic[]
}

/** `all`: the workflows of the whole project, which those that are compiled may start. */
const compileAll = (project: Project, all: readonly WorkflowSource[], compileOne: CompileFile): Attempt => {
  const compiled = soundFiles(project).map((file) => recallCompiled(file, project, compileOne))
  const edges = compiled.flatMap(({ programs }) => programs.flatMap((program) => program.edges))
  const refused = [
    ...project.diagnostics,
    ...compiled.flatMap(({ diagnostics }) => diagnostics),
    ...refusedChildren(edges, { all, sound: project.workflows }),
    ...workflowCycles(edges),
    ...chainCycles(edges),
  ]
  const files = hasErrors(refused) ? [] : generatedFiles(project, compiled)
  return {
    compiled,
    files,
    diagnostics: [...refused, ...foreignOutputs(files, project), ...outputErrors({ files, compiled }, project)],
  }
}

const checkParts = ({ workflows, steps, sourceFiles }: SoundParts, { checker, sources }: Project): Diagnostic[] =>
  sourceFiles.flatMap((sourceFile) => {
    const { fileName } = sourceFile
    const here = {
      workflows: workflows.filter(({ file }) => file.sourceFile === sourceFile),
      steps: steps.filter(({ call }) => call.getSourceFile() === sourceFile),
    }
    const inputs = [sources.state(fileName), ...here.workflows, ...here.steps.map(({ call }) => call)]
    return sources.recall("source", fileName, inputs, () => checkSource(here, checker))
  })

/** What a file becomes: as before, if it and all that it imports are as before, and the lock says what came of it then. */
const recallCompiled = (file: WorkflowFile, project: Project, compileOne: CompileFile): CompiledFile => {
  const { lock, sources, typecheck } = project
  const { fileName } = file.sourceFile
  const workflows = workflowsOf(file, project)
  const inputs = [file, ...workflows, sources.state(fileName), compileOne, typecheck]
  const before = (name: string): readonly LockedId[] => lock.workflows.get(name)?.ids ?? []
  const after = ({ programs }: CompiledFile, name: string): readonly LockedId[] =>
    programs.find(({ workflow }) => workflow.name === name)?.ids ?? before(name)
  return sources.recall(
    "compiled",
    fileName,
    {
      now: [...inputs, ...workflows.map(({ name }) => idsText(before(name)))],
      next: (compiled: CompiledFile) => [...inputs, ...workflows.map(({ name }) => idsText(after(compiled, name)))],
    },
    () => containDefects(compileOne)(file, workflows, project),
  )
}

const lockFile = ({ lock, steps }: Project, { compiled }: Attempt, complete: boolean): GeneratedFile => {
  const programs = compiled.flatMap((file) => file.programs)
  const workflows = new Map(programs.map(({ workflow, ids }) => [workflow.name, ids]))
  const next = nextLock(lock, { workflows, steps: steps.map(({ name }) => name), complete })
  return { path: lockPath, text: printLock(next) }
}

const isError = ({ severity }: Diagnostic): boolean => severity === "error"

const isAsLarge = (left: Project, before: Project): boolean =>
  left.files.length === before.files.length && left.workflows.length === before.workflows.length

const nameOf = ({ name, file }: WorkflowSource): WorkflowName => ({ name, file: file.path })

/** Files that TypeScript itself refuses are not looked into: what codegen would say of them is noise. */
const soundFiles = ({ files, diagnostics }: Project): WorkflowFile[] => {
  const unsound = new Set(
    diagnostics.filter(({ code }) => code === "SW0001" || code === "SW0002").map(({ file }) => file),
  )
  return files.filter(({ sourceFile }) => !unsound.has(sourceFile.fileName))
}

/** What can be looked into, wherever it is declared. */
type SoundParts = ReturnType<typeof soundParts>

const soundParts = (project: Project) => {
  const files = soundFiles(project)
  const unsound = new Set(project.files.filter((file) => !files.includes(file)).map(({ sourceFile }) => sourceFile))
  const steps = project.steps.filter(({ call }) => !unsound.has(call.getSourceFile()))
  return {
    workflows: files.flatMap((file) => workflowsOf(file, project)),
    steps,
    sourceFiles: [
      ...new Set([...files.map(({ sourceFile }) => sourceFile), ...steps.map(({ call }) => call.getSourceFile())]),
    ],
  }
}

const workflowsOf = (file: WorkflowFile, { workflows }: Project) =>
  workflows.filter((workflow) => workflow.file === file)
