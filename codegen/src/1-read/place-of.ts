import type { Span } from "@statewright/model"

import type { Place } from "../diagnostic/diagnostic.ts"
import { ts } from "./syntax.ts"

/** Where a node stands: file and span, without the comments before it. */
export const placeOf = (node: ts.Node): Place => {
  const sourceFile = node.getSourceFile()
  return { file: sourceFile.fileName, span: spanBetween(sourceFile, node.getStart(sourceFile), node.getEnd()) }
}

/** The span of a node, without the comments before it. */
export const spanOf = (node: ts.Node): Span => placeOf(node).span

/** The span between two offsets of a file. */
export const spanBetween = (sourceFile: ts.SourceFile, start: number, end: number): Span => {
  const from = ts.getLineAndCharacterOfPosition(sourceFile, start)
  const to = ts.getLineAndCharacterOfPosition(sourceFile, end)
  return {
    start,
    end,
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  }
}

/** The place of something that belongs to a file as a whole. */
export const placeOfFile = (file: string): Place => ({
  file,
  span: { start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 },
})
