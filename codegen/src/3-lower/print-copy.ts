import { importOf } from "../1-read/import-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { Copyable } from "../2-analyze/copy-shape.ts"
import { recordedUse } from "../2-analyze/recorded-use.ts"
import { symbolOf } from "../2-analyze/symbol-of.ts"
import { commentsAfter, commentsBefore } from "./comments.ts"
import { machineWord } from "./machine-word.ts"
import type { FileContext } from "./printing.ts"
import { recordedText } from "./recorded-text.ts"

/** A declaration as it stands in the generated file: the author's text, in which time and chance are recorded. */
export const printCopy = (declaration: Copyable, context: FileContext): string => {
  const { checker } = context.naming
  const { text: source } = declaration.getSourceFile()

  const write = (node: ts.Node): string => {
    const recorded = recordedUse(node, checker)
    if (recorded !== undefined) return recordedText(recorded, machineWord("recorded", context))
    if (ts.isIdentifier(node)) importName(node)
    return copy(node)
  }

  const importName = (node: ts.Identifier): void => {
    if (symbolOf(node, checker) === undefined) return
    const found = importOf(node, context.naming)
    if (found.kind === "import" && found.import.local === node.text) context.imports.keep(found.import)
  }

  const copy = (node: ts.Node): string => {
    let text = ""
    let position = node.getStart()
    ts.forEachChild(node, (child) => {
      const start = child.getStart()
      text += source.slice(position, start) + write(child)
      position = child.end
    })
    return text + source.slice(position, node.end)
  }

  const statement = statementOf(declaration)
  const comments = statement === undefined ? [] : lastBlock(commentsBefore(statement), statement)
  const after = statement === undefined ? undefined : commentsAfter(statement)
  const text = ts.isVariableDeclaration(declaration) ? `const ${copy(declaration)}` : copy(declaration)
  return [...comments, after === undefined ? text : `${text} ${after}`].join("\n").replaceAll("\r\n", "\n")
}

/** The statement of a declaration, if it declares nothing else. */
const statementOf = (declaration: Copyable): ts.Statement | undefined => {
  if (!ts.isVariableDeclaration(declaration)) return declaration
  const list = declaration.parent
  if (!ts.isVariableDeclarationList(list) || list.declarations.length > 1) return undefined
  return ts.isVariableStatement(list.parent) ? list.parent : undefined
}

/** What stands above a blank line is about the file, or about nothing that is copied. */
const lastBlock = (comments: readonly string[], statement: ts.Node): readonly string[] => {
  const { text } = statement.getSourceFile()
  const ranges = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []
  const ends = ranges.map(({ end }, index) => text.slice(end, ranges[index + 1]?.pos ?? statement.getStart()))
  const from = ends.findLastIndex((space) => space.split("\n").length > 2) + 1
  return comments.slice(from)
}
