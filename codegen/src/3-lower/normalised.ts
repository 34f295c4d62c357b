import { ts } from "../1-read/syntax.ts"

/** A segment's tokens with single spaces between them: the same for the same code, however it is laid out or commented. */
export const normalised = (method: string): string => {
  const sourceFile = ts.createSourceFile("segment.ts", `({${method}})`, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS)
  const tokens: string[] = []
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(sourceFile)
    if (children.length === 0) tokens.push(node.getText(sourceFile))
    for (const child of children) visit(child)
  }
  visit(sourceFile)
  return tokens.filter((token) => token !== "" && token !== ";").join(" ")
}
