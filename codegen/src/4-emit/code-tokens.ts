import { ts } from "../1-read/syntax.ts"

/** A word of code that a stack trace may point at, and where it begins. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly sourceFile: ts.SourceFile
}

/** The names, literals, `new` and `throw` of a node, in order: generated code has them as the author's has. */
export const codeTokens = (node: ts.Node, sourceFile: ts.SourceFile): Token[] => {
  const found: Token[] = []
  const visit = (each: ts.Node): void => {
    if (ts.isTypeNode(each)) return
    const start = each.getStart(sourceFile)
    if (ts.isNewExpression(each)) found.push({ text: "new", start, sourceFile })
    else if (ts.isThrowStatement(each)) found.push({ text: "throw", start, sourceFile })
    else if (isWord(each)) found.push({ text: each.getText(sourceFile), start, sourceFile })
    ts.forEachChild(each, visit)
  }
  visit(node)
  return found
}

const isWord = (node: ts.Node): boolean =>
  ts.isIdentifier(node) ||
  ts.isPrivateIdentifier(node) ||
  ts.isLiteralExpression(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node)
