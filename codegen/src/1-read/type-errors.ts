import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { isAboutModuleType, moduleTypeErrors } from "./module-type.ts"
import { placeOfFile, spanBetween } from "./place-of.ts"
import type { ts } from "./syntax.ts"
import { flatten } from "./tsconfig.ts"
import type { WorkflowFile } from "./workflow-source.ts"

/** What TypeScript itself has against the workflow files: syntax first, types only where it parses. */
export const typeErrors = (files: readonly WorkflowFile[], program: ts.Program): Diagnostic[] => {
  const commonJs = new Set<ts.SourceFile>()
  const errors = files.flatMap(({ sourceFile }) => {
    const syntax = program.getSyntacticDiagnostics(sourceFile)
    if (syntax.length > 0) return syntax.map((problem) => fromTypeScript("SW0001", problem, sourceFile))
    // An unused name is for the author's own linter to say: it makes no type wrong.
    const types = program
      .getSemanticDiagnostics(sourceFile)
      .filter(({ reportsUnnecessary }) => reportsUnnecessary === undefined)
    const others = types.filter((problem) => !isAboutModuleType(problem, sourceFile))
    if (others.length < types.length) commonJs.add(sourceFile)
    return others.map((problem) => fromTypeScript("SW0002", problem, sourceFile))
  })
  return [...moduleTypeErrors([...commonJs]), ...errors]
}

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
  const found = diagnostic(code, place, { text: flatten(problem), number: String(problem.code) }, related)
  const asksForAwait = [found.message, ...related.map(({ label }) => label)].some((text) =>
    text.includes(awaitForgotten),
  )
  return asksForAwait ? { ...found, hint: `Write \`await\` before it (TS${problem.code}).` } : found
}

/** TypeScript's own words, whatever it is that does not fit. */
const awaitForgotten = "Did you forget to use 'await'?"
