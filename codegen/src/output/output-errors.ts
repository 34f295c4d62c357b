import { placeOf, placeOfFile } from "../1-read/place-of.ts"
import type { Project } from "../1-read/read-project.ts"
import type { ts } from "../1-read/syntax.ts"
import { flatten } from "../1-read/tsconfig.ts"
import type { GeneratedFile } from "../4-emit/generated-files.ts"
import type { CompiledFile } from "../compiled-file.ts"
import { diagnostic, type Diagnostic, type Place } from "../diagnostic/diagnostic.ts"
import { authorSpan } from "./author-span.ts"

/** What is about to be written, and what it was made from. */
export interface Output {
  readonly files: readonly GeneratedFile[]
  readonly compiled: readonly CompiledFile[]
}

/** What the user's own compiler settings would have against the files that are about to be written. */
export const outputErrors = ({ files, compiled }: Output, project: Project): Diagnostic[] => {
  const machines = new Set(compiled.map(({ file }) => file.machineFile))
  const modules = files
    .filter(({ path }) => path.endsWith(".ts"))
    .map(({ path, text }) => ({ file: `${project.root}/${path}`, text }))
    .map((module) => ({ ...module, isList: !machines.has(module.file) }))
  // What is unused or out of reach in the author's code stays so in the generated one: for a linter to say, there.
  const problems = project.sources
    .check(modules)
    .filter(({ reportsUnnecessary }) => reportsUnnecessary === undefined)
    .filter(({ code }) => project.typecheck || isAboutSyntax(code))
  return problems.map((problem) =>
    diagnostic("SW5004", placeOfProblem(problem, compiled, project), { text: describe(problem, project) }),
  )
}

/** TypeScript numbers its syntax errors from 1000, and errors of types from 2000. */
const isAboutSyntax = (code: number): boolean => code < 2000

/** The author's code of the segment that is wrong; the workflow, or the file, where there is none. */
const placeOfProblem = (
  problem: ts.Diagnostic,
  compiled: readonly CompiledFile[],
  { root, workflows }: Project,
): Place => {
  const module = problem.file
  if (module === undefined) return placeOfFile(root)
  const made = compiled.find(({ file }) => file.machineFile === module.fileName)
  if (made === undefined) return placeOfFile(module.fileName)
  const span = authorSpan(module, problem.start ?? 0, made.charts)
  if (span !== undefined) return { file: made.file.sourceFile.fileName, span }
  const first = workflows.find(({ file }) => file === made.file)
  return first === undefined ? placeOfFile(made.file.sourceFile.fileName) : placeOf(first.call.expression)
}

const describe = (problem: ts.Diagnostic, { root }: Project): string => {
  const text = `${flatten(problem)} (TS${problem.code}`
  if (problem.file === undefined) return `${text})`
  const { line } = problem.file.getLineAndCharacterOfPosition(problem.start ?? 0)
  return `${text}, at line ${line + 1} of ${problem.file.fileName.slice(root.length + 1)})`
}
