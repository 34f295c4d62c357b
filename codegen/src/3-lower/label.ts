import { ts } from "../1-read/syntax.ts"
import type { DraftSegment, DraftState } from "./draft.ts"

/** What the author wrote, short enough for a box in a picture. */
export const labelOf = (state: DraftState): string => {
  switch (state.kind) {
    case "segment":
      return short(segmentLabel(state))
    case "wait":
      return short(state.node.getText())
    case "region":
      return short(headOf(state.node))
    case "dispatch":
      return "end of finally"
    case "final":
      return state.outcome
  }
}

const segmentLabel = ({ ops, key }: DraftSegment): string => {
  const texts = ops.flatMap(({ nodes }) => nodes.slice(0, 1).map((node) => statementOf(node).getText()))
  return texts[0] ?? key
}

const statementOf = (node: ts.Node): ts.Node => {
  const statement = ts.findAncestor(node, (above) => ts.isStatement(above) || ts.isFunctionLike(above))
  return statement === undefined || ts.isBlock(statement) || !ts.isStatement(statement) || isCompound(statement)
    ? node
    : statement
}

const isCompound = (node: ts.Node): boolean =>
  ts.isIterationStatement(node, false) || ts.isIfStatement(node) || ts.isTryStatement(node)

/** The first line of a construct, without its body. */
const headOf = (node: ts.Node): string => {
  if (ts.isTryStatement(node)) return "try"
  if (ts.isCatchClause(node)) {
    return node.variableDeclaration === undefined ? "catch" : `catch (${node.variableDeclaration.getText()})`
  }
  if (ts.isBlock(node)) return ts.isTryStatement(node.parent) && node.parent.finallyBlock === node ? "finally" : "block"
  if (ts.isDoStatement(node)) return `do while (${node.expression.getText()})`
  if (ts.isSwitchStatement(node)) return `switch (${node.expression.getText()})`
  if (ts.isIfStatement(node)) return `if (${node.expression.getText()})`
  if (ts.isIterationStatement(node, false)) {
    const text = node.getText()
    return text.slice(0, node.statement.getStart() - node.getStart()).trim()
  }
  return node.getText()
}

const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ").trim()
  return line.length > 60 ? `${line.slice(0, 57)}...` : line
}
