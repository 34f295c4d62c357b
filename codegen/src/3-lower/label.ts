import type { Span } from "@statewright/model"

import { spanBetween, spanOf } from "../1-read/place-of.ts"
import { ts } from "../1-read/syntax.ts"
import type { DraftRegion, DraftSegment, DraftState } from "./draft.ts"

/** What the author wrote, short enough for a box in a picture. */
export const labelOf = (state: DraftState): string => {
  switch (state.kind) {
    case "segment":
      return short(segmentLabel(state))
    case "wait":
    case "started":
      return short(state.node.getText())
    case "region":
      return short(labelled(state.node, headOf(state.node)))
    case "dispatch":
      return "end of finally"
    case "final":
      return state.outcome
  }
}

/** The first thing that a segment does itself, else what it takes, else what it asks for. */
const segmentLabel = ({ ops, key, name, parent }: DraftSegment): string => {
  const head = headLabel(parent, name.key)
  if (head !== undefined) return head
  const written = ops.filter(({ nodes }) => nodes.length > 0)
  const own =
    written.find(({ role }) => role === undefined) ?? written.find(({ role }) => role === "given") ?? written[0]
  const [node] = own?.nodes ?? []
  if (node === undefined) return key
  if (own?.role === "command") return askedText(node)
  if (ts.isSwitchStatement(node.parent) && node.parent.expression === node) return headOf(node.parent)
  return own?.role === "given" ? node.getText() : statementOf(node).getText()
}

/** What the head of a loop decides. */
const headLabel = ({ node, construct }: DraftRegion, key: string): string | undefined => {
  if (construct !== "loop" || key !== "head") return undefined
  if (ts.isForOfStatement(node)) return `${node.initializer.getText()} of ${node.expression.getText()}`
  if (ts.isForInStatement(node)) return `${node.initializer.getText()} in ${node.expression.getText()}`
  const test = ts.isForStatement(node) ? node.condition : ts.isWhileStatement(node) ? node.expression : undefined
  // A head that tests nothing is the beginning of the body.
  return test === undefined || test.kind === ts.SyntaxKind.TrueKeyword ? undefined : test.getText()
}

/** `charge(order)` of the callee `charge`. */
const askedText = (node: ts.Node): string => (ts.isCallExpression(node.parent) ? node.parent.getText() : node.getText())

/** From the first to the last of the author's statements that a segment holds a part of. */
export const spanOfSegment = ({ ops, node }: DraftSegment): Span => {
  const nodes = ops.flatMap((op) => op.nodes.map(statementOf))
  if (nodes.length === 0) return spanOf(node)
  const start = Math.min(...nodes.map((each) => each.getStart()))
  return spanBetween(node.getSourceFile(), start, Math.max(...nodes.map((each) => each.getEnd())))
}

const statementOf = (node: ts.Node): ts.Node => {
  const statement = ts.findAncestor(node, (above) => ts.isStatement(above) || ts.isFunctionLike(above))
  return statement === undefined || ts.isBlock(statement) || !ts.isStatement(statement) || isCompound(statement)
    ? node
    : statement
}

const isCompound = (node: ts.Node): boolean =>
  ts.isIterationStatement(node, false) ||
  ts.isIfStatement(node) ||
  ts.isTryStatement(node) ||
  ts.isSwitchStatement(node) ||
  ts.isLabeledStatement(node)

/** A loop with the labels that jumps in it name. */
const labelled = (node: ts.Node, text: string): string =>
  ts.isLabeledStatement(node.parent) ? labelled(node.parent, `${node.parent.label.text}: ${text}`) : text

/** The first line of a construct, without its body. */
export const headOf = (node: ts.Node): string => {
  if (ts.isTryStatement(node)) return "try"
  if (ts.isCatchClause(node)) {
    return node.variableDeclaration === undefined ? "catch" : `catch (${node.variableDeclaration.getText()})`
  }
  if (ts.isBlock(node)) return ts.isTryStatement(node.parent) && node.parent.finallyBlock === node ? "finally" : "block"
  if (ts.isDoStatement(node)) return `do while (${node.expression.getText()})`
  if (ts.isSwitchStatement(node)) return `switch (${node.expression.getText()})`
  if (ts.isIfStatement(node)) return `if (${node.expression.getText()})`
  if (ts.isLabeledStatement(node)) return `${node.label.text}:`
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
