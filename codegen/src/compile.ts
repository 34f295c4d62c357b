import { findSuppressions } from "./1-read/find-suppressions.ts"
import { type Project, type ReadOptions, readProject } from "./1-read/read-project.ts"
import type { WorkflowFile } from "./1-read/workflow-source.ts"
import { discardedErrors } from "./2-analyze/discarded-error.ts"
import { type GeneratedFile, generatedFiles } from "./4-emit/generated-files.ts"
import { compileFile } from "./compile-file.ts"
import type { CompileFile } from "./compiled-file.ts"
import { containDefects } from "./contain-defects.ts"
import { applySuppressions } from "./diagnostic/apply-suppressions.ts"
import { type Diagnostic, hasErrors } from "./diagnostic/diagnostic.ts"
import { relativeTo, sortDiagnostics } from "./diagnostic/sort-diagnostics.ts"
import { foreignOutputs } from "./output/foreign-outputs.ts"
import { outputErrors } from "./output/output-errors.ts"

/** What to compile; `configFile` names the tsconfig.json when it is not the nearest. */
export type CompileOptions = ReadOptions

/** What came of it: files and no errors, or errors and no files. */
export interface CompileResult {
  readonly files: readonly GeneratedFile[]
  /** All of the project, sorted; files relative to it. */
  readonly diagnostics: readonly Diagnostic[]
  readonly workflows: readonly { readonly name: string; readonly file: string }[]
}

/**
 * Compiles the workflows of a project, and writes nothing.
 *
 * @example
 * const { files, diagnostics } = compile({ root: ".", workflows: ["src/*.workflow.ts"], outDir: "src/generated" })
 */
export const compile = (options: CompileOptions, compileOne: CompileFile = compileFile): CompileResult => {
  const project = readProject(options)
  const sound = soundFiles(project)
  const compiled = sound.map((file) => containDefects(compileOne)(file, workflowsOf(file, project), project))
  const refused = [...project.diagnostics, ...compiled.flatMap(({ diagnostics }) => diagnostics)]
  const drafts = hasErrors(refused) ? [] : generatedFiles(project, compiled)
  const warned = project.workflows
    .filter(({ file }) => sound.includes(file))
    .flatMap(({ body }) => discardedErrors(body))
  const all = [
    ...refused,
    ...warned,
    ...foreignOutputs(drafts, project),
    ...outputErrors({ files: drafts, compiled }, project),
  ]
  const found = applySuppressions(
    all,
    sound.flatMap(({ sourceFile }) => findSuppressions(sourceFile)),
  )
  return {
    files: hasErrors(found) ? [] : drafts,
    diagnostics: sortDiagnostics(found.map((each) => relativeTo(project.root, each))),
    workflows: project.workflows.map(({ name, file }) => ({ name, file: file.path })),
  }
}

/** Files that TypeScript itself refuses are not looked into: what codegen would say of them is noise. */
const soundFiles = ({ files, diagnostics }: Project): WorkflowFile[] => {
  const unsound = new Set(
    diagnostics.filter(({ code }) => code === "SW0001" || code === "SW0002").map(({ file }) => file),
  )
  return files.filter(({ sourceFile }) => !unsound.has(sourceFile.fileName))
}

const workflowsOf = (file: WorkflowFile, { workflows }: Project) =>
  workflows.filter((workflow) => workflow.file === file)
