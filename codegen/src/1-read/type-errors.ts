import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts"
import { isAboutModuleType, moduleTypeErrors } from "./module-type.ts"
import { reachedFrom } from "./reaches.ts"
import type { Sources } from "./sources.ts"
import { placeOfFile, spanBetween } from "./place-of.ts"
import type { ts } from "./syntax.ts"
import { flatten } from "./tsconfig.ts"
import type { WorkflowFile } from "./workflow-source.ts"

/** Whose types are judged: the workflow files, and those of the helpers that are compiled with them. */
interface Judged {
  readonly files: readonly WorkflowFile[]
  readonly helperFiles: readonly ts.SourceFile[]
  /** `false` leaves only what no run could come past. */
  readonly typecheck: boolean
}

/** What TypeScript itself has against the files that are compiled: syntax first, types only where it parses. */
export const typeErrors = ({ files, helperFiles, typecheck }: Judged, sources: Sources): Diagnostic[] => {
  const { program, state, recall } = sources
  // Types of what else a workflow file imports are for the user's own `tsc` to judge, but it must be readable.
  const others = reachedFrom(
    files.map(({ sourceFile }) => sourceFile),
    program().getTypeChecker(),
  )
  const unparsed = others.flatMap((sourceFile) => syntaxErrors(sourceFile, program()))
  const judged = new Set([...files.map(({ sourceFile }) => sourceFile), ...helperFiles])
  const found = [...judged].map((sourceFile) => {
    const inputs = [sourceFile, state(sourceFile.fileName), typecheck]
    return recall("types", sourceFile.fileName, inputs, () => errorsOf(sourceFile, typecheck, program()))
  })
  const commonJs = found.flatMap(({ commonJs: file }) => file ?? [])
  return [...moduleTypeErrors(commonJs), ...unparsed, ...found.flatMap(({ errors }) => errors)]
}

interface FileErrors {
  readonly errors: readonly Diagnostic[]
  /** The file, if it is CommonJS by its package.json. */
  readonly commonJs?: ts.SourceFile
}

const errorsOf = (sourceFile: ts.SourceFile, typecheck: boolean, program: ts.Program): FileErrors => {
  const syntax = syntaxErrors(sourceFile, program)
  if (syntax.length > 0) return { errors: syntax }
  // An unused name is for the author's own linter to say: it makes no type wrong.
  const types = program
    .getSemanticDiagnostics(sourceFile)
    .filter(({ reportsUnnecessary }) => reportsUnnecessary === undefined)
  const ours = types.filter((problem) => !isAboutModuleType(problem, sourceFile))
  const errors = withoutCircles(ours)
    .filter(({ code }) => typecheck || missing.has(code))
    .map((problem) => fromTypeScript("SW0002", problem, sourceFile))
  return { errors, ...(ours.length < types.length && { commonJs: sourceFile }) }
}

/** What cannot be parsed; a file that is no text is only that. */
const syntaxErrors = (sourceFile: ts.SourceFile, program: ts.Program): Diagnostic[] => {
  const all = program.getSyntacticDiagnostics(sourceFile)
  const binary = all.find(({ code }) => code === binaryFile)
  return (binary === undefined ? all : [binary]).map((problem) => fromTypeScript("SW0001", problem, sourceFile))
}

/** A module that is not there, or has no such export: its file cannot be loaded, whatever the types. */
const missing: ReadonlySet<number> = new Set([1192, 2305, 2307, 2614, 2724, 2792])

/** "File appears to be binary." */
const binaryFile = 1490

/** A constant whose type depends on itself is said once, not for its function again. */
const withoutCircles = (problems: readonly ts.Diagnostic[]): readonly ts.Diagnostic[] =>
  problems.some(({ code }) => code === circularConstant)
    ? problems.filter(({ code }) => !circularFunctions.has(code))
    : problems

/** "Implicitly has type 'any' because it is referenced in its own initializer", and the same of what a function returns. */
const circularConstant = 7022
const circularFunctions: ReadonlySet<number> = new Set([7023, 7024])

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
  if (problem.code === circularConstant) {
    return { ...found, hint: `Write its type, or the \`output\` schema of the workflow (TS${problem.code}).` }
  }
  return asksForAwait ? { ...found, hint: `Write \`await\` before it (TS${problem.code}).` } : found
}

/** TypeScript's own words, whatever it is that does not fit. */
const awaitForgotten = "Did you forget to use 'await'?"
