import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { placeOfFile, spanBetween } from "./place-of.ts"
import type { ts } from "./syntax.ts"
import { flatten } from "./tsconfig.ts"
import type { WorkflowFile } from "./workflow-source.ts"

/** What TypeScript itself has against the workflow files: syntax first, types only where it parses. */
export const typeErrors = (files: readonly WorkflowFile[], program: ts.Program): Diagnostic[] =>
  files.flatMap(({ sourceFile }) => {
    const syntax = program.getSyntacticDiagnostics(sourceFile)
    if (syntax.length > 0) return syntax.map((problem) => fromTypeScript("SW0001", problem, sourceFile))
    // An unused name is for the author's own linter to say: it makes no type wrong.
    const types = program
      .getSemanticDiagnostics(sourceFile)
      .filter(({ reportsUnnecessary }) => reportsUnnecessary === undefined)
    return types.map((problem) => fromTypeScript("SW0002", problem, sourceFile))
  })

const fromTypeScript = (code: "SW0001" | "SW0002", problem: ts.Diagnostic, sourceFile: ts.SourceFile): Diagnostic => {
  const start = problem.start ?? 0
  const place = { file: sourceFile.fileName, span: spanBetween(sourceFile, start, start + (problem.length ?? 0)) }
  const related = (problem.relatedInformation ?? []).flatMap((other) => {
    if (other.file === undefined) return []
    const from = other.start ?? 0
    return [
      {
        ...placeOfFile(other.file.fileName),
        span: spanBetween(other.file, from, from + (other.length ?? 0)),
        label: flatten(other),
      },
    ]
  })
  return diagnostic(code, place, { text: flatten(problem), number: String(problem.code) }, related)
}
