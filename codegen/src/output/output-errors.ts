import { placeOf, placeOfFile } from "../1-read/place-of.ts"
import type { Project } from "../1-read/read-project.ts"
import { flatten } from "../1-read/tsconfig.ts"
import type { GeneratedFile } from "../4-emit/generated-files.ts"
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"

/** What the user's own compiler settings would have against the files that are about to be written. */
export const outputErrors = (files: readonly GeneratedFile[], project: Project): Diagnostic[] => {
  const modules = files
    .filter(({ path }) => path.endsWith(".ts"))
    .map(({ path, text }) => ({ file: `${project.root}/${path}`, text }))
  // What is unused or out of reach in the author's code stays so in the generated one: for a linter to say, there.
  const problems = project.sources.check(modules).filter(({ reportsUnnecessary }) => reportsUnnecessary === undefined)
  return problems.map((problem) => {
    const file = problem.file?.fileName ?? project.root
    const author = project.workflows.find((workflow) => workflow.file.machineFile === file)
    const place = author === undefined ? placeOfFile(file) : placeOf(author.call.expression)
    const line =
      problem.file === undefined ? 0 : problem.file.getLineAndCharacterOfPosition(problem.start ?? 0).line + 1
    return diagnostic("SW5004", place, {
      text: `${flatten(problem)} (TS${problem.code}, at line ${line} of ${file.slice(project.root.length + 1)})`,
    })
  })
}
