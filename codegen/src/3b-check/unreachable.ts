import { placeOf, spanBetween } from "../1-read/place-of.ts"
import type { ts } from "../1-read/syntax.ts"
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts"
import { type Reading, type Unreachable, waysOut } from "./ways-out.ts"

/**
 * Warns of code that no path leads to: what follows a jump or a call that never returns, and what a constant condition
 * rules out.
 */
export const unreachableCode = (body: ts.ConciseBody, { answers }: Reading): Diagnostic[] => {
  const found: Diagnostic[] = []
  waysOut(body, { answers, report: (unreachable) => void found.push(reportOf(unreachable)) })
  return found
}

const reportOf = ({ first, last, because, label }: Unreachable): Diagnostic => {
  const sourceFile = first.getSourceFile()
  const span = spanBetween(sourceFile, first.getStart(sourceFile), last.getEnd())
  const related = [{ ...placeOf(because), label }]
  return diagnostic("SW4101", { file: sourceFile.fileName, span }, { code: firstLine(first) }, related)
}

const firstLine = (node: ts.Node): string => {
  const [line = ""] = node.getText().split("\n")
  return line.length > 60 ? `${line.slice(0, 57)}...` : line
}
