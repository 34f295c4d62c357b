import { ts } from "../1-read/syntax.ts"
import type { DraftQuestion, DraftRegion, Edge } from "./draft.ts"
import { lowerDiscarded, lowerExpression } from "./expression.ts"
import {
  closeSegment,
  emit,
  enterRegion,
  exitOf,
  goOn,
  leaveRegion,
  type Lowering,
  nameAfter,
  openSegment,
} from "./lowering.ts"
import { makeTemporary } from "./operands.ts"
import type { Op } from "./op.ts"
import type { Variable } from "../2-analyze/variable.ts"

/** What may leave out what stands to its right: three operators, and `?.`. */
export type Short = "and" | "or" | "coalesce" | "chain"

type Conditional = ts.ConditionalExpression | ts.BinaryExpression

/** Whether an expression evaluates a part of itself only sometimes. */
export const isConditional = (node: ts.Expression): node is Conditional =>
  ts.isConditionalExpression(node) || (ts.isBinaryExpression(node) && shortOf(node.operatorToken.kind) !== undefined)

/** `a ? b : c`, `a && b`, `a || b`, `a ?? b`: a branch, with the value in a temporary unless nobody uses it. */
export const lowerConditional = (lowering: Lowering, node: Conditional, { discard = false } = {}): void => {
  const condition = ts.isConditionalExpression(node) ? node.condition : node.left
  if (!suspendsInParts(lowering, node)) return lowerExpression(lowering, condition)
  lowerExpression(lowering, condition)
  if (ts.isConditionalExpression(node)) return lowerTernary(lowering, node, discard)
  const short = shortOf(node.operatorToken.kind)
  if (short === undefined) return
  if (discard) {
    const branches = enterBranch(lowering, { node, short, left: node.left })
    lowerDiscarded(lowering, node.right)
    return leaveBranches(lowering, branches, node)
  }
  const result = makeTemporary(lowering, [node.left, node.right, node])
  store(lowering, result, node.left)
  const branches = enterBranch(lowering, { node, short, left: node.left, stored: result })
  lowerExpression(lowering, node.right)
  store(lowering, result, node.right)
  leaveBranches(lowering, branches, node)
  lowering.replacements.set(node, { kind: "variable", variable: result })
}

/** Whether a part that may be left out suspends, and not only the condition. */
export const suspendsInParts = ({ survey }: Lowering, node: Conditional): boolean =>
  ts.isConditionalExpression(node)
    ? survey.suspends.has(node.whenTrue) || survey.suspends.has(node.whenFalse)
    : survey.suspends.has(node.right)

const lowerTernary = (lowering: Lowering, node: ts.ConditionalExpression, discard: boolean): void => {
  const result = discard ? undefined : makeTemporary(lowering, [node])
  const arm = (value: ts.Expression): void => {
    if (result === undefined) return lowerDiscarded(lowering, value)
    lowerExpression(lowering, value)
    store(lowering, result, value)
  }
  const segment = openSegment(lowering)
  const yes = exitOf(segment, "then")
  const no = exitOf(segment, "else")
  segment.asks.push({ by: "?:", condition: node.condition })
  yes.condition = node.condition.getText()
  no.condition = `!(${yes.condition})`
  emit(lowering, {
    nodes: [node.condition],
    exits: ["then", "else"],
    ends: true,
    print: (text) => `return ${text.operand(node.condition)} ? "then" : "else"`,
  })
  const region = enterRegion(lowering, "if", "if", node)
  goOn(lowering, [yes], { key: "then", code: "then", node: node.whenTrue })
  arm(node.whenTrue)
  const afterYes = closeSegment(lowering, { key: "then", code: "then", node })
  goOn(lowering, [no], { key: "else", code: "else", node: node.whenFalse })
  arm(node.whenFalse)
  const afterNo = closeSegment(lowering, { key: "else", code: "else", node })
  leaveRegion(lowering, region)
  goOn(lowering, [...afterYes, ...afterNo], nameAfter(region))
  if (result !== undefined) lowering.replacements.set(node, { kind: "variable", variable: result })
}

const store = (lowering: Lowering, result: Variable, value: ts.Expression): void =>
  emit(lowering, {
    nodes: [value],
    defines: [result],
    print: (text) => `${text.variable(result)} = ${text.node(value)}`,
  })

/** A branch that is left out sometimes, while it is lowered. */
export interface Branches {
  readonly region: DraftRegion
  readonly around: Edge
}

/** What decides whether the right side of an operator is evaluated. */
interface LeftSide {
  readonly node: ts.Node
  readonly short: Short
  readonly left: ts.Expression
  /** Where its value is, if it is wanted later. */
  readonly stored?: Variable
}

/** Ends the open segment with the choice whether the right side of an operator is evaluated; what follows is that side. */
export const enterBranch = (lowering: Lowering, { node, short, left, stored }: LeftSide): Branches =>
  enterWhen(lowering, {
    node,
    name: regionName(short),
    asks: { by: askers[short], condition: left },
    condition: conditionText(short, left.getText()),
    nodes: stored === undefined ? [left] : [],
    reads: stored === undefined ? [] : [stored],
    print: (text) => conditionText(short, stored === undefined ? text.operand(left) : text.variable(stored)),
  })

/** What a branch hangs on. */
interface When extends Pick<Op, "nodes" | "reads" | "print"> {
  readonly node: ts.Node
  readonly asks: DraftQuestion
  /** Of the branch. */
  readonly name: string
  /** As the picture shows it. */
  readonly condition: string
}

/** Ends the open segment with the choice whether what follows is evaluated. */
export const enterWhen = (lowering: Lowering, { node, asks, name, condition, print, ...uses }: When): Branches => {
  const segment = openSegment(lowering)
  segment.asks.push(asks)
  const into = exitOf(segment, "then")
  const around = exitOf(segment, "else")
  into.condition = condition
  emit(lowering, {
    ...uses,
    exits: ["then", "else"],
    ends: true,
    print: (text) => `return ${print(text)} ? "then" : "else"`,
  })
  const region = enterRegion(lowering, "if", name, node)
  goOn(lowering, [into], { key: "then", code: region.name, node })
  return { region, around }
}

const askers = { and: "&&", or: "||", coalesce: "??", chain: "?." } as const

const conditionText = (short: Short, value: string): string => {
  switch (short) {
    case "and":
      return value
    case "or":
      return `!${grouped(value)}`
    case "coalesce":
      return `${grouped(value)} == null`
    case "chain":
      return `${grouped(value)} != null`
  }
}

const regionName = (short: Short): string => {
  if (short === "coalesce") return "orElse"
  return short === "chain" ? "ifThere" : short
}

const grouped = (value: string): string => (/^[\w$.]+$/.test(value) ? value : `(${value})`)

/** Ends what `enterBranch` began. */
export const leaveBranches = (lowering: Lowering, { region, around }: Branches, node: ts.Node): void => {
  const through = closeSegment(lowering, { key: "then", code: "then", node })
  leaveRegion(lowering, region)
  goOn(lowering, [...through, around], nameAfter(region))
}

const shortOf = (operator: ts.SyntaxKind): Short | undefined => {
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) return "and"
  if (operator === ts.SyntaxKind.BarBarToken) return "or"
  return operator === ts.SyntaxKind.QuestionQuestionToken ? "coalesce" : undefined
}
