import type { Span } from "@statewright/model"

import type { Paint } from "./paint.ts"

/** A place to show, with words beside it. */
export interface Mark {
  readonly span: Span
  readonly label?: string
  readonly style: "primary" | "related"
}

/** The lines of `source` around the marks, each mark underlined: `^` for what is wrong, `-` for what explains it. */
export const codeFrame = (source: string, marks: readonly Mark[], paint: Paint): string => {
  const lines = source.split(/\r?\n/)
  const shown = [...new Set(marks.flatMap(({ span }) => around(span.line, lines.length)))].toSorted((a, b) => a - b)
  const width = String(shown.at(-1) ?? 0).length
  const gutter = (text: string): string => paint.dim(`${text.padStart(width)} |`)
  const output: string[] = []
  let previous: number | undefined
  for (const number of shown) {
    if (previous !== undefined && number > previous + 1) output.push(paint.dim(`${"".padStart(width)} ...`))
    previous = number
    const text = lines[number - 1] ?? ""
    output.push(`${gutter(String(number))} ${expandTabs(text)}`.trimEnd())
    for (const mark of marks.filter(({ span }) => span.line === number)) {
      output.push(`${gutter("")} ${underline(text, mark, paint)}`)
    }
  }
  return output.join("\n")
}

/** One line before, the line itself, one after. */
const around = (line: number, count: number): number[] =>
  [line - 1, line, line + 1].filter((each) => each >= 1 && each <= count)

const underline = (text: string, { span, label, style }: Mark, paint: Paint): string => {
  const endColumn = span.endLine === span.line ? span.endColumn : text.length + 1
  const before = expandTabs(text.slice(0, span.column - 1)).replaceAll(/[^\t]/g, " ")
  const length = Math.max(1, expandTabs(text.slice(span.column - 1, endColumn - 1)).length)
  const line = (style === "primary" ? "^" : "-").repeat(length) + (label === undefined ? "" : ` ${label}`)
  return before + (style === "primary" ? paint.red(line) : paint.cyan(line))
}

/** A tab is two columns in a frame, whatever a terminal would make of it. */
const expandTabs = (text: string): string => text.replaceAll("\t", "  ")
