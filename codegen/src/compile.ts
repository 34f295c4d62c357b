import { type Project, type ReadOptions, readProject } from "./1-read/read-project.ts"
import type { WorkflowFile } from "./1-read/workflow-source.ts"
import { type GeneratedFile, generatedFiles } from "./4-emit/generated-files.ts"
import { compileFile } from "./compile-file.ts"
import type { CompileFile } from "./compiled-file.ts"
import { containDefects } from "./contain-defects.ts"
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
  const compiled = soundFiles(project).map((file) =>
    containDefects(compileOne)(file, workflowsOf(file, project), project),
  )
  const refused = [...project.diagnostics, ...compiled.flatMap(({ diagnostics }) => diagnostics)]
  const drafts = hasErrors(refused) ? [] : generatedFiles(project, compiled)
  const found = [...refused, ...foreignOutputs(drafts, project), ...outputErrors({ files: drafts, compiled }, project)]
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
