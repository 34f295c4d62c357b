import { codeFrame, type Mark } from "./code-frame.ts"
import type { Diagnostic, Related } from "./diagnostic.ts"
import { colourPaint, type Paint, plainPaint } from "./paint.ts"
import { sortDiagnostics } from "./sort-diagnostics.ts"

/** How diagnostics are shown. */
export interface RenderOptions {
  /** The text of a file by the name that diagnostics give it; `undefined` shows no frame. */
  readonly sourceOf: (file: string) => string | undefined
  readonly colour?: boolean
}

/**
 * All diagnostics for a person: place, code and message, then the code, then what to do; a count at the end.
 *
 * @example
 * console.error(renderDiagnostics(result.diagnostics, { sourceOf: (file) => readFileSync(file, "utf8") }))
 */
export const renderDiagnostics = (
  diagnostics: readonly Diagnostic[],
  { sourceOf, colour = false }: RenderOptions,
): string => {
  const paint = colour ? colourPaint : plainPaint
  return [...sortDiagnostics(diagnostics).map((each) => renderOne(each, sourceOf, paint)), summary(diagnostics)].join(
    "\n\n",
  )
}

/** All diagnostics for a program: stable, with a schema name. */
export const diagnosticsJson = (diagnostics: readonly Diagnostic[]): string =>
  JSON.stringify({ schema: "codegen/1", diagnostics: sortDiagnostics(diagnostics) }, undefined, 2)

const renderOne = (found: Diagnostic, sourceOf: RenderOptions["sourceOf"], paint: Paint): string => {
  const { file, span, code, severity, message, hint, related } = found
  const label = severity === "error" ? paint.red(code) : paint.yellow(`${code} warning`)
  const head = `${paint.bold(`${file}:${span.line}:${span.column}`)}  ${label}  ${message}`
  const here: Mark[] = related
    .filter((other) => other.file === file)
    .map(({ span: place, label: words }) => ({ span: place, label: words, style: "related" }))
  const frames = [
    frame(file, [{ span, style: "primary" }, ...here], sourceOf, paint),
    ...related.filter((other) => other.file !== file).map((other) => elsewhere(other, sourceOf, paint)),
  ]
  return [head, ...frames.filter((text) => text !== ""), `  ${paint.cyan("hint:")} ${hint}`].join("\n")
}

const elsewhere = (other: Related, sourceOf: RenderOptions["sourceOf"], paint: Paint): string => {
  const at = `  ${paint.bold(`${other.file}:${other.span.line}:${other.span.column}`)}`
  const shown = frame(other.file, [{ span: other.span, label: other.label, style: "related" }], sourceOf, paint)
  return shown === "" ? `${at}  ${other.label}` : `${at}\n${shown}`
}

const frame = (file: string, marks: readonly Mark[], sourceOf: RenderOptions["sourceOf"], paint: Paint): string => {
  const source = sourceOf(file)
  if (source === undefined || source === "") return ""
  return codeFrame(source, marks, paint).replaceAll(/^/gm, "  ")
}

const summary = (diagnostics: readonly Diagnostic[]): string => {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length
  const files = new Set(diagnostics.map(({ file }) => file)).size
  return `${count(errors, "error")}, ${count(diagnostics.length - errors, "warning")} in ${count(files, "file")}.`
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`
